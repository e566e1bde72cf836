import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { type DatabaseProxy, startDatabaseProxy } from '#tests/support/database-proxy.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { untilLessonsSent } from '#tests/support/ledger.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { startWorkerProcess, type WorkerProcess } from '#tests/support/worker-process.ts';

// Lines that go dead, pools that run dry, commits that take for ever: a worker must neither hang nor end.
describe.concurrent('a worker', () => {
  test('whose lines to the database have gone dead notices within 30 s, and goes on over new ones', async (context) => {
    const { runtime, proxy, worker } = await workerBehindProxy(context);
    expect(proxy.blackHole()).toBeGreaterThan(2);
    const since = performance.now();
    await lessonOneDue(runtime, ['ada']);
    await untilLessonsSent(runtime, 1);
    expect(performance.now() - since).toBeLessThan(45_000);
    expect(worker.hasEnded()).toBe(false);
    expect(await runtime.db.outboxMessage.count()).toBe(1);
  });

  test('whose commit is answered when nobody waits for it any more lives on, and sends once', async (context) => {
    const { runtime, proxy, worker } = await workerBehindProxy(context);
    const met = proxy.failCommit(1, { answerAfterMs: 15_000 });
    await lessonOneDue(runtime, ['ada']);
    await met;
    await untilLessonsSent(runtime, 1);
    await sleep(17_000);
    expect(worker.hasEnded()).toBe(false);
    await lessonOneDue(runtime, ['ben']);
    await untilLessonsSent(runtime, 2);
    expect(await runtime.db.outboxMessage.count()).toBe(2);
  });

  test('whose only connection is taken gives up, leaves no transaction open, and goes on afterwards', async ({
    onTestFinished,
  }) => {
    const runtime = await openRuntime();
    const db = openDatabase(runtime.env.DATABASE_URL, 1);
    onTestFinished(async () => {
      await db.$disconnect();
      await runtime.close();
    });
    const poor = createRuntime(runtime.env, { db, queue: runtime.queue });
    await lessonOneDue(runtime, ['ada', 'ben']);
    const taken = db.$queryRaw`SELECT pg_sleep(12)::text`.catch(() => {});
    await expect(Promise.all([plan(poor), plan(poor)])).rejects.toThrow();
    await taken;
    expect(await longestIdleInTransaction(runtime)).toBeLessThan(5);
    await runUntilQuiet(poor);
    expect(await runtime.db.outboxMessage.count()).toBe(2);
    await sleep(5_000);
    expect(await longestIdleInTransaction(runtime)).toBeLessThan(5);
  });
});

async function workerBehindProxy({
  onTestFinished,
}: TestContext): Promise<{ runtime: TestRuntime; proxy: DatabaseProxy; worker: WorkerProcess }> {
  const runtime = await openRuntime();
  const proxy = await startDatabaseProxy(runtime.env.DATABASE_URL);
  const worker = await startWorkerProcess({ ...runtime.env, DATABASE_URL: proxy.url });
  onTestFinished(async () => {
    worker.kill('SIGKILL');
    await worker.ended;
    await proxy.close();
    await runtime.close();
  });
  return { runtime, proxy, worker };
}

/** Of all sessions, in seconds: how long a transaction has stood open without anything happening in it. */
async function longestIdleInTransaction({ db }: Runtime): Promise<number> {
  const [row] = await db.$queryRaw<{ seconds: number }[]>`
    SELECT coalesce(max(extract(epoch FROM clock_timestamp() - "state_change")), 0)::float8 AS "seconds"
    FROM pg_stat_activity WHERE "datname" = current_database() AND "state" LIKE 'idle in transaction%'`;
  return row?.seconds ?? 0;
}
