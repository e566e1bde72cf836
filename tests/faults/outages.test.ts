import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, recipients, untilLessonsSent } from '#tests/support/ledger.ts';
import { startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';
import type { CrashPoint } from '#tests/support/worker-process.ts';
import { startWorkerProcess } from '#tests/support/worker-process.ts';

// A worker is killed, and nobody works for longer than the provider remembers a key. A key lives sixteen seconds here instead of
// a day; everything that follows from it is shorter in the same measure.
const KEY_LIFE_MS = 16_000;
const QUICK = { RESEND_TIMEOUT_SECONDS: '0.5', RESEND_KEY_LIFE_SECONDS: String(KEY_LIFE_MS / 1000) };

describe.concurrent('after a crash and an outage longer than the key lives', () => {
  test('what was taken is found in the provider’s list, and nothing is sent again', async (context) => {
    const { runtime, provider } = await afterOutage(context, 'accepted');
    await startWorkerProcess(runtime.env);
    await untilLessonsSent(runtime, 2);
    expect(provider.requests).toBe(1);
    await expectSameLedger(runtime, provider);
  });

  test('what was taken is known from webhooks too, though the list can’t be read', async (context) => {
    const { runtime, provider } = await afterOutage(context, 'accepted');
    provider.showsMail = false;
    for (const { id, tags } of await provider.accepted()) {
      const deliveryId = tags.find(({ name }) => name === 'delivery')?.value ?? null;
      const about = { deliveryId, providerId: id, type: 'email.delivered', occurredAt: new Date() };
      await runtime.db.providerEvent.create({ data: { id: `event-${id}`, ...about } });
    }
    await startWorkerProcess(runtime.env);
    await untilLessonsSent(runtime, 2);
    expect(provider.requests).toBe(1);
    await expectSameLedger(runtime, provider);
  });

  test('nobody can tell: it says so, nothing is sent again, and the truth is written down once it can be known', async (context) => {
    const { runtime, provider } = await afterOutage(context, 'accepted');
    provider.showsMail = false;
    await startWorkerProcess(runtime.env);
    await until(async () => (await lessons(runtime, 'unknown')) === 2);
    // The course goes on all the same: both have their next date.
    expect(await runtime.db.delivery.count({ where: { intent: { startsWith: 'next/' } } })).toBe(2);
    expect(provider.requests).toBe(1);
    provider.showsMail = true;
    await untilLessonsSent(runtime, 2);
    expect(provider.requests).toBe(1);
    await expectSameLedger(runtime, provider);
  });

  test('what was certainly never taken is sent, once, under another key', async (context) => {
    const { runtime, provider } = await afterOutage(context, 'frozen');
    const { id: lost } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 1 } });
    await startWorkerProcess(runtime.env);
    await untilLessonsSent(runtime, 2);
    expect(provider.requests).toBe(1);
    expect(provider.keys).not.toContain(lost);
    expect(await recipients(provider)).toBe('ada, ben');
    await expectSameLedger(runtime, provider);
  });
});

/** Lesson 1 of ada and ben was on its way when the only worker died; since then the key was forgotten. */
async function afterOutage({ onTestFinished }: TestContext, diedAt: CrashPoint) {
  const provider = await startProvider();
  const runtime = await openRuntime(throughResend(provider, QUICK));
  onTestFinished(async () => {
    await runtime.close();
    await provider.close();
  });
  await lessonOneDue(runtime, ['ada', 'ben']);
  const doomed = await startWorkerProcess(runtime.env, { dieAt: diedAt });
  expect(await doomed.ended).toBe('SIGKILL');
  await sleep(KEY_LIFE_MS);
  return { runtime, provider };
}

function lessons({ db }: TestRuntime, state: 'unknown'): Promise<number> {
  return db.delivery.count({ where: { kind: 'lesson', state } });
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await sleep(100);
}
