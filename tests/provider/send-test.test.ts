import { afterEach, beforeEach, expect, test } from 'vitest';
import { sendTestMail } from '#lib/cli/send-test.ts';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { openCircuit } from '#lib/db/provider.ts';
import { examine } from '#lib/flows/doctor.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';

// A test mail through the real SDK.

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

const send = (...options: string[]) =>
  sendTestMail(runtime, ['leaky-gut', '1', 'me@example.org', ...options]);

test('real mail leaves with --yes only, once, and the doctor is content', async () => {
  const asked = await send();
  expect(asked.code).toBe(1);
  expect(asked.lines[0]).toMatch(
    /^This would send “Test: .*” to that address\. Nothing was sent\. To do it, add --yes\.$/,
  );
  expect(provider.requests).toBe(0);

  const { lines, code } = await send('--yes');
  expect({ lines, code }).toMatchObject({
    lines: [expect.stringMatching(/^“Test: .*” has left\./)],
    code: 0,
  });
  const [mail, ...others] = await provider.accepted();
  expect(others).toEqual([]);
  expect(mail).toMatchObject({ to: ['me@example.org'], subject: expect.stringMatching(/^Test: /) });
  expect(mail?.tags).toEqual([
    { name: 'kind', value: 'test' },
    { name: 'course', value: 'leaky-gut' },
  ]);
  expect(await examine(runtime)).toMatchObject({ findings: [] });
});

test('an answer that is lost is said, and nothing is sent a second time', async () => {
  provider.fail('answer lost');
  const { lines, code } = await send('--yes');
  expect(code).toBe(1);
  expect(lines[0]).toMatch(/^The provider’s answer was lost .* It may have been sent: look into the mailbox/);
  expect(provider.requests).toBe(1);
});

test('a refusal is said in the provider’s word', async () => {
  provider.fail({ status: 422, name: 'validation_error' });
  expect(await send('--yes')).toEqual({
    lines: ['The provider refused it: validation_error. Nothing was sent.'],
    code: 1,
  });
});

test('it waits for its turn like all other mail: while the provider does not answer, nobody has one', async () => {
  await openCircuit(runtime.db, 60_000);
  expect(await send('--yes')).toEqual({
    lines: ['The provider is busy or does not answer. Nothing was sent. Try again in a minute.'],
    code: 1,
  });
  expect(provider.requests).toBe(0);
});

test('a database whose time was moved sends no real mail, no test either', async () => {
  await moveCourseTimeTo(runtime.db, new Date(Date.now() + 86_400_000));
  expect(await send('--yes')).toMatchObject({ code: 1 });
  expect(provider.requests).toBe(0);
});
