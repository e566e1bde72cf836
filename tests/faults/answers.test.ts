import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliver } from '#lib/flows/deliver.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, recipients } from '#tests/support/ledger.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';

// Answers that are about the provider, the account or its limits, and so about everybody's mail. Answers about one batch are
// in outside-judges.test.ts and tests/provider/outcomes.test.ts.

const UNAVAILABLE = { status: 503, name: 'service_unavailable' };
const NAMES = ['ada', 'ben', 'cleo'];

let provider: Provider;
let runtime: TestRuntime;
beforeEach(async () => {
  provider = await startProvider();
  runtime = await openRuntime(throughResend(provider));
});
afterEach(async () => {
  await runtime.close();
  await provider.close();
});

test('after five requests without an answer the circuit opens; one request tries, and what waited then leaves', async () => {
  const [first = '', ...others] = await threeBatches();
  provider.fail(...Array.from({ length: 5 }, () => UNAVAILABLE));
  for (let failures = 1; failures <= 5; failures++) {
    expect((await runtime.db.provider.findFirstOrThrow()).circuitOpenedAt).toBeNull();
    await deliverNow(first);
  }
  const { circuitOpenedAt, circuitOpenUntil } = await runtime.db.provider.findFirstOrThrow();
  const openMs = (circuitOpenUntil?.getTime() ?? 0) - (circuitOpenedAt?.getTime() ?? 0);
  // A quarter of a minute and up to a quarter of jitter.
  expect(openMs).toBeGreaterThanOrEqual(15_000);
  expect(openMs).toBeLessThanOrEqual(18_750);

  for (const batch of [first, ...others]) expect(await deliverNow(batch)).toBeGreaterThan(0);
  expect(provider.requests).toBe(5);

  await runtime.db.provider.updateMany({ data: { circuitOpenUntil: new Date() } });
  const { promise: probed, resolve: answer } = Promise.withResolvers<void>();
  provider.fail({ answerAfter: probed });
  const delivering = [first, ...others].map((batch) => deliverNow(batch));
  await provider.asked(6);
  await Promise.race(delivering);
  expect(provider.requests).toBe(6);
  answer();
  await Promise.all(delivering);
  expect(await runtime.db.provider.findFirstOrThrow()).toMatchObject({ circuitOpenedAt: null, failures: 0 });
  await runtime.db.batch.updateMany({ data: { nextAttemptAt: null } });
  await runUntilQuiet(runtime);
  await expectEverybodySent();
});

test('asked to wait three seconds by one answer, nobody asks before, whichever batch it was', async () => {
  await threeBatches();
  provider.fail({ status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '3' } });
  await runUntilQuiet(runtime);
  const [refused = 0, next = 0] = provider.askedAtMs;
  expect(next - refused).toBeGreaterThanOrEqual(3_000);
  expect(provider.requests).toBe(4);
  await expectEverybodySent();
});

test.each(['daily_quota_exceeded', 'monthly_quota_exceeded'])(
  '%s halts the sender until midnight UTC, after one request; no row is burnt, and then everything leaves',
  async (name) => {
    const batches = await threeBatches();
    provider.fail({ status: 429, name });
    await runUntilQuiet(runtime, 5_000);
    for (const batch of batches) await deliverNow(batch);
    expect(provider.requests).toBe(1);
    expect(await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'batched' } })).toBe(3);
    const { haltedReason, haltedUntil } = await runtime.db.sender.findFirstOrThrow();
    expect(haltedReason).toBe(name);
    expect(haltedUntil?.toISOString()).toMatch(/T00:01:00/);

    await runtime.db.sender.updateMany({ data: { haltedUntil: new Date() } });
    await runtime.db.batch.updateMany({ data: { nextAttemptAt: null } });
    await runUntilQuiet(runtime);
    expect(await runtime.db.sender.findFirstOrThrow()).toMatchObject({ haltedAt: null });
    await expectEverybodySent();
  },
);

test.each([
  [401, 'missing_api_key'],
  [403, 'suspended_api_key'],
  [403, 'validation_error'],
])('a %i %s stops everybody’s mail after one request and marks nobody’s as failed', async (status, name) => {
  const batches = await threeBatches();
  provider.fail({ status, name });
  for (const batch of [...batches, ...batches]) await deliverNow(batch);
  expect(provider.requests).toBe(1);
  expect(await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'batched' } })).toBe(3);
  expect(await runtime.db.sender.findFirstOrThrow()).toMatchObject({ haltedReason: name });
});

/** One learner in each, lesson 1 on its way. @returns their ids */
async function threeBatches(): Promise<string[]> {
  for (const name of NAMES) {
    await lessonOneDue(runtime, [name]);
    await plan(runtime);
  }
  const batches = await runtime.db.batch.findMany({ where: { priority: 1 }, orderBy: { createdAt: 'asc' } });
  return batches.map(({ id }) => id);
}

/** As the worker would, once its wait is over. */
async function deliverNow(batch: string): Promise<number | null> {
  await runtime.db.batch.updateMany({ where: { id: batch }, data: { nextAttemptAt: null } });
  return deliver(runtime, batch);
}

async function expectEverybodySent(): Promise<void> {
  expect(await recipients(provider)).toBe(NAMES.join(', '));
  await expectSameLedger(runtime, provider);
}
