import { readEnv } from '../env.ts';
import { publishCourses } from '../flows/publish-courses.ts';
import { createRuntime, type Runtime } from '../runtime.ts';
import { startHeart } from './heart.ts';
import { startQueue } from './running-queue.ts';

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

/** Runs every job over the given runtime. The queue holds nothing of its own: should it vanish, it is opened anew. */
export async function runWorker(runtime: Runtime): Promise<Worker> {
  let queue = await startQueue(runtime);
  const heart = await startHeart(runtime, {
    ask: (job) => queue.ask(job),
    openQueueAnew: async () => {
      await queue.stop('at once');
      queue = await startQueue(runtime);
    },
  });
  runtime.log.info('the worker works');
  return {
    stop: async () => {
      await queue.stop('gracefully');
      await heart.stop();
      await runtime.db.$disconnect();
      runtime.log.info('the worker has stopped');
    },
  };
}
