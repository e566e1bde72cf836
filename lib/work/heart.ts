import { randomUUID } from 'node:crypto';
import { beat, forgetTheSilent } from '../db/heartbeat.ts';
import { hasQueues } from '../db/queue-schema.ts';
import { noticeMissedRuns } from '../flows/scheduled.ts';
import type { Runtime } from '../runtime.ts';
import { JOBS, type Job } from './boss.ts';

const BEAT_MS = 5_000;
/** After this long without a heartbeat nobody is working. */
const SILENT_AFTER_S = 30;
/** This machine's clock decides nothing, but people read its logs. */
const CLOCK_OFF_MS = 5_000;

/** What the heart asks for when it finds something missing. */
export type Care = { ask(job: Job): Promise<void>; openQueueAnew(): Promise<void> };

/**
 * Every few seconds: says that this worker is there, for `/api/ready` and for whoever wonders why nothing is sent; looks
 * whether the queue is still there and whether the scheduled runs have begun.
 */
export async function startHeart(runtime: Runtime, care: Care): Promise<{ stop(): Promise<void> }> {
  const { db, log } = runtime;
  const worker = randomUUID();
  await forgetTheSilent(db);
  await beat(db, worker, SILENT_AFTER_S);
  let beating: Promise<void> | null = null;
  const timer = setInterval(() => {
    beating ??= beatOnce(runtime, worker, care)
      .catch((error: unknown) => log.warn({ err: error }, 'a heartbeat was missed'))
      .finally(() => {
        beating = null;
      });
  }, BEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await beating;
      await db.heartbeat.deleteMany({ where: { worker } });
    },
  };
}

async function beatOnce(runtime: Runtime, worker: string, care: Care): Promise<void> {
  const { db, log } = runtime;
  const offMs = Date.now() - (await beat(db, worker, SILENT_AFTER_S)).getTime();
  if (Math.abs(offMs) > CLOCK_OFF_MS) log.warn({ offMs }, 'this machine’s clock and the database’s differ');
  if (!(await hasQueues(db, JOBS))) {
    log.error('the queue is gone; it is made anew, and filled from the tables');
    return care.openQueueAnew();
  }
  for (const job of await noticeMissedRuns(runtime)) await care.ask(job);
}
