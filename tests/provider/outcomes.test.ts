import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirm } from '#lib/flows/confirm.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';
import { age } from '#tests/support/time.ts';

// What the provider answers, over real HTTP through the real SDK, and what becomes of lesson 1 to three learners.

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

test('an answer lost after acceptance is asked for again under the same key, and nobody gets two', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('answer lost');
  expect(await deliver(runtime, batch)).toBeGreaterThan(0);
  expect(await stateOf(batch)).toMatchObject({ state: 'in_doubt' });
  await deliverAgain(batch);
  expect(await recipients()).toEqual(['ada', 'ben', 'cleo']);
  expect(await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'sent' } })).toBe(3);
});

test('a request that never arrived is sent again', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('not taken');
  await deliver(runtime, batch);
  await deliverAgain(batch);
  expect(await recipients()).toEqual(['ada', 'ben', 'cleo']);
});

test('a 503 is doubt, never a failure', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail({ status: 503, name: 'service_unavailable' });
  await deliver(runtime, batch);
  expect(await stateOf(batch)).toMatchObject({ state: 'in_doubt' });
  expect(await runtime.db.delivery.count({ where: { state: 'failed' } })).toBe(0);
});

test.each([
  { foreign: 504, body: '{"message":"Endpoint request timed out"}' },
  { foreign: 400, body: '<html>Bad Request</html>' },
  { foreign: 404, body: '{"error":"no such route"}' },
])('an answer that is not the provider’s ($foreign $body) is doubt: nobody gets two', async (fault) => {
  const batch = await threeLearnersPlanned();
  provider.fail(fault);
  await deliver(runtime, batch);
  expect(await stateOf(batch)).toMatchObject({ state: 'in_doubt' });
  await deliverAgain(batch);
  expect(await recipients()).toEqual(['ada', 'ben', 'cleo']);
});

test('after a 429 a refusal is still certain: the one bad message fails alone', async () => {
  const batch = await threeLearnersPlanned();
  const refusal = { status: 422, name: 'validation_error' };
  provider.fail({ status: 429, name: 'rate_limit_exceeded' }, refusal, refusal, refusal);
  await deliver(runtime, batch);
  await deliverAgain(batch);
  await runUntilQuiet(runtime);
  expect(await recipients()).toHaveLength(2);
  expect(await runtime.db.delivery.count({ where: { state: 'failed' } })).toBe(1);
});

test('when every message is refused it is a setting of ours: sending halts instead of failing everybody', async () => {
  await lessonOneDue(
    runtime,
    Array.from({ length: 8 }, (_, i) => `learner${i}`),
  );
  await plan(runtime);
  provider.fail(...Array.from({ length: 40 }, () => ({ status: 422, name: 'validation_error' })));
  await runUntilQuiet(runtime, 10_000);
  expect(await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'failed' } })).toBeLessThanOrEqual(
    3,
  );
  expect(await runtime.db.sender.findFirstOrThrow()).toMatchObject({ haltedReason: 'validation_error' });
});

test('a confirmation that became superfluous does not hold the others in doubt', async () => {
  for (const name of ['ada', 'ben']) await askFor(name);
  await plan(runtime);
  const { id: batch } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 0 } });
  provider.fail('answer lost');
  await deliver(runtime, batch);
  await runtime.db.signUp.updateMany({
    where: { address: 'ada@example.org' },
    data: { supersededAt: new Date() },
  });
  await deliverAgain(batch);
  expect(await stateOf(batch)).toMatchObject({ state: 'closed', outcome: 'accepted' });
});

test('a confirmation in doubt is not asked again for whoever has stopped all mail since', async () => {
  for (const name of ['ada', 'ben']) await askFor(name);
  await plan(runtime);
  const { id: batch } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 0 } });
  provider.fail('answer lost');
  await deliver(runtime, batch);
  const { id } = await runtime.db.signUp.findFirstOrThrow({ where: { address: 'ada@example.org' } });
  await confirm(runtime, runtime.tokens.sign('confirm', id), { network: null });
  const ada = await runtime.db.enrollment.findFirstOrThrow();
  await leaveEverything(runtime, runtime.tokens.sign('manage', ada.id));
  const before = provider.requests;
  await deliverAgain(batch);
  expect(provider.requests).toBe(before);
});

