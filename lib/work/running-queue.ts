import type { PgBoss } from 'pg-boss';
import type { Runtime } from '../runtime.ts';
import { JOBS, type Job, openBoss } from './boss.ts';
import { createHandlers } from './handlers.ts';
import { createQueue } from './queue.ts';

/** A request may take ten seconds; a stop waits for what is being sent, and a little longer. */
const STOP_WITHIN_MS = 20_000;

/** How many of each job this process does at once. */
const SLOTS: Record<Job, number> = { plan: 1, deliver: 4, sweep: 1 };

/** When each job runs without anybody asking, in words of cron. `deliver` is only ever asked for. */
const SCHEDULE: Partial<Record<Job, string>> = { plan: '* * * * *', sweep: '*/5 * * * *' };

export type RunningQueue = {
  /** Runs a job now, and writes its schedule anew, should that have got lost. */
  ask(job: Job): Promise<void>;
  /** Ends it: gracefully, or at once when there is nothing left to be graceful with. */
  stop(how: 'gracefully' | 'at once'): Promise<void>;
};

/** Opens the queue, makes what is missing of it, and works on every job until stopped. */
export async function startQueue(given: Runtime): Promise<RunningQueue> {
  const boss = await openBoss(given.env.DATABASE_URL, 'work', given.log);
  const runtime: Runtime = { ...given, queue: createQueue(async () => boss, given.log) };
  const handlers = createHandlers(runtime);
  for (const job of JOBS) await work(boss, job, (data) => aloud(given, job, handlers[job](data)));
  const ask = async (job: Job) => {
    const cron = SCHEDULE[job];
    if (cron !== undefined) await boss.schedule(job, cron, {}, { tz: 'UTC' });
    await boss.send(job, {});
  };
  // Whatever was due while nobody worked must not wait for the next minute.
  await ask('plan');
  await ask('sweep');
  return {
    ask,
    stop: (how) =>
      boss.stop(
        how === 'gracefully'
          ? { graceful: true, timeout: STOP_WITHIN_MS }
          : { graceful: false, timeout: 1000 },
      ),
  };
}

/** pg-boss tries a failed job again, and keeps to itself why it failed. */
async function aloud({ log }: Runtime, job: Job, done: Promise<void>): Promise<void> {
  await done.catch((error: unknown) => {
    log.error({ err: error, job }, 'a job failed; it is tried again');
    throw error;
  });
}

/** One `work()` per slot: with several jobs inserted at once, one notification wakes one slot, and each wakes itself on. */
async function work(boss: PgBoss, job: Job, handle: (data: unknown) => Promise<void>): Promise<void> {
  for (let slot = 0; slot < SLOTS[job]; slot++) {
    const id: { worker?: string } = {};
    id.worker = await boss.work(
      job,
      {
        batchSize: 1,
        pollingIntervalSeconds: 0.5,
        notifyPollingIntervalSeconds: 2,
        heartbeatRefreshSeconds: 3,
      },
      async ([next]) => {
        if (id.worker !== undefined) boss.notifyWorker(id.worker);
        if (next) await handle(next.data);
      },
    );
  }
}
