import type { Db, Tx } from './client.ts';

/** What runs by the clock, and after how many seconds without a beginning a run has been missed (real time). */
export const SCHEDULED = { plan: 180, sweep: 660 } as const;
export type ScheduledJob = keyof typeof SCHEDULED;

export async function runStarts(db: Db, job: ScheduledJob): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "ScheduledRun" ("job", "startedAt") VALUES (${job}, clock_timestamp())
    ON CONFLICT ("job") DO UPDATE SET "startedAt" = clock_timestamp()`;
}

export async function runEnds(db: Db, job: ScheduledJob): Promise<void> {
  await db.$executeRaw`UPDATE "ScheduledRun" SET "finishedAt" = clock_timestamp() WHERE "job" = ${job}`;
}

/**
 * Jobs whose scheduled run never started, with the seconds since the last one that did. One that has never run is not
 * missed: nothing works here yet.
 */
export async function missedRuns(db: Db | Tx): Promise<{ job: ScheduledJob; secondsAgo: number }[]> {
  const rows = await db.$queryRaw<{ job: string; secondsAgo: number }[]>`
    SELECT "job", extract(epoch FROM clock_timestamp() - "startedAt")::float8 AS "secondsAgo" FROM "ScheduledRun"`;
  return rows.flatMap(({ job, secondsAgo }) =>
    isScheduled(job) && secondsAgo > SCHEDULED[job] ? [{ job, secondsAgo: Math.round(secondsAgo) }] : [],
  );
}

function isScheduled(job: string): job is ScheduledJob {
  return job in SCHEDULED;
}