test('nor for whoever has come back since to something else', async () => {
  await askFor('ben');
  const { id: signUpId } = await runtime.db.signUp.findFirstOrThrow({
    where: { address: 'ben@example.org' },
  });
  await plan(runtime);
  const { batchId } = await runtime.db.delivery.findFirstOrThrow({ where: { signUpId } });
  provider.fail('answer lost');
  await deliver(runtime, batchId ?? '');
  // Ben asked, left everything and came back by another course's link: that is no yes to this one.
  const { subscriberId } = await runtime.db.delivery.findFirstOrThrow({ where: { signUpId } });
  await runtime.db.consent.create({
    data: {
      subscriberId,
      scope: 'everything',
      action: 'withdrawn',
      wording: 'none',
      wordingVersion: '1',
      source: 'test',
      at: await runtime.now(),
    },
  });
  await runtime.db.subscriber.update({ where: { id: subscriberId }, data: { standing: 'confirmed' } });
  const before = provider.requests;
  await deliverAgain(batchId ?? '');
  expect(provider.requests).toBe(before);
});

test('a 429 waits as long as it was told, certain that nothing was taken', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail({ status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '3' } });
  expect(await deliver(runtime, batch)).toBe(3000);
  expect(await stateOf(batch)).toMatchObject({ state: 'sending', doubtSince: null });
});

test('a revoked key halts all sending and burns no row', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail({ status: 401, name: 'restricted_api_key' });
  await deliver(runtime, batch);
  await age(runtime.db, 0.001);
  expect(await deliver(runtime, batch)).toBe(60_000);
  expect(provider.requests).toBe(1);
  expect(await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'batched' } })).toBe(3);
});

test('one message the provider refuses fails alone; the others are sent', async () => {
  const batch = await threeLearnersPlanned();
  // The whole batch, then its first half, then the first of that half.
  const refusal = { status: 422, name: 'validation_error' };
  provider.fail(refusal, refusal, refusal);
  await runUntilQuiet(runtime);
  expect(await stateOf(batch)).toMatchObject({ state: 'closed', outcome: 'rearranged' });
  expect(await recipients()).toHaveLength(2);
  expect(await runtime.db.delivery.count({ where: { state: 'failed', reason: 'validation_error' } })).toBe(1);
});

test('a batch in doubt is not rearranged when a member leaves: nothing more is asked, nobody is mailed twice', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('answer lost');
  provider.showsMail = false;
  await deliver(runtime, batch);
  await leaves('ada');
  const before = provider.requests;
  await deliverAgain(batch);
  expect(provider.requests).toBe(before);
  expect(await stateOf(batch)).toMatchObject({ state: 'in_doubt' });
});

test('a batch in doubt with a member who left is looked up: what was taken is recorded, for everybody', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('answer lost');
  await deliver(runtime, batch);
  await leaves('ada');
  const before = provider.requests;
  await deliverAgain(batch);
  expect(provider.requests).toBe(before);
  expect(await stateOf(batch)).toMatchObject({ state: 'closed', outcome: 'accepted' });
  expect(await lessons('sent')).toBe(3);
  expect(await nextDates()).toBe(2);
});

test('what was looked up too soon is not proved absent; after a quarter of an hour it is, and the others get their lesson', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('not taken');
  await deliver(runtime, batch);
  await leaves('ada');
  await deliverAgain(batch);
  expect(await stateOf(batch)).toMatchObject({ state: 'in_doubt' });
  await age(runtime.db, QUARTER_HOUR);
  await deliverAgain(batch);
  expect(await stateOf(batch)).toMatchObject({ state: 'closed', outcome: 'absent' });
  await runUntilQuiet(runtime);
  expect(await recipients()).toEqual(['ben', 'cleo']);
});

