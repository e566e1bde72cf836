import type { Tx } from './client.ts';

/** An instant at which a person gets mail of a course that they did not ask for there and then: its local day is taken. */
type Occupied = { enrollmentId: string | null; at: Date };
/** By subscriber. */
export type OccupiedDays = Map<string, readonly Occupied[]>;

type Whose = { subscriberId: string; enrollmentId: string | null };

/**
 * One planner at a time for each person who takes several courses: of two that take one course each, the second sees
 * which day the first has taken. A lock of its own, not the person's row, which withdrawals hold before deliveries.
 */
export async function lockDays(tx: Tx, deliveryIds: readonly string[]): Promise<void> {
  await tx.$queryRaw`
    SELECT pg_advisory_xact_lock(hashtextextended('days/' || "subscriberId", 0))::text FROM (
      SELECT e."subscriberId"::text FROM "Enrollment" e
      WHERE e."state" IN ('active', 'paused') AND e."subscriberId" IN (
        SELECT d."subscriberId" FROM "Delivery" d WHERE d."id" = ANY(${[...deliveryIds]}::uuid[]) AND d."priority" > 0)
      GROUP BY e."subscriberId" HAVING count(*) > 1 ORDER BY e."subscriberId") several`;
}

/**
 * The taken days of some people. A day is taken as soon as it is promised, so that two courses never promise the same:
 * - open dates, and what a lesson that is just leaving promises for after it
 * - the ends of pauses
 * - what left within the last day
 */
export async function readOccupied(tx: Tx, subscriberIds: readonly string[]): Promise<OccupiedDays> {
  const rows = await tx.$queryRaw<(Whose & { at: Date })[]>`
    WITH clock AS MATERIALIZED (SELECT course_now() AS "now"),
    mail AS (
      SELECT * FROM "Delivery" WHERE "subscriberId" = ANY(${subscriberIds}::uuid[]) AND "priority" = 1
        AND ("state" IN ('scheduled', 'batched') OR "state" = 'sent' AND "sentAt" > (SELECT "now" FROM clock) - interval '1 day')
    )
    SELECT "subscriberId", "enrollmentId", "dueAt" AS "at" FROM mail WHERE "state" = 'scheduled' AND NOT "requested"
    UNION ALL
    SELECT "subscriberId", "enrollmentId", coalesce("sentAt", (SELECT "now" FROM clock)) FROM mail
      WHERE "state" <> 'scheduled' AND NOT "requested"
    UNION ALL
    SELECT "subscriberId", "enrollmentId", "nextDueAt" FROM mail WHERE "state" = 'batched' AND "nextDueAt" IS NOT NULL
    UNION ALL
    SELECT "subscriberId", "id", "pausedUntil" FROM "Enrollment"
      WHERE "subscriberId" = ANY(${subscriberIds}::uuid[]) AND "state" = 'paused' AND "pausedUntil" IS NOT NULL`;
  const occupied: OccupiedDays = new Map();
  for (const { at, ...whose } of rows) occupy(occupied, whose, [at]);
  return occupied;
}

/** Takes more days, for what is being decided in the same breath. */
export function occupy(
  occupied: OccupiedDays,
  { subscriberId, enrollmentId }: Whose,
  days: readonly Date[],
): void {
  const taken = days.map((at) => ({ enrollmentId, at }));
  occupied.set(subscriberId, [...(occupied.get(subscriberId) ?? []), ...taken]);
}

/** The days that other courses have taken, as seen from one enrollment; its own are not in its way. */
export function takenDays(occupied: OccupiedDays, { subscriberId, enrollmentId }: Whose): Date[] {
  const others = (occupied.get(subscriberId) ?? []).filter((entry) => entry.enrollmentId !== enrollmentId);
  return others.map(({ at }) => at);
}
