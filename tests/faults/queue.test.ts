import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirm } from '#lib/flows/confirm.ts';
import { readiness } from '#lib/flows/readiness.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { startWorkerProcess, type WorkerProcess } from '#tests/support/worker-process.ts';

// The queue holds the only copy of nothing: whatever is done to it, the tables say what is to be done.

let runtime: TestRuntime;
let worker: WorkerProcess;
beforeEach(async () => {
  runtime = await openRuntime();
  worker = await startWorkerProcess(runtime.env);
});
afterEach(async () => {
  worker.kill('SIGTERM');
  await worker.ended;
  await runtime.close();
});

test('the queue’s schema dropped under a running worker is made anew, and everything leaves once', async () => {
  await enroll('ada');
  await untilSent(1);
  await runtime.db.$executeRaw`DROP SCHEMA pgboss CASCADE`;
  await enroll('ben');
  await untilSent(2);
  const [row] = await runtime.db.$queryRaw<{ there: boolean }[]>`
    SELECT EXISTS (SELECT FROM pgboss.schedule WHERE "name" = 'plan') AS "there"`;
  expect(row).toEqual({ there: true });
  const mails = await runtime.db.outboxMessage.findMany({ select: { deliveryId: true } });
  expect(new Set(mails.map(({ deliveryId }) => deliveryId)).size).toBe(mails.length);
});

test('all jobs and schedules deleted: the missing run is noticed, made up for, and scheduled again', async () => {
  await until(async () => (await runtime.db.scheduledRun.count()) === 2);
  await runtime.db.$executeRaw`DELETE FROM pgboss.schedule`;
  await runtime.db.$executeRaw`DELETE FROM pgboss.job`;
  await runtime.db.$executeRaw`UPDATE "ScheduledRun" SET "startedAt" = "startedAt" - interval '20 minutes'`;
  expect((await readiness(runtime, [])).missedRuns.toSorted()).toEqual(['plan', 'sweep']);
  await until(async () => (await readiness(runtime, [])).missedRuns.length === 0);
  const [row] = await runtime.db.$queryRaw<{ names: string[] }[]>`
    SELECT array_agg("name"::text ORDER BY "name") AS "names" FROM pgboss.schedule`;
  expect(row).toEqual({ names: ['plan', 'sweep'] });
});

test('an enrollment that lost its next date gets one again', async () => {
  await enroll('ada');
  await untilSent(1);
  await runtime.db.delivery.deleteMany({ where: { state: 'scheduled' } });
  await runtime.db.$executeRaw`UPDATE "ScheduledRun" SET "startedAt" = "startedAt" - interval '20 minutes'`;
  await until(
    async () =>
      (await runtime.db.delivery.count({
        where: { intent: { startsWith: 'next/' }, state: 'scheduled' },
      })) === 1,
  );
});

async function enroll(name: string): Promise<void> {
  const email = `${name}@example.org`;
  await signUp(runtime, { email, course: 'leaky-gut', source: 'test', network: null });
  const { id } = await runtime.db.signUp.findFirstOrThrow({ where: { address: email } });
  await confirm(runtime, runtime.tokens.sign('confirm', id), { network: null });
}

function untilSent(count: number): Promise<void> {
  return until(
    async () => (await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'sent' } })) === count,
  );
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + 60_000; performance.now() < end; await sleep(100)) {
    if (await holds()) return;
  }
  throw new Error('it did not come about in time');
}
