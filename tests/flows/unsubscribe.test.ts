import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONSENT_WORDING } from '#lib/domain/consent.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { unsubscribe, unsubscribeView } from '#lib/flows/unsubscribe.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';

describe('unsubscribing from a mail', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('unsubscribe');
  });
  afterAll(() => runtime.close());

  const withdrawals = () => runtime.db.consent.findMany({ where: { action: 'withdrawn' } });

  test('looking at the page, however often, changes nothing', async () => {
    const before = await allRows(runtime);
    for (let i = 0; i < 3; i++) {
      expect(await unsubscribeView(runtime, token)).toEqual({
        maskedAddress: 'a…@e….org',
        course: { slug: 'tea', title: 'The tea course' },
        standing: 'learning',
        everythingStopped: false,
        askWhy: false,
        manageToken: await ada.token('manage'),
      });
    }
    expect(await allRows(runtime)).toEqual(before);
  });

  test('every lesson and the closing mail carry the one-click header, and its link is this one', async () => {
    await passDays(runtime, 60);
    const mail = (await ada.mail()).slice(1);
    expect(mail).toHaveLength(5);
    for (const { headers, text } of mail) {
      expect(headers).toMatchObject({
        'List-Unsubscribe': `<http://localhost:3000/api/unsubscribe/${token}>`,
        'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      });
      expect(text).toContain(`http://localhost:3000/unsubscribe/${token}`);
    }
  });

  test('one click, twenty times at once and again later, is one withdrawal and always the same answer', async () => {
    const click = () => unsubscribe(runtime, token, 'course', 'one-click');
    const answers = await Promise.all(Array.from({ length: 20 }, click));
    answers.push(await click());
    expect(answers).toEqual(Array.from({ length: 21 }, () => ({ ok: true })));
    expect(await withdrawals()).toMatchObject([
      {
        scope: 'course/tea',
        source: 'one-click',
        wording: CONSENT_WORDING.text,
        wordingVersion: CONSENT_WORDING.version,
      },
    ]);
    expect(await unsubscribeView(runtime, token)).toMatchObject({ standing: 'left' });
    await passDays(runtime, 60);
    expect(await ada.lessons()).toHaveLength(1);
  });

  test('the page’s “everything” departs: the withdrawal says everything, and where it was pressed', async () => {
    await unsubscribe(runtime, token, 'everything', 'page');
    expect(await withdrawals()).toMatchObject([{ scope: 'everything', source: 'unsubscribe page' }]);
    expect(await unsubscribeView(runtime, token)).toMatchObject({ everythingStopped: true });
    expect(await manageView(runtime, await ada.token('manage'))).toMatchObject({ everythingStopped: true });
  });

  test('whoever has finished stays so, however often the link is used', async () => {
    await passDays(runtime, 60);
    for (let time = 0; time < 2; time++) await unsubscribe(runtime, token, 'course', 'page');
    expect(await unsubscribeView(runtime, token)).toMatchObject({ standing: 'finished' });
    expect(await manageView(runtime, await ada.token('manage'))).toMatchObject({ state: 'completed' });
    expect(await withdrawals()).toHaveLength(1);
  });

  test('an old mail’s link works as long as there is something to leave', async () => {
    await passDays(runtime, 60);
    expect(await unsubscribe(runtime, token, 'course', 'one-click')).toEqual({ ok: true });
    await comeBack(runtime, await ada.token('manage'), 'again');
    await runUntilQuiet(runtime);
    expect(await unsubscribeView(runtime, token)).toMatchObject({ standing: 'learning' });
    const before = (await ada.mail()).length;
    await unsubscribe(runtime, token, 'course', 'one-click');
    await passDays(runtime, 60);
    expect(await ada.mail()).toHaveLength(before);
    expect(await withdrawals()).toHaveLength(2);
  });

  test('somebody else’s link leaves somebody else', async () => {
    const ben = await learningTea(runtime, 'ben');
    await unsubscribe(runtime, await ben.token('unsubscribe'), 'everything', 'one-click');
    expect(await manageView(runtime, await ada.token('manage'))).toMatchObject({ state: 'active' });
  });

  test('a link of another kind, or a changed one, leaves nothing', async () => {
    const bad = [`${token.slice(0, -1)}_`, token.replace(/^k1/, 'k2'), '', 'null'];
    for (const kind of ['confirm', 'manage', 'lesson'] as const) bad.push(await ada.token(kind));
    bad.push(runtime.tokens.sign('unsubscribe', '00000000-0000-4000-8000-000000000000'));
    const before = await allRows(runtime);
    for (const wrong of bad) {
      expect(await unsubscribeView(runtime, wrong)).toBeNull();
      expect(await unsubscribe(runtime, wrong, 'everything', 'one-click')).toEqual({ ok: false });
    }
    expect(await allRows(runtime)).toEqual(before);
  });

  test('a confirmation asks for nothing to leave: it has no such link', async () => {
    const [mail] = await (await askedForTea(runtime, 'ben')).mail();
    expect(mail?.headers).not.toHaveProperty('List-Unsubscribe');
    expect(mail?.text).not.toContain('/unsubscribe/');
  });
});
