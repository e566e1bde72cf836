import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { askForCode, redeemCode } from '#lib/flows/sign-in/code.ts';
import { linkOwner, loginLink, redeemLink } from '#lib/flows/sign-in/link.ts';
import { LOCAL_OPERATOR } from '#lib/flows/sign-in/operators.ts';
import { codeIn } from '../support/desk.ts';
import { openRuntime, type TestRuntime } from '../support/runtime.ts';

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await openRuntime();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  await runtime.db.limit.deleteMany();
  await runtime.db.signIn.deleteMany();
});

test('a code comes by mail, to the operator alone, and works once', async () => {
  const attempt = await ask(LOCAL_OPERATOR);
  const code = codeIn(await mail());
  expect(await redeemCode(runtime, attempt, code)).toMatchObject({ ok: true });
  expect(await redeemCode(runtime, attempt, code)).toMatchObject({ ok: false });
});

test('of two presses of one instant one gets in', async () => {
  const attempt = await ask(LOCAL_OPERATOR);
  const code = codeIn(await mail());
  const both = await Promise.all([redeemCode(runtime, attempt, code), redeemCode(runtime, attempt, code)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
});

test('a stranger gets the same answer, and no mail', async () => {
  const before = (await mail()).length;
  const attempt = await ask('stranger@example.org');
  expect(await mail()).toHaveLength(before);
  expect(await redeemCode(runtime, attempt, '12345678')).toEqual(
    await redeemCode(runtime, await ask(LOCAL_OPERATOR), '12345678'),
  );
});

test('another attempt’s code, a forged attempt and an old code are refused', async () => {
  const first = await ask(LOCAL_OPERATOR);
  const code = codeIn(await mail());
  const second = await ask(LOCAL_OPERATOR);
  await mail();
  expect(await redeemCode(runtime, second, code)).toMatchObject({ ok: false });
  expect(await redeemCode(runtime, `${first.slice(0, -1)}_`, code)).toMatchObject({ ok: false });
  await runtime.db.signIn.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await redeemCode(runtime, first, code)).toMatchObject({ ok: false });
});

test('wrong codes are counted for the operator, over all codes: then not even the right one works', async () => {
  for (let attempts = 0; attempts < 2; attempts++) {
    const attempt = await ask(LOCAL_OPERATOR);
    for (let i = 0; i < 5; i++) await redeemCode(runtime, attempt, 'ZZZZZZZZ');
  }
  const attempt = await ask(LOCAL_OPERATOR);
  const refused = await redeemCode(runtime, attempt, codeIn(await mail()));
  expect(refused).toMatchObject({ ok: false, problem: expect.stringContaining('Too many wrong codes') });
});

test('five codes an hour, and the sixth asks for nothing', async () => {
  const before = (await mail()).length;
  for (let i = 0; i < 7; i++) await ask(LOCAL_OPERATOR);
  expect((await mail()).length - before).toBe(5);
});

test('a link from the command line: opening it changes nothing, it works once, and not for long', async () => {
  const token = await link();
  expect(await linkOwner(runtime, token)).toEqual({ email: LOCAL_OPERATOR });
  const both = await Promise.all([redeemLink(runtime, token), redeemLink(runtime, token)]);
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await linkOwner(runtime, token)).toBeNull();
  const late = await link();
  await runtime.db.signIn.updateMany({ data: { expiresAt: new Date(Date.now() - 1) } });
  expect(await redeemLink(runtime, late)).toMatchObject({ ok: false });
});

test('a code is no link, and a link no code', async () => {
  const attempt = await ask(LOCAL_OPERATOR);
  await mail();
  expect(await redeemLink(runtime, attempt)).toMatchObject({ ok: false });
  const token = await link();
  const id = runtime.tokens.verify(token, 'sign-in') ?? '';
  expect(await redeemCode(runtime, token, runtime.tokens.code(id))).toMatchObject({ ok: false });
});

test('an operator who is a learner too and has stopped all mail still gets the code', async () => {
  await runtime.db.subscriber.updateMany({ data: { standing: 'departed' } });
  const before = (await mail()).length;
  await ask(LOCAL_OPERATOR);
  expect(await mail()).toHaveLength(before + 1);
});

async function ask(address: string): Promise<string> {
  const asked = await askForCode(runtime, address);
  if (!asked.ok) throw new Error(asked.problem);
  return asked.attempt;
}

async function mail() {
  await runUntilQuiet(runtime);
  return runtime.db.outboxMessage.findMany({ orderBy: { serial: 'asc' } });
}

async function link(): Promise<string> {
  const made = await loginLink(runtime, null);
  if (!made.ok) throw new Error(made.problem);
  return made.url.split('/').at(-1) ?? '';
}
