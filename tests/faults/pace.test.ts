import { afterEach, beforeEach, expect, test } from 'vitest';
import { takeTurn } from '#lib/db/provider.ts';
import { plan } from '#lib/flows/plan.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { type FaultyProvider, startFaultyProvider } from '#tests/support/faulty-provider/client.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { startWorkerProcess } from '#tests/support/worker-process.ts';

// How often all workers together ask the provider. It counts what arrives, and refuses whatever is over its limit.

const LIMIT = 5;

let provider: FaultyProvider;
let runtime: TestRuntime;
beforeEach(async () => {
  provider = await startFaultyProvider({ requestsPerSecond: LIMIT, latencyMs: [20, 60] });
  runtime = await openRuntime({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
  });
});
afterEach(async () => {
  await runtime.close();
  await provider.close();
});

test('two workers with forty batches keep the limit together, which they learn from the headers', async () => {
  await fortyBatches();
  const workers = await Promise.all([1, 2].map(() => startWorkerProcess(runtime.env)));
  await expect
    .poll(() => runtime.db.batch.count({ where: { state: { not: 'closed' } } }), { timeout: 120_000 })
    .toBe(0);
  for (const worker of workers) worker.kill('SIGTERM');
  await Promise.all(workers.map(({ ended }) => ended));
  const requests = await provider.requests();
  // A machine busy with other tests may stand still for longer than the margin, once; reacting alone gives one in five.
  expect(requests.filter(({ answer }) => answer === 429).length).toBeLessThanOrEqual(1);
  expect(await provider.mostInOneSecond()).toBeLessThanOrEqual(LIMIT + 1);
  expect(await provider.accepted()).toHaveLength(40);
  expect(await runtime.db.provider.findFirstOrThrow()).toMatchObject({ requestsPerSecond: LIMIT });
});

test('lessons leave every fifth turn to codes and confirmations', async () => {
  await runtime.db.provider.updateMany({ data: { requestsPerSecond: 1 } });
  const turn = (urgent: boolean) => takeTurn(runtime.db, { urgent, probeMs: 1000 });
  expect(await turn(false)).toBeNull();
  expect(await turn(true)).toBeGreaterThan(900);
  await secondsPass(1.15);
  expect(await turn(false)).toBeGreaterThan(0);
  expect(await turn(true)).toBeNull();
});

test('before the provider has said what it allows, two requests a second are made at most', async () => {
  const turn = () => takeTurn(runtime.db, { urgent: true, probeMs: 1000 });
  expect(await turn()).toBeNull();
  expect(await turn()).toBeGreaterThan(400);
});

test('of many who ask for one turn at the same instant, one gets it', async () => {
  const asked = Array.from({ length: 20 }, () => takeTurn(runtime.db, { urgent: true, probeMs: 1000 }));
  expect((await Promise.all(asked)).filter((waitMs) => waitMs === null)).toHaveLength(1);
});

test('a provider that was down is tried by one, however many wait', async () => {
  await runtime.db.$executeRaw`
    UPDATE "Provider" SET "requestsPerSecond" = 1000, "failures" = 5, "circuitOpenedAt" = now() - interval '1 minute',
      "circuitOpenUntil" = now()`;
  const asked = Array.from({ length: 20 }, () => takeTurn(runtime.db, { urgent: true, probeMs: 5000 }));
  expect((await Promise.all(asked)).filter((waitMs) => waitMs === null)).toHaveLength(1);
});

/** The database's clock can't be moved, so what it wrote down is moved back. */
async function secondsPass(seconds: number): Promise<void> {
  await runtime.db.$executeRaw`
    UPDATE "Provider" SET "nextAt" = "nextAt" - ${seconds} * interval '1 second',
      "nextBulkAt" = "nextBulkAt" - ${seconds} * interval '1 second'`;
}

/** Confirmations of forty people, each in a batch of its own. */
async function fortyBatches(): Promise<void> {
  for (let i = 0; i < 40; i++) {
    await signUp(runtime, { email: `p${i}@example.org`, course: 'leaky-gut', source: 'test', network: null });
    await plan(runtime);
  }
}
