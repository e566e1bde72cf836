import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { openDatabase, transaction } from '#lib/db/client.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { freeze } from '#lib/flows/freeze.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { resumeSending, stopSending } from '#lib/flows/sending.ts';
import { createRuntime, type Milestone, type Runtime } from '#lib/runtime.ts';
import { type CommitFault, startDatabaseProxy } from '#tests/support/database-proxy.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, recipients, untilLessonsSent } from '#tests/support/ledger.ts';
import { startOwnPostgres } from '#tests/support/own-postgres.ts';
import { startProvider } from '#tests/support/provider.ts';
import { openRuntime, openRuntimeOver, throughResend } from '#tests/support/runtime.ts';
import { startWorkerProcess } from '#tests/support/worker-process.ts';

// What the database and the line to it can do to a sender. Requests take a second at most here, so that a lease is over soon.
const QUICK = { RESEND_TIMEOUT_SECONDS: '1' };

describe.concurrent('the database', () => {
  test('restarted at once in the middle of a request, three times: the worker lives, nothing is lost or doubled', async ({
    onTestFinished,
  }) => {
    const provider = await startProvider();
    const postgres = await startOwnPostgres();
    onTestFinished(() => postgres.stop());
    const runtime = await openRuntimeOver(postgres.url, throughResend(provider, QUICK));
    onTestFinished(() => runtime.close());
    onTestFinished(() => provider.close());
    const worker = await startWorkerProcess(runtime.env);
    for (const [i, name] of ['ada', 'ben', 'cleo'].entries()) {
      const { promise, resolve: go } = Promise.withResolvers<void>();
      provider.fail({ answerAfter: promise });
      const asked = provider.asked(provider.requests + 1);
      // Without the stop, the worker might catch the confirmation mail between signing up and confirming.
      await stopSending(runtime, 'somebody signs up and confirms');
      await lessonOneDue(runtime, [name]);
      await resumeSending(runtime);
      await asked;
      await postgres.restartAtOnce();
      go();
      const end = await Promise.race([worker.ended, untilLessonsSent(runtime, i + 1)]);
      expect(end).toBeUndefined();
    }
    await expectSameLedger(runtime, provider);
    expect(await recipients(provider)).toBe('ada, ben, cleo');
    worker.kill('SIGTERM');
    expect(await worker.ended).toBe(0);
  });

  // Three commits lead from "due" to "sent"; before each, these milestones were passed.
  const commits: { step: string; commit: number; after: Milestone[] }[] = [
    { step: 'planning', commit: 1, after: [] },
    { step: 'freezing', commit: 2, after: ['planned'] },
    { step: 'recording', commit: 3, after: ['planned', 'frozen', 'accepted'] },
  ];
  const faults: { fault: CommitFault }[] = [{ fault: 'never arrives' }, { fault: 'answer lost' }];
  test.for(commits.flatMap((at) => faults.map((fault) => ({ ...at, ...fault }))))(
    'loses the connection in the commit of $step, $fault: what became of it is read again, never assumed',
    async ({ commit, fault, after }, context) => {
      const { runtime, provider, proxied, proxy, passed } = await behindProxy(context);
      await lessonOneDue(runtime, ['ada', 'ben']);
      const met = proxy.failCommit(commit, fault).then(() => [...passed]);
      await runUntilQuiet(proxied).catch(() => {});
      expect(await met).toEqual(after);
      await runUntilQuiet(runtime);
      await expectSameLedger(runtime, provider);
      expect(await recipients(provider)).toBe('ada, ben');
      expect(await runtime.db.receipt.count()).toBe(2);
      expect(await openDates(runtime)).toBe(2);
    },
  );

  test('become read-only stops the sender before the provider is asked; writable again, everything leaves once', async ({
    onTestFinished,
  }) => {
    const provider = await startProvider();
    const runtime = await openRuntime(throughResend(provider, QUICK));
    onTestFinished(() => runtime.close());
    onTestFinished(() => provider.close());
    await lessonOneDue(runtime, ['ada', 'ben']);
    await plan(runtime);
    const { id } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 1 } });

    const readOnly = openDatabase(
      `${runtime.env.DATABASE_URL}?options=-c%20default_transaction_read_only%3Don`,
    );
    onTestFinished(() => readOnly.$disconnect());
    await expect(deliver({ ...runtime, db: readOnly }, id)).rejects.toThrow();
    expect(provider.requests).toBe(0);
    await runUntilQuiet(runtime);
    expect(await recipients(provider)).toBe('ada, ben');
  });

  test('ends a freeze for a deadlock: it is frozen again, once', async ({ onTestFinished }) => {
    const runtime = await openRuntime();
    onTestFinished(() => runtime.close());
    await lessonOneDue(runtime, ['ada', 'ben']);
    await plan(runtime);
    const { id } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 1 } });
    const people = await runtime.db.subscriber.findMany({ orderBy: { id: 'asc' } });
    const step = await runtime.db.$transaction(async (tx) => {
      // Only the freeze looks for deadlocks, so that it is the one to lose.
      await tx.$executeRaw`SET LOCAL deadlock_timeout = '1min'`;
      const lock = (i: number) =>
        tx.$executeRaw`UPDATE "Subscriber" SET "changedAt" = now() WHERE "id" = ${people[i]?.id}::uuid`;
      await lock(1);
      const freezing = freeze(runtime, id);
      await untilSomebodyWaits(runtime);
      await lock(0);
      return { freezing };
    });
    expect(await step.freezing).toMatchObject({ state: 'frozen', attempt: 1 });
  });

  test('refuses again and again: a decision is tried five times, not for ever', async ({
    onTestFinished,
  }) => {
    const runtime = await openRuntime();
    onTestFinished(() => runtime.close());
    let tries = 0;
    const hopeless = transaction(runtime.db, async (tx) => {
      tries++;
      await tx.$executeRaw`DO $$ BEGIN RAISE EXCEPTION 'never' USING ERRCODE = 'serialization_failure'; END $$`;
    });
    await expect(hopeless).rejects.toThrow();
    expect(tries).toBe(5);
  });
});

async function behindProxy({ onTestFinished }: TestContext) {
  const provider = await startProvider();
  const runtime = await openRuntime(throughResend(provider, QUICK));
  const proxy = await startDatabaseProxy(runtime.env.DATABASE_URL);
  const db = openDatabase(proxy.url);
  onTestFinished(async () => {
    await db.$disconnect();
    await proxy.close();
    await runtime.close();
    await provider.close();
  });
  const passed: Milestone[] = [];
  const reached = (milestone: Milestone) => void passed.push(milestone);
  const proxied = createRuntime(runtime.env, { db, queue: runtime.queue, reached });
  return { provider, runtime, proxy, proxied, passed };
}

function openDates({ db }: Runtime): Promise<number> {
  return db.delivery.count({ where: { intent: { startsWith: 'next/' }, state: 'scheduled' } });
}

/** Until some session of this database waits for a lock of another. */
async function untilSomebodyWaits({ db }: Runtime): Promise<void> {
  const waits = () => db.$queryRaw<unknown[]>`
    SELECT FROM pg_stat_activity WHERE "datname" = current_database() AND "wait_event_type" = 'Lock'`;
  while ((await waits()).length === 0) await sleep(20);
}
