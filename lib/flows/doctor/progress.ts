import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find, found } from './finding.ts';
import { isHeldBack } from './sending.ts';

/** What is due waits no longer than this (course time). */
const WAIT_MINUTES = 5;
/** Each scheduled job begins anew within so many minutes: two of its turns and a little. */
const RUNS_WITHIN_MINUTES = { plan: 3, sweep: 11 };
/** Two sweeps pass a batch that stands still. */
const STILL_MINUTES = 11;

/** I15: work that can go on goes on. Nothing of it is judged while the operator or the provider holds all mail back. */
export async function progress(examination: Examination): Promise<Finding[]> {
  const { tx, now, sending, judgesLateness } = examination;
  if (!judgesLateness) return [];
  const missed = await missedRuns(examination);
  if (isHeldBack(sending)) return missed;
  return [
    ...missed,
    ...(sending.isDraining
      ? []
      : await find(
          tx,
          'I15',
          `These deliveries are due for more than ${WAIT_MINUTES} minutes and nothing leaves: see whether a worker is running.`,
          Prisma.sql`
            SELECT "id" FROM "Delivery" WHERE "state" = 'scheduled'
              AND "dueAt" < ${now}::timestamptz - ${WAIT_MINUTES} * interval '1 minute'`,
        )),
    ...(await find(
      tx,
      'I15',
      'These batches stand still: nobody holds them, and their time has come. See whether a worker is running.',
      Prisma.sql`
        SELECT "id" FROM "Batch" WHERE "state" <> 'closed'
          AND coalesce(greatest("nextAttemptAt", "leasedUntil"), "createdAt") < clock_timestamp() - ${STILL_MINUTES} * interval '1 minute'`,
    )),
  ];
}

/** Where no job was ever scheduled (a new database), none was missed. */
async function missedRuns({ tx }: Examination): Promise<Finding[]> {
  const { plan, sweep } = RUNS_WITHIN_MINUTES;
  const late = await tx.$queryRaw<{ job: string }[]>`
    SELECT "job" FROM "ScheduledRun"
    WHERE "startedAt" < clock_timestamp() - interval '1 minute' *
      CASE "job" WHEN 'plan' THEN ${plan}::int WHEN 'sweep' THEN ${sweep}::int END
    ORDER BY "job"`;
  return late.flatMap(({ job }) =>
    found(
      'I15',
      `The scheduled job ${job} has not begun for more than ${job === 'plan' ? plan : sweep} minutes: see whether a worker is running.`,
      [job],
    ),
  );
}
