import type { Db, Tx } from './client.ts';

/**
 * Says that somebody who does the scheduled work is there (real time).
 * @param worker its name, one row each
 * @param againInSeconds when it says so again at the latest
 * @returns the database's clock
 */
export async function beat(db: Db, worker: string, againInSeconds: number): Promise<Date> {
  const [row] = await db.$queryRaw<{ beatAt: Date }[]>`
    INSERT INTO "Heartbeat" ("worker", "nextBy")
    VALUES (${worker}, clock_timestamp() + ${againInSeconds} * interval '1 second')
    ON CONFLICT ("worker") DO UPDATE SET "beatAt" = clock_timestamp(), "nextBy" = excluded."nextBy"
    RETURNING "beatAt"`;
  if (!row) throw new Error('the heartbeat was not written');
  return row.beatAt;
}

/** Forgets those that have been silent for a day. */
export async function forgetTheSilent(db: Db): Promise<void> {
  await db.$executeRaw`DELETE FROM "Heartbeat" WHERE "nextBy" < clock_timestamp() - interval '1 day'`;
}

/** Has a worker begun within so many seconds (real time)? */
export async function hasNewWorker(db: Db | Tx, seconds: number): Promise<boolean> {
  const [row] = await db.$queryRaw<{ isNew: boolean }[]>`
    SELECT EXISTS (
      SELECT FROM "Heartbeat" WHERE "startedAt" > clock_timestamp() - ${seconds} * interval '1 second'
    ) AS "isNew"`;
  return row?.isNew ?? false;
}
