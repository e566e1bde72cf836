import { afterEach, beforeEach, expect, test } from 'vitest';
import { plan } from '#lib/flows/plan.ts';
import { readiness } from '#lib/flows/readiness.ts';
import { runDueJobs } from '#lib/flows/run-due-jobs.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, untilLessonsSent } from '#tests/support/ledger.ts';
import { startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';
import { startWorkerProcess } from '#tests/support/worker-process.ts';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await openRuntime();
});
afterEach(() => runtime.close());

test('two workers and two cron calls at the same second send each lesson once', async () => {
  const workers = await Promise.all([startWorkerProcess(runtime.env), startWorkerProcess(runtime.env)]);
  await enroll(40);
  await Promise.all([runDueJobs(runtime, 20_000), runDueJobs(runtime, 20_000)]);
  await untilLessonsSent(runtime, 40);
  for (const worker of workers) worker.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  const recipients = await recipientsOfLessons();
  expect(recipients).toHaveLength(40);
  expect(new Set(recipients).size).toBe(40);
});

test('eight workers and one lesson make one request', async ({ onTestFinished }) => {
  const provider = await startProvider();
  const real = await openRuntime(throughResend(provider));
  onTestFinished(async () => {
    await real.close();
    await provider.close();
  });
  const workers = await Promise.all(Array.from({ length: 8 }, () => startWorkerProcess(real.env)));
  await lessonOneDue(real, ['ada']);
  await untilLessonsSent(real, 1);
  for (const worker of workers) worker.kill('SIGTERM');
  expect(await Promise.all(workers.map(({ ended }) => ended))).toEqual(workers.map(() => 0));
  expect(provider.requests).toBe(1);
  await expectSameLedger(real, provider);
});

test('with the queue’s whole schema dropped between plan and send, a worker rebuilds it and sends everything once', async () => {
  await enroll(5);
  await plan(runtime);
  await runtime.queue.close();
  await runtime.db.$executeRaw`DROP SCHEMA pgboss CASCADE`;
  await runtime.db.$executeRaw`UPDATE "Batch" SET "createdAt" = "createdAt" - interval '1 minute'`;
  const worker = await startWorkerProcess(runtime.env);
  await untilLessonsSent(runtime, 5);
  worker.kill('SIGTERM');
  await worker.ended;
  expect(await recipientsOfLessons()).toHaveLength(5);
});

test('ready as long as a worker beats, or the cron endpoint is called', async () => {
  const ready = async () => (await readiness(runtime, [])).ready;
  expect(await ready()).toBe(false);
  await runDueJobs(runtime, 1000);
  expect(await ready()).toBe(true);
  await runtime.db.heartbeat.deleteMany();
  const worker = await startWorkerProcess(runtime.env);
  expect(await ready()).toBe(true);
  worker.kill('SIGKILL');
  await worker.ended;
  // Thirty seconds of silence.
  await runtime.db.$executeRaw`UPDATE "Heartbeat" SET "nextBy" = "nextBy" - interval '31 seconds'`;
  expect(await ready()).toBe(false);
});

test('a sign-up is kept although the queue can’t be written', async () => {
  await enroll(1);
  await runtime.db.$executeRaw`DROP SCHEMA pgboss CASCADE`;
  await enroll(2);
  expect(await runtime.db.enrollment.count()).toBe(2);
});

test('a worker told to stop finishes what it is sending', async () => {
  const worker = await startWorkerProcess(runtime.env);
  await enroll(20);
  worker.kill('SIGTERM');
  expect(await worker.ended).toBe(0);
  expect(await runtime.db.batch.count({ where: { state: { in: ['sending', 'in_doubt'] } } })).toBe(0);
  expect(await runtime.db.heartbeat.count()).toBe(0);
});

/** Brings the number of learners up to `count`, with lesson 1 due. */
async function enroll(count: number): Promise<void> {
  const there = await runtime.db.enrollment.count();
  await lessonOneDue(
    runtime,
    Array.from({ length: count - there }, (_, i) => `learner${there + i}`),
  );
}

/** Once for each time a lesson was taken. */
async function recipientsOfLessons(): Promise<string[]> {
  const lessons = await runtime.db.delivery.findMany({ where: { kind: 'lesson' }, select: { id: true } });
  const ids = lessons.map(({ id }) => id);
  const mails = await runtime.db.outboxMessage.findMany({ where: { deliveryId: { in: ids } } });
  return mails.map(({ recipient }) => recipient);
}
