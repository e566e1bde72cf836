import { afterEach, beforeEach, expect, test } from 'vitest';
import { status } from '#lib/cli/sending.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendingState } from '#lib/flows/sending.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';

// What the provider says it has counted, over real HTTP through the real SDK.

const says: Record<string, string> = {};
let provider: Provider;
let runtime: TestRuntime;
beforeEach(async () => {
  provider = await startProvider({ says });
  runtime = await openRuntime(throughResend(provider));
});
afterEach(async () => {
  await runtime.close();
  await provider.close();
});

async function sendOne(name: string, headers: Record<string, string>) {
  for (const header of Object.keys(says)) delete says[header];
  Object.assign(says, headers);
  await signUp(runtime, { email: `${name}@example.org`, course: 'leaky-gut', source: 'test', network: null });
  await runUntilQuiet(runtime);
}
const used = async () => {
  const { usedToday, usedThisMonth } = await sendingState(runtime);
  return [usedToday, usedThisMonth];
};

test('its newest count is kept for its day and month, and no longer', async () => {
  expect(await used()).toEqual([null, null]);
  await sendOne('ada', { 'x-resend-daily-quota': '37', 'x-resend-monthly-quota': '812' });
  expect(await used()).toEqual([37, 812]);
  expect((await status(runtime)).lines).toContain(
    'The provider has counted 812 mails this month, 37 of them today.',
  );
  // An answer that says nothing, or no number, changes nothing.
  await sendOne('ben', { 'x-resend-monthly-quota': 'many' });
  expect(await used()).toEqual([37, 812]);
  // A paid plan has no quota of a day.
  await sendOne('cleo', { 'x-resend-monthly-quota': '813' });
  expect(await used()).toEqual([null, 813]);
  await runtime.db
    .$executeRaw`UPDATE "Provider" SET "usedToday" = 40, "usedAt" = date_trunc('day', now(), 'UTC') - interval '1 second'`;
  expect((await used())[0]).toBeNull();
  await runtime.db
    .$executeRaw`UPDATE "Provider" SET "usedAt" = date_trunc('month', now(), 'UTC') - interval '1 second'`;
  expect(await used()).toEqual([null, null]);
});
