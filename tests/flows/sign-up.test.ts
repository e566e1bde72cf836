import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leaveEverything } from '#lib/flows/leave.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pendingView } from '#lib/flows/pending.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { type SignUpInput, signUp } from '#lib/flows/sign-up.ts';
import { learnerOf, tokenIn } from '#tests/support/learner.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';

const A_MINUTE = 61;
const A_DAY = 86_401;

describe('asking for a course', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const ask = async (name: string, more: Partial<SignUpInput> = {}) => {
    const email = `${name}@example.org`;
    const result = await signUp(runtime, {
      email,
      course: 'tea',
      source: '/courses/tea',
      network: null,
      ...more,
    });
    await runUntilQuiet(runtime);
    return result;
  };
  const mailTo = (name: string) => learnerOf(runtime, `${name}@example.org`).mail();
  const suppress = (name: string) =>
    runtime.db.suppression.create({
      data: { addressHash: runtime.hashAddress(`${name}@example.org`), reason: 'bounced' },
    });

  test('a new, a known, a departed and a suppressed address get the same answer', async () => {
    await learningTea(runtime, 'known');
    const departed = await learningTea(runtime, 'departed');
    await leaveEverything(runtime, await departed.token('manage'));
    await suppress('suppressed');
    await realTimePasses(runtime, A_MINUTE);

    const pages = [];
    for (const name of ['new', 'known', 'departed', 'suppressed']) {
      const answer = await ask(name);
      expect(answer).toEqual({ ok: true, pendingToken: expect.any(String) });
      const page = answer.ok && (await pendingView(runtime, answer.pendingToken));
      pages.push({ ...page, email: null, resendInSeconds: null });
    }
    expect(new Set(pages.map((page) => JSON.stringify(page))).size).toBe(1);
  });

  test('what differs is the mail: a confirmation, the link to one’s page, or none', async () => {
    await learningTea(runtime, 'kim');
    const dan = await learningTea(runtime, 'dan');
    await leaveEverything(runtime, await dan.token('manage'));
    await suppress('sam');
    await realTimePasses(runtime, A_MINUTE);
    for (const name of ['new', 'kim', 'dan', 'sam']) await ask(name);

    const [confirmation, ...more] = await mailTo('new');
    expect(more).toEqual([]);
    expect(confirmation && tokenIn(confirmation, 'confirm')).toBeTruthy();
    for (const name of ['kim', 'dan']) {
      const newest = (await mailTo(name)).at(-1);
      expect(newest && tokenIn(newest, 'manage')).toBeTruthy();
      expect(newest && tokenIn(newest, 'confirm')).toBeUndefined();
      expect(newest?.headers).not.toHaveProperty('List-Unsubscribe');
    }
    expect(await mailTo('sam')).toEqual([]);
  });

  test('asking five times at the same instant, in any spelling, is one request and one mail', async () => {
    const spellings = [
      'ada@example.org',
      'ADA@example.org',
      ' ada@EXAMPLE.org ',
      'Ada@Example.Org',
      'ada@example.org',
    ];
    const answers = await Promise.all(
      spellings.map((email) => signUp(runtime, { email, course: 'tea', source: 'test', network: null })),
    );
    await runUntilQuiet(runtime);
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await runtime.db.signUp.count()).toBe(1);
    expect(await runtime.db.subscriber.count()).toBe(1);
    expect(await runtime.db.outboxMessage.count()).toBe(1);
  });

  test('an address gets one confirmation a minute and three a day, however often it is typed', async () => {
    const sent: number[] = [];
    for (let minute = 0; minute < 5; minute++) {
      await ask('ada');
      expect((await ask('ada')).ok).toBe(true);
      sent.push((await mailTo('ada')).length);
      await realTimePasses(runtime, A_MINUTE);
    }
    expect(sent).toEqual([1, 2, 3, 3, 3]);
    await realTimePasses(runtime, A_DAY);
    await ask('ada');
    expect(await mailTo('ada')).toHaveLength(4);
  });

  test('whoever is known gets the link to their page at most once a day', async () => {
    await learningTea(runtime, 'kim');
    const before = (await mailTo('kim')).length;
    for (let i = 0; i < 2; i++) {
      await realTimePasses(runtime, A_DAY);
      await ask('kim');
    }
    expect(await mailTo('kim')).toHaveLength(before + 1);
    await passDays(runtime, 1);
    await realTimePasses(runtime, A_DAY);
    await ask('kim');
    expect(await mailTo('kim')).toHaveLength(before + 2);
  });

  test('a wrong address and an unknown course are refused in plain words, and nothing is kept', async () => {
    expect(await ask('x', { email: 'ada@example' })).toMatchObject({ ok: false, problem: 'address' });
    expect(await ask('x', { email: 'a@b.org\r\nBcc: all@b.org' })).toMatchObject({
      ok: false,
      problem: 'address',
    });
    expect(await ask('x', { course: 'coffee' })).toMatchObject({ ok: false, problem: 'course' });
    expect(await runtime.db.signUp.count()).toBe(0);
  });

  test('a name that could carry a link is dropped; a zone nobody knows becomes the course’s', async () => {
    await ask('ada', { name: 'Win at https://spam.example', timeZone: 'Mars/Olympus' });
    expect(await runtime.db.signUp.findFirst()).toMatchObject({ name: null, timeZone: 'Europe/Paris' });
    const [mail] = await mailTo('ada');
    expect(mail?.text).not.toContain('spam.example');
    expect(mail?.text).toContain('Mondays at 09:00, Europe/Paris');
  });
});
