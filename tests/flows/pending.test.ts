import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirm } from '#lib/flows/confirm.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pendingView, resendConfirmation } from '#lib/flows/pending.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { learnerOf } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';

const A_MINUTE = 61;
const A_DAY = 86_401;

describe('the page after asking', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const ask = async (name: string) => {
    const email = `${name}@example.org`;
    const answer = await signUp(runtime, { email, course: 'tea', source: 'test', network: null });
    if (!answer.ok) throw new Error(answer.message);
    await runUntilQuiet(runtime);
    return { pending: answer.pendingToken, ...learnerOf(runtime, email) };
  };
  const resend = async (token: string) => {
    const answer = await resendConfirmation(runtime, token);
    await runUntilQuiet(runtime);
    return answer;
  };

  test('shows the address, and the sender and subject of the very mail to look for', async () => {
    const ada = await ask('ada');
    const [mail] = await ada.mail();
    expect(await pendingView(runtime, ada.pending)).toEqual({
      email: 'ada@example.org',
      course: { slug: 'tea', title: 'The tea course' },
      from: mail?.from,
      subject: mail?.subject,
      resendsLeft: 3,
      resendInSeconds: expect.any(Number),
    });
  });

  test('sends again after a minute, not sooner, and only once for two presses', async () => {
    const ada = await ask('ada');
    await realTimePasses(runtime, 50);
    expect((await pendingView(runtime, ada.pending))?.resendInSeconds).toBeLessThanOrEqual(10);
    expect(await resend(ada.pending)).toMatchObject({
      ok: false,
      message: expect.stringContaining('give the first mail a minute'),
    });
    expect(await ada.mail()).toHaveLength(1);

    await realTimePasses(runtime, 11);
    const answers = await Promise.all([resend(ada.pending), resend(ada.pending)]);
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await ada.mail()).toHaveLength(2);
    expect((await pendingView(runtime, ada.pending))?.resendsLeft).toBe(2);
  });

  test('sends again three times, no more than three mails a day, and every mail leads to the same confirmation', async () => {
    const ada = await ask('ada');
    const answers = [];
    for (const wait of [A_MINUTE, A_MINUTE, A_MINUTE, A_DAY, A_DAY]) {
      await realTimePasses(runtime, wait);
      answers.push((await resend(ada.pending)).ok);
    }
    expect(answers).toEqual([true, true, false, true, false]);
    const mail = await ada.mail();
    expect(mail).toHaveLength(4);
    expect(new Set(mail.map(({ text }) => text)).size).toBe(1);
    expect((await pendingView(runtime, ada.pending))?.resendsLeft).toBe(0);
  });

  test('whoever has confirmed in the meantime gets the link to their page, at most once a day', async () => {
    const kim = await ask('kim');
    await confirm(runtime, await kim.token('confirm'), { network: null });
    await runUntilQuiet(runtime);
    const links = async () =>
      (await kim.mail()).filter(({ subject }) => subject.startsWith('Your page')).length;
    const counts = [];
    for (const days of [0, 0, 1]) {
      if (days > 0) await passDays(runtime, days);
      await realTimePasses(runtime, A_DAY);
      expect(await resend(kim.pending)).toMatchObject({ ok: true });
      counts.push(await links());
    }
    expect(counts).toEqual([1, 1, 2]);
  });

  test('a suppressed address gets nothing, and the answer does not say so', async () => {
    const addressHash = runtime.hashAddress('sam@example.org');
    await runtime.db.suppression.create({ data: { addressHash, reason: 'complained' } });
    const [sam, ada] = [await ask('sam'), await ask('ada')];
    await realTimePasses(runtime, A_MINUTE);
    expect(await resend(sam.pending)).toEqual(await resend(ada.pending));
    expect(await sam.mail()).toEqual([]);
  });

  test('a page that a newer request has replaced says so, for new and known addresses alike, and sends nothing', async () => {
    await learningTea(runtime, 'kim');
    await realTimePasses(runtime, A_MINUTE);
    const [ada, kim] = [await ask('ada'), await ask('kim')];
    await realTimePasses(runtime, A_MINUTE);
    await Promise.all([ask('ada'), ask('kim')]);
    await realTimePasses(runtime, A_MINUTE);
    const before = await allRows(runtime);
    for (const { pending } of [ada, kim])
      expect(await resend(pending)).toMatchObject({
        ok: false,
        message: expect.stringContaining('newer request'),
      });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('a page as old as its confirmation link asks to sign up again', async () => {
    const ada = await ask('ada');
    await passDays(runtime, 7);
    await realTimePasses(runtime, A_MINUTE);
    expect(await resend(ada.pending)).toMatchObject({
      ok: false,
      message: expect.stringContaining('sign up again'),
    });
    expect(await ada.mail()).toHaveLength(1);
  });

  test('a link of another kind opens no page and sends nothing', async () => {
    const ada = await learningTea(runtime, 'ada');
    const before = await allRows(runtime);
    for (const kind of ['confirm', 'manage', 'lesson', 'unsubscribe'] as const) {
      expect(await pendingView(runtime, await ada.token(kind))).toBeNull();
      expect(await resend(await ada.token(kind))).toMatchObject({ ok: false });
    }
    expect(await allRows(runtime)).toEqual(before);
  });
});