test('twenty hours in doubt it is unknown, once, never sent again, and the course goes on', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('answer lost');
  provider.showsMail = false;
  await deliver(runtime, batch);
  const before = provider.requests;
  await age(runtime.db, 1);
  await deliver(runtime, batch);
  expect(provider.requests).toBe(before);
  expect(await lessons('unknown')).toBe(3);
  expect(await nextDates()).toBe(3);
  const { lastSentAt } = await runtime.db.enrollment.findFirstOrThrow();
  await deliverAgain(batch);
  expect(await runtime.db.enrollment.findFirstOrThrow()).toMatchObject({ lastSentAt });
});

test('a lesson that was unknown is found in the provider’s list as soon as that can be read', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('answer lost');
  provider.showsMail = false;
  await deliver(runtime, batch);
  await age(runtime.db, 1);
  await deliver(runtime, batch);
  provider.showsMail = true;
  // The provider's clock can't be aged with our rows: to it, the mail was taken just now.
  await deliverAgain(batch);
  expect(await lessons('sent')).toBe(3);
  expect(await nextDates()).toBe(3);
  expect(await recipients()).toEqual(['ada', 'ben', 'cleo']);
});

test('a key known for other bytes stops its batch: looked up, unknown, and never under another key by itself', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail({ status: 409, name: 'invalid_idempotent_request' });
  await deliver(runtime, batch);
  await age(runtime.db, 2);
  await deliverAgain(batch);
  await runUntilQuiet(runtime);
  expect(provider.requests).toBe(1);
  expect(await lessons('unknown')).toBe(3);
  expect(await recipients()).toEqual([]);
});

test('a refusal while in doubt is not believed: the batch is looked up, and sent anew when it was proved absent', async () => {
  const batch = await threeLearnersPlanned();
  provider.fail('not taken', { status: 422, name: 'validation_error' });
  await deliver(runtime, batch);
  await deliverAgain(batch);
  expect(await lessons('failed')).toBe(0);
  await age(runtime.db, QUARTER_HOUR);
  await deliverAgain(batch);
  await runUntilQuiet(runtime);
  expect(await recipients()).toEqual(['ada', 'ben', 'cleo']);
});

const QUARTER_HOUR = 16 / (24 * 60);

async function leaves(name: string): Promise<void> {
  const { id } = await runtime.db.enrollment.findFirstOrThrow({
    where: { subscriber: { address: `${name}@example.org` } },
  });
  await leaveCourse(runtime, runtime.tokens.sign('manage', id));
}

function lessons(state: 'sent' | 'failed' | 'unknown'): Promise<number> {
  return runtime.db.delivery.count({ where: { kind: 'lesson', state } });
}

function nextDates(): Promise<number> {
  return runtime.db.delivery.count({ where: { intent: { startsWith: 'next/' }, state: 'scheduled' } });
}

async function askFor(name: string): Promise<void> {
  await signUp(runtime, { email: `${name}@example.org`, course: 'leaky-gut', source: 'test', network: null });
}

/** @returns the batch of their lesson 1 */
async function threeLearnersPlanned(): Promise<string> {
  await lessonOneDue(runtime, ['ada', 'ben', 'cleo']);
  await plan(runtime);
  const { id } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 1 } });
  return id;
}

/** As the worker would, once the wait is over. */
async function deliverAgain(batch: string): Promise<void> {
  await runtime.db.batch.updateMany({ where: { id: batch }, data: { nextAttemptAt: null } });
  await deliver(runtime, batch);
}

function stateOf(id: string) {
  return runtime.db.batch.findUniqueOrThrow({ where: { id } });
}

async function recipients(): Promise<string[]> {
  return (await provider.accepted())
    .flatMap(({ to }) => to.map((address) => address.split('@')[0] ?? ''))
    .toSorted();
}
