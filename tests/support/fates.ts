import type { Db } from '#lib/db/client.ts';

// What becomes of mail that has left, without waiting for it: over one lesson that really did.

/** The lesson became unknown that long ago. */
export async function makeUnknown(db: Db, long: string): Promise<void> {
  await db.$executeRaw`
    WITH lesson AS (
      UPDATE "Delivery" SET "state" = 'unknown', "reason" = 'no answer', "sentAt" = NULL, "providerId" = NULL
      WHERE "kind" = 'lesson' AND "state" = 'sent' AND "intent" NOT LIKE 'test/%' RETURNING "batchId")
    UPDATE "Batch" SET "state" = 'in_doubt', "outcome" = 'unknown', "attemptedAt" = now() - ${long}::interval,
      "doubtSince" = now() - ${long}::interval, "nextAttemptAt" = now() + interval '1 hour'
    FROM lesson WHERE "id" = lesson."batchId"`;
}

/** So many more lessons that left, all to the same person. */
export async function sentMails(db: Db, count: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Delivery" ("kind", "intent", "state", "priority", "subscriberId", "dueAt", "createdAt", "sentAt", "providerId", "batchId", "position", "editionHash", "slots")
    SELECT 'lesson', 'test/' || n, 'sent', 1, d."subscriberId", d."dueAt", d."createdAt", d."sentAt", 'p' || n, d."batchId", n, d."editionHash", d."slots"
    FROM generate_series(1, ${count}) AS n, (SELECT * FROM "Delivery" WHERE "kind" = 'lesson' AND "state" = 'sent' LIMIT 1) AS d`;
}

/** So many of those came back for good; the others did not. */
export async function bounce(db: Db, count: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Delivery" SET "bouncedAt" = CASE WHEN "id" IN (
      SELECT "id" FROM "Delivery" WHERE "intent" LIKE 'test/%' ORDER BY "intent" LIMIT ${count}) THEN now() END
    WHERE "intent" LIKE 'test/%'`;
}
