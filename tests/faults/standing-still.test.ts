import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, type TestContext, test } from 'vitest';
import { leaveCourse } from '#lib/flows/leave.ts';
import type { Milestone } from '#lib/runtime.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, recipients, untilLessonsSent } from '#tests/support/ledger.ts';
import { startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';
import { startWorkerProcess } from '#tests/support/worker-process.ts';

// A sleeping laptop, a paused machine: the whole worker process stands still (SIGSTOP), somebody leaves meanwhile, another
// worker goes on, and then the first one wakes. Requests take half a second at most here, so that leases are over soon.
const QUICK = { RESEND_TIMEOUT_SECONDS: '0.5', RESEND_KEY_LIFE_SECONDS: '60' };
/** What was frozen may be handed over for so long. */
const FRESH_MS = 2_000;

describe.concurrent('a worker stands still', () => {
  test('after planning: who leaves meanwhile is not mailed', async (context) => {
    const { runtime, provider, sleeper } = await asleep(context, 'planned');
    await leave(runtime, 'ada');
    sleeper.kill('SIGCONT');
    await untilLessonsSent(runtime, 1);
    expect(await recipients(provider)).toBe('ben');
    expect(await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'skipped' } })).toBe(1);
  });

  test('between freeze and request, beyond its lease: another sends to those who stayed, and the first, awake, to nobody', async (context) => {
    const { runtime, provider, sleeper, stoodStillAtMs } = await asleep(context, 'frozen');
    await leave(runtime, 'ada');
    await startWorkerProcess(runtime.env);
    await untilLessonsSent(runtime, 1);
    await sleep(Math.max(0, FRESH_MS + 100 - (performance.now() - stoodStillAtMs)));
    sleeper.kill('SIGCONT');
    // Told to stop as it wakes, it ends what it holds first.
    sleeper.kill('SIGTERM');
    expect(await sleeper.ended).toBe(0);
    expect(provider.requests).toBe(1);
    expect(await recipients(provider)).toBe('ben');
    await expectSameLedger(runtime, provider);
  });

  test('with the answer in its hands: another finds out what was taken, and the late answer changes nothing', async (context) => {
    const { runtime, provider, sleeper } = await asleep(context, 'accepted');
    await leave(runtime, 'ada');
    await startWorkerProcess(runtime.env);
    await untilLessonsSent(runtime, 2);
    sleeper.kill('SIGCONT');
    sleeper.kill('SIGTERM');
    expect(await sleeper.ended).toBe(0);
    expect(provider.requests).toBe(1);
    await expectSameLedger(runtime, provider);
    expect(await runtime.db.delivery.count({ where: { intent: { startsWith: 'next/' } } })).toBe(1);
  });
});

/** A worker that stands still with lesson 1 of ada and ben on its way. */
async function asleep({ onTestFinished }: TestContext, at: Milestone) {
  const provider = await startProvider();
  const runtime = await openRuntime(throughResend(provider, QUICK));
  onTestFinished(async () => {
    await runtime.close();
    await provider.close();
  });
  await lessonOneDue(runtime, ['ada', 'ben']);
  const sleeper = await startWorkerProcess(runtime.env, { standStillAt: at });
  await sleeper.standsStill;
  return { runtime, provider, sleeper, stoodStillAtMs: performance.now() };
}

async function leave(runtime: TestRuntime, name: string): Promise<void> {
  const { id } = await runtime.db.enrollment.findFirstOrThrow({
    where: { subscriber: { address: `${name}@example.org` } },
  });
  await leaveCourse(runtime, runtime.tokens.sign('manage', id));
}
