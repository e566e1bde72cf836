import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirm, confirmView } from '#lib/flows/confirm.ts';
import { manageView } from '#lib/flows/manage.ts';
import { pendingView, resendConfirmation } from '#lib/flows/pending.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { requestLink, signUp } from '#lib/flows/sign-up.ts';
import { learnerOf } from '#tests/support/learner.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';

const A_MINUTE = 61;

describe('a lost link', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const lose = async (name: string) => {
    const answer = await requestLink(runtime, { email: `${name}@example.org`, course: 'tea', network: null });
    await runUntilQuiet(runtime);
    if (!answer.ok) throw new Error(answer.message);
    return answer.pendingToken;
  };

  test('sends a learner the link to their page, with the subject the page tells them to look for', async () => {
    const kim = await learningTea(runtime, 'kim');
    await realTimePasses(runtime, A_MINUTE);
    const pending = await lose('kim');
    const newest = (await kim.mail()).at(-1);
    expect((await pendingView(runtime, pending))?.subject).toBe(newest?.subject);
    expect(await manageView(runtime, await kim.token('manage'))).toMatchObject({ had: 1 });
  });

  test('sends nothing to a stranger, though the answer is the same, and asking again sends nothing either', async () => {
    await learningTea(runtime, 'kim');
    await realTimePasses(runtime, A_MINUTE);
    const [known, stranger] = [await lose('kim'), await lose('nobody')];
    const pages = await Promise.all([pendingView(runtime, known), pendingView(runtime, stranger)]);
    expect({ ...pages[1], email: null, resendInSeconds: 0 }).toEqual({
      ...pages[0],
      email: null,
      resendInSeconds: 0,
    });
    await realTimePasses(runtime, A_MINUTE);
    expect(await resendConfirmation(runtime, stranger)).toEqual(await resendConfirmation(runtime, known));
    await runUntilQuiet(runtime);
    expect(await learnerOf(runtime, 'nobody@example.org').mail()).toEqual([]);
    expect(await runtime.db.subscriber.count()).toBe(1);
  });

  test('takes nothing from somebody who has asked and not yet confirmed: their confirmation still works', async () => {
    const ada = await askedForTea(runtime, 'ada');
    await realTimePasses(runtime, A_MINUTE);
    await lose('ada');
    const token = await ada.token('confirm');
    expect(await confirmView(runtime, token)).toMatchObject({ state: 'open' });
    expect(await confirm(runtime, token, { network: null })).toMatchObject({ state: 'confirmed' });
  });

  test('a sign-up right after it is a request of its own, which can be mailed', async () => {
    const lost = await lose('ada');
    const answer = await signUp(runtime, {
      email: 'ada@example.org',
      course: 'tea',
      source: 'test',
      network: null,
    });
    expect(answer.ok && answer.pendingToken).not.toBe(lost);
    await realTimePasses(runtime, A_MINUTE);
    if (answer.ok) await resendConfirmation(runtime, answer.pendingToken);
    await runUntilQuiet(runtime);
    const ada = learnerOf(runtime, 'ada@example.org');
    expect(await confirmView(runtime, await ada.token('confirm'))).toMatchObject({ state: 'open' });
  });
});
