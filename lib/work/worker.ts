import { randomUUID } from 'node:crypto';
import type { PgBoss } from 'pg-boss';
import { beat, forgetTheSilent } from '../db/heartbeat.ts';
import { readEnv } from '../env.ts';
import { publishCourses } from '../flows/publish-courses.ts';
import { createRuntime, type Runtime } from '../runtime.ts';
import { JOBS, type Job, openBoss } from './boss.ts';
import { createHandlers } from './handlers.ts';
import { createQueue } from './queue.ts';

const HEARTBEAT_MS = 5_000;
/** After this long without a heartbeat nobody is working. */
const SILENT_AFTER_S = 30;
/** A request may take ten seconds; a stop waits for what is being sent, and a little longer. */
const STOP_WITHIN_MS = 20_000;

/** How many of each job this process does at once. */
const SLOTS: Record<Job, number> = { plan: 1, deliver: 4, sweep: 1 };

/** When each job runs without anybody asking, in words of cron. `deliver` is only ever asked for. */
const SCHEDULE: Partial<Record<Job, string>> = { plan: '* * * * *', sweep: '*/5 * * * *' };

export type Worker = { stop(): Promise<void> };

/** Starts a worker from this process's settings: publishes what may be published, then plans and delivers until stopped. */
export async function startWorker(): Promise<Worker> {
  const runtime = createRuntime(readEnv());
  const { MAIL_TRANSPORT, NODE_ENV } = runtime.env;
  const demo = MAIL_TRANSPORT === 'outbox' || NODE_ENV === 'development';
  const published = await publishCourses(runtime, demo ? 'always' : 'first time');
  for (const { slug, result } of published) {
    if (result === 'changed, not published') {
      runtime.log.warn(
        { course: slug },
        'the course on disk has changes; publish them with: npm run lettercourse -- course publish',
      );
    }
  }
  return runWorker(runtime);
}

/** Runs every job over the given runtime. */
export async function runWorker(given: Runtime): Promise<Worker> {
  const boss = await openBoss(given.env.DATABASE_URL, 'work', given.log);
  const runtime: Runtime = { ...given, queue: createQueue(async () => boss, given.log) };
  const handlers = createHandlers(runtime);
  for (const job of JOBS) await work(boss, job, handlers[job]);
  for (const [job, cron] of Object.entries(SCHEDULE)) await boss.schedule(job, cron, {}, { tz: 'UTC' });
  const heart = await startHeart(runtime);
  // Whatever was due while nobody worked must not wait for the next minute.
  await boss.send('plan', {});
  await boss.send('sweep', {});
  runtime.log.info('the worker works');
  return {
    stop: async () => {
      await boss.stop({ graceful: true, timeout: STOP_WITHIN_MS });
      await heart.stop();
      await runtime.db.$disconnect();
      runtime.log.info('the worker has stopped');
    },
  };
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

/** Says every few seconds that this worker is there, for `/api/ready` and for whoever wonders why nothing is sent. */
async function startHeart({ db, log }: Runtime): Promise<{ stop(): Promise<void> }> {
  const worker = randomUUID();
  await forgetTheSilent(db);
  await beat(db, worker, SILENT_AFTER_S);
  const timer = setInterval(() => {
    beat(db, worker, SILENT_AFTER_S).catch((error: unknown) =>
      log.warn({ err: error }, 'a heartbeat was missed'),
    );
  }, HEARTBEAT_MS);
  return {
    stop: async () => {
      clearInterval(timer);
      await db.heartbeat.deleteMany({ where: { worker } });
    },
  };
}
