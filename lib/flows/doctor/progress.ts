import { Prisma } from '../../db/client.ts';
import { missedRuns } from '../../db/scheduled-run.ts';
import { type Examination, type Finding, find, found } from './finding.ts';
import { isHeldBack } from './sending.ts';

/** What is due waits no longer than this (course time). */
const WAIT_MINUTES = 5;
/** Two sweeps pass a batch that stands still. In a long queue it may only be waiting for its turn. */
const STILL_MINUTES = { alone: 11, inQueue: 120 };

/** I15: work that can go on goes on. Nothing of it is judged while the operator or the provider holds all mail back. */
export async function progress(examination: Examination): Promise<Finding[]> {
  const { tx, now, sending, judgesLateness } = examination;
  if (!judgesLateness) return [];
  const missed = await notBegun(examination);
  if (isHeldBack(sending)) return missed;
  const still = sending.isDraining ? STILL_MINUTES.inQueue : STILL_MINUTES.alone;
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
          AND coalesce(greatest("nextAttemptAt", "leasedUntil"), "createdAt") < clock_timestamp() - ${still} * interval '1 minute'`,
    )),
  ];
}

/** Where no job was ever scheduled (a new database), none was missed. */
async function notBegun({ tx }: Examination): Promise<Finding[]> {
  return (await missedRuns(tx)).flatMap(({ job, secondsAgo }) =>
    found(
      'I15',
      `The scheduled job ${job} began ${Math.round(secondsAgo / 60)} minutes ago for the last time: see whether a worker is running.`,
      [job],
    ),
  );
}
