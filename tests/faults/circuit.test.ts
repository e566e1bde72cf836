import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeTurn } from '#lib/db/provider.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { plan } from '#lib/flows/plan.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { type FaultyProvider, startFaultyProvider } from '#tests/support/faulty-provider/client.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { age } from '#tests/support/time.ts';

// What a look-up learns about the provider while the circuit is open, and it has the one turn there is.

let provider: FaultyProvider;
let runtime: TestRuntime;
let batch: string;
beforeEach(async () => {
  provider = await startFaultyProvider();
  runtime = await openRuntime({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
  });
  batch = await inDoubtForADay();
});
afterEach(async () => {
  await runtime.close();
  await provider.close();
});

test('one that is answered closes the circuit for all', async () => {
  await deliver(runtime, batch);
  expect(await provider.requests()).toMatchObject([{ method: 'POST' }, { method: 'GET', answer: 200 }]);
  expect(await runtime.db.provider.findFirstOrThrow()).toMatchObject({
    failures: 0,
    circuitOpenedAt: null,
    circuitOpenUntil: null,
  });
});

test('one that is not answered is one failure more', async () => {
  await provider.outage('refuses');
  await deliver(runtime, batch);
  expect(await runtime.db.provider.findFirstOrThrow()).toMatchObject({ failures: 6 });
});

test('one that is told to wait holds everybody’s turns', async () => {
  await runtime.db.provider.updateMany({
    data: { failures: 0, circuitOpenedAt: null, circuitOpenUntil: null },
  });
  const wait = { status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '7' } };
  await provider.failLookUps({ taken: false, answer: wait });
  await deliver(runtime, batch);
  expect(await takeTurn(runtime.db, { urgent: true, probeMs: 1000 })).toBeGreaterThan(6000);
});

test('one does not use up the try that is made when a halt is over', async () => {
  await runtime.db.sender.updateMany({
    data: { haltedAt: new Date(), haltedReason: 'daily_quota_exceeded', haltedUntil: new Date(0) },
  });
  await deliver(runtime, batch);
  expect(await runtime.db.sender.findFirstOrThrow()).toMatchObject({ haltedUntil: new Date(0) });
});

/** A confirmation that may have left a day ago, and five failures, after which the circuit may be tried again. */
async function inDoubtForADay(): Promise<string> {
  await signUp(runtime, { email: 'ada@example.org', course: 'leaky-gut', source: 'test', network: null });
  await plan(runtime);
  const { id } = await runtime.db.batch.findFirstOrThrow();
  await provider.fail('reset before');
  await deliver(runtime, id);
  await age(runtime.db, 1);
  await runtime.db.$executeRaw`
    UPDATE "Provider" SET "failures" = 5, "circuitOpenedAt" = now() - interval '1 minute', "circuitOpenUntil" = now(),
      "nextAt" = now(), "nextBulkAt" = now()`;
  return id;
}
