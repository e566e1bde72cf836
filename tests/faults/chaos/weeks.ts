import type { Db } from '#lib/db/client.ts';
import type { Chance } from '#prisma/chance.ts';

const DAYS = 14;
/** A lesson's fate may stay unknown for so long before the learner's next slot comes: some lives of a key, as a week is. */
const UNKNOWN_SECONDS = 40;

/**
 * For some learners whose next date is ahead it becomes now, and everything before becomes two weeks older. Course time
 * itself stays where it is: no real mail leaves with a moved clock.
 * @param note told each address before its week passes
 */
export async function letWeeksPass(
  db: Db,
  most: number,
  chance: Chance,
  note: (address: string) => void,
): Promise<void> {
  const waiting = await db.$queryRaw<{ enrollmentId: string; address: string }[]>`
    SELECT d."enrollmentId"::text AS "enrollmentId", s."address" FROM "Delivery" d
    JOIN "Subscriber" s ON s."id" = d."subscriberId"
    WHERE d."intent" = 'next/' || d."enrollmentId" AND d."state" = 'scheduled'
      AND d."dueAt" > clock_timestamp() + interval '1 hour'
      AND NOT EXISTS (
        SELECT FROM "Delivery" o LEFT JOIN "Batch" b ON b."id" = o."batchId"
        WHERE o."enrollmentId" = d."enrollmentId" AND (o."state" = 'batched' OR o."state" = 'unknown'
          AND b."doubtSince" > clock_timestamp() - ${UNKNOWN_SECONDS} * interval '1 second'))
    ORDER BY d."enrollmentId"`;
  const chosen = new Map<string, string>();
  for (let i = 0; i < Math.min(most, waiting.length); i++) {
    const { enrollmentId, address } = chance.oneOf(waiting);
    chosen.set(enrollmentId, address);
  }
  for (const address of chosen.values()) note(address);
  await db.$executeRaw`
    WITH due AS (
      SELECT "id", "enrollmentId" FROM "Delivery"
      WHERE "enrollmentId" = ANY(${[...chosen.keys()]}::uuid[]) AND "intent" = 'next/' || "enrollmentId"
        AND "state" = 'scheduled' AND "dueAt" > clock_timestamp() + interval '1 hour'
      FOR UPDATE SKIP LOCKED
    ), enrollments AS (
      UPDATE "Enrollment" e SET "lastSentAt" = "lastSentAt" - ${DAYS} * interval '1 day' FROM due
      WHERE e."id" = due."enrollmentId"
    ), past AS (
      UPDATE "Delivery" d SET "sentAt" = "sentAt" - ${DAYS} * interval '1 day' FROM due
      WHERE d."enrollmentId" = due."enrollmentId" AND d."id" <> due."id" AND d."state" = 'sent'
    )
    UPDATE "Delivery" d SET "dueAt" = clock_timestamp() FROM due WHERE d."id" = due."id"`;
}
