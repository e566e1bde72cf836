import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONSENT_WORDING } from '#lib/domain/consent.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import type { Transport } from '#lib/mail/transport.ts';
import { type Learner, learning } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

describe('coming back', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('manage');
  });
  afterAll(() => runtime.close());

  const since = async (count: number) => (await ada.lessons()).slice(count);

  test('to continue: on from the kept place at the next slot, with a new consent', async () => {
    await passDays(runtime, 14);
    await leaveCourse(runtime, token);
    await passDays(runtime, 40);
    expect(await comeBack(runtime, token, 'continue')).toEqual({ ok: true, said: 'came-back' });
    await passDays(runtime, 30);
    expect(await since(2)).toEqual([
      'three: Monday 8 March at 09:00, Europe/Paris',
      'four: Monday 15 March at 09:00, Europe/Paris',
      `${CLOSING}: Monday 22 March at 09:00, Europe/Paris`,
    ]);
    const consents = await runtime.db.consent.findMany({ orderBy: { at: 'asc' } });
    expect(consents.map(({ action }) => action)).toEqual(['given', 'withdrawn', 'given']);
    expect(consents.at(-1)).toMatchObject({
      scope: 'course/tea',
      wording: CONSENT_WORDING.text,
      wordingVersion: CONSENT_WORDING.version,
      source: 'manage page',
    });
  });

  test('at once to continue: the gap since the last lesson is kept, even if that one left while leaving', async () => {
    await passDays(runtime, 10);
    await sendNow(runtime, token);
    await plan(runtime);
    const [batch] = await runtime.db.batch.findMany({ where: { state: 'open' } });
    // She leaves between the last moment to stop and the provider's answer.
    const send: Transport['send'] = async (...request) => {
      await leaveCourse(runtime, token);
      return runtime.mail.send(...request);
    };
    await deliver({ ...runtime, mail: { ...runtime.mail, send } }, batch?.id ?? '');
    expect(await since(1)).toEqual(['two: Saturday 16 January at 13:00, Europe/Paris']);
    await comeBack(runtime, token, 'continue');
    await passDays(runtime, 14);
    expect(await since(2)).toEqual(['three: Monday 25 January at 09:00, Europe/Paris']);
  });

  test('again: round two begins with lesson 1 at once, and every lesson of it comes', async () => {
    await passDays(runtime, 14);
    await leaveEverything(runtime, token);
    expect(await comeBack(runtime, token, 'again')).toEqual({ ok: true, said: 'started-again' });
    await runUntilQuiet(runtime);
    expect(await manageView(runtime, token)).toMatchObject({ round: 2, had: 1, everythingStopped: false });
    await passDays(runtime, 40);
    expect((await since(2)).map((line) => line.split(':')[0])).toEqual([
      'one',
      'two',
      'three',
      'four',
      CLOSING,
    ]);
    expect((await since(2))[1]).toBe('two: Monday 1 February at 09:00, Europe/Paris');
  });

  test('again from the middle: the lesson that was promised next is replaced by lesson 1', async () => {
    await passDays(runtime, 14);
    await comeBack(runtime, token, 'again');
    await passDays(runtime, 40);
    expect((await since(2)).map((line) => line.split(':')[0])).toEqual([
      'one',
      'two',
      'three',
      'four',
      CLOSING,
    ]);
  });

  test('again while paused ends the pause', async () => {
    await passDays(runtime, 1);
    await pause(runtime, token, null);
    await comeBack(runtime, token, 'again');
    await runUntilQuiet(runtime);
    expect(await manageView(runtime, token)).toMatchObject({ state: 'active', round: 2, pausedUntil: null });
    expect(await since(1)).toHaveLength(1);
  });

  test('after finishing: nothing more to continue with; again works; and signing up again sends the link', async () => {
    await passDays(runtime, 60);
    expect(await manageView(runtime, token)).toMatchObject({ state: 'completed', had: 4, next: null });
    const before = await allRows(runtime);
    expect(await comeBack(runtime, token, 'continue')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('every lesson'),
    });
    expect(await allRows(runtime)).toEqual(before);

    await realTimePasses(runtime, 61);
    await signUp(runtime, { email: ada.address, course: 'tea', source: 'test', network: null });
    await runUntilQuiet(runtime);
    expect((await ada.mail()).at(-1)?.subject).toBe('Your page for The tea course');
    expect(await comeBack(runtime, await ada.token('manage'), 'again')).toMatchObject({ ok: true });
    await passDays(runtime, 60);
    expect(await since(5)).toHaveLength(5);
  });

  test('after finishing: a lesson added at the end can be had by continuing, and comes to nobody by itself', async () => {
    await publishLessons(runtime, 'soup', ['onion', 'salt']);
    const ben = await learning(runtime, 'ben', 'Europe/Paris', 'soup');
    await passDays(runtime, 40);
    await publishLessons(runtime, 'soup', ['onion', 'salt', 'leek']);
    await passDays(runtime, 40);
    expect(await ben.lessons()).toHaveLength(3);
    await comeBack(runtime, await ben.token('manage'), 'continue');
    await passDays(runtime, 20);
    expect((await ben.lessons()).slice(3).map((line) => line.split(':')[0])).toEqual([
      'leek',
      'You have finished The soup course',
    ]);
  });

  test('to an address that mail came back from: refused, and says so', async () => {
    await leaveCourse(runtime, token);
    const addressHash = runtime.hashAddress(ada.address);
    await runtime.db.suppression.create({ data: { addressHash, reason: 'bounced' } });
    const before = await allRows(runtime);
    for (const how of ['continue', 'again'] as const)
      expect(await comeBack(runtime, token, how)).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
    expect(await manageView(runtime, token)).toMatchObject({ canMail: false });
  });

  test('starting again has the limits of “send me the next one now”', async () => {
    await passDays(runtime, 1);
    const answers = await Promise.all(['again', 'again'].map(() => comeBack(runtime, token, 'again')));
    expect(answers.map(({ ok }) => ok).sort()).toEqual([false, true]);
    await runUntilQuiet(runtime);
    expect(await since(1)).toHaveLength(1);
    expect(await manageView(runtime, token)).toMatchObject({ round: 2 });
  });

  test('continuing while learning does nothing, and a link of another kind does nothing', async () => {
    const before = await runtime.db.delivery.findMany();
    expect(await comeBack(runtime, token, 'continue')).toEqual({ ok: true, said: 'nothing-to-do' });
    for (const kind of ['confirm', 'lesson', 'unsubscribe'] as const)
      expect(await comeBack(runtime, await ada.token(kind), 'again')).toMatchObject({ ok: false });
    expect(await runtime.db.delivery.findMany()).toEqual(before);
  });
});
