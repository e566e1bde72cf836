import type { Db, Tx } from './client.ts';

/**
 * Takes the first due deliveries by priority and date, and holds their rows until the transaction ends. Rows that
 * another planner holds are passed over. Nothing is filtered here: whoever may not be mailed is taken too and
 * skipped, or they would clog the head of the queue for ever.
 * @returns ids, at most `most`
 */
export async function takeDue(tx: Tx, now: Date, most: number): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Delivery"
    WHERE "state" = 'scheduled' AND "dueAt" <= ${now}::timestamptz
    ORDER BY "priority", "dueAt", "id"
    LIMIT ${most}
    FOR UPDATE SKIP LOCKED`;
  return rows.map((row) => row.id);
}

/** Takes one delivery, if it is still due and nobody else holds it. @returns its id alone, or nothing */
export async function takeOne(tx: Tx, now: Date, id: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Delivery"
    WHERE "id" = ${id}::uuid AND "state" = 'scheduled' AND "dueAt" <= ${now}::timestamptz FOR UPDATE SKIP LOCKED`;
  return rows.map((row) => row.id);
}

/** Ends the pauses whose time has come and gives each its date. */
export async function endPauses(tx: Tx, now: Date): Promise<void> {
  await tx.$executeRaw`
    WITH woken AS (
      SELECT "id", "subscriberId", "pausedUntil" FROM "Enrollment"
      WHERE "state" = 'paused' AND "pausedUntil" <= ${now}::timestamptz
      FOR UPDATE SKIP LOCKED
    ), resumed AS (
      UPDATE "Enrollment" e SET "state" = 'active', "pausedUntil" = NULL, "changedAt" = now() FROM woken WHERE e."id" = woken."id"
    )
    INSERT INTO "Delivery" ("kind", "intent", "priority", "subscriberId", "enrollmentId", "dueAt", "createdAt")
    SELECT 'lesson', 'next/' || "id", 1, "subscriberId", "id", "pausedUntil", ${now}::timestamptz FROM woken
    ON CONFLICT ("intent") DO NOTHING`;
}

/** Is anything due, even if another planner is holding it at this moment? */
export async function isAnythingDue(db: Db): Promise<boolean> {
  const [row] = await db.$queryRaw<{ due: boolean }[]>`
    SELECT EXISTS (SELECT FROM "Delivery" WHERE "state" = 'scheduled' AND "dueAt" <= clock."now")
        OR EXISTS (SELECT FROM "Enrollment" WHERE "state" = 'paused' AND "pausedUntil" <= clock."now") AS "due"
    FROM (SELECT course_now() AS "now" OFFSET 0) AS clock`;
  return row?.due ?? false;
}
