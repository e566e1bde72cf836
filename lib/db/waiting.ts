import { type Db, Prisma, type Tx } from './client.ts';

/** Whether no course of enrollment `e`'s person is active or paused. */
export const NOTHING_UNDER_WAY = Prisma.sql`NOT EXISTS (
  SELECT FROM "Enrollment" o WHERE o."subscriberId" = e."subscriberId" AND o."state" IN ('active', 'paused'))`;

/** A course that has just become active, and has no date yet. */
export type Begun = { enrollmentId: string; subscriberId: string };

/**
 * Of each of these people with no course under way, makes the course active that has waited longest. Their rows are locked
 * already. One statement: of two that end a course each at the same moment, the second finds it begun.
 */
export function takeFirstInLine(tx: Tx, subscriberIds: readonly string[]): Promise<Begun[]> {
  return tx.$queryRaw<Begun[]>`
    UPDATE "Enrollment" SET "state" = 'active', "changedAt" = clock_timestamp()
    WHERE "state" = 'waiting' AND "id" IN (
      SELECT DISTINCT ON (e."subscriberId") e."id" FROM "Enrollment" e
      JOIN "Subscriber" s ON s."id" = e."subscriberId" AND s."standing" = 'confirmed'
      WHERE e."state" = 'waiting' AND e."subscriberId" = ANY(${[...subscriberIds]}::uuid[]) AND ${NOTHING_UNDER_WAY}
      ORDER BY e."subscriberId", e."askedAt", e."id")
    RETURNING "id"::text AS "enrollmentId", "subscriberId"::text AS "subscriberId"`;
}

/** People who wait for a course although none is under way: its end came where nobody could be locked. */
export async function peopleWaitingForNothing(db: Db | Tx, most: number): Promise<string[]> {
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT DISTINCT e."subscriberId"::text AS "id" FROM "Enrollment" e
    JOIN "Subscriber" s ON s."id" = e."subscriberId" AND s."standing" = 'confirmed'
    WHERE e."state" = 'waiting' AND ${NOTHING_UNDER_WAY} ORDER BY 1 LIMIT ${most}`;
  return rows.map(({ id }) => id);
}
