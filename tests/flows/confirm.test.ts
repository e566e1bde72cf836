import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONSENT_WORDING } from '#lib/domain/consent.ts';
import { type ConfirmView, confirm, confirmView, renewConfirmation } from '#lib/flows/confirm.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { learnerOf, tokenIn } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';

const A_MINUTE = 61;
const HERE = { network: '192.0.2.7' };

describe('confirming', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  /** Signs up once more from the same form; the earlier request is replaced. */
  const askAgain = async (email: string) => {
    await realTimePasses(runtime, A_MINUTE);
    await signUp(runtime, { email, course: 'tea', source: 'test', network: null });
    await runUntilQuiet(runtime);
  };
  const lessonsSent = () => runtime.db.delivery.count({ where: { kind: 'lesson', state: 'sent' } });

  test('looking at the page, however often, changes nothing', async () => {
    const ada = await askedForTea(runtime, 'ada', 'America/New_York');
    const before = await allRows(runtime);
    for (let i = 0; i < 3; i++) {
      expect(await confirmView(runtime, await ada.token('confirm'))).toEqual({
        state: 'open',
        course: { slug: 'tea', title: 'The tea course' },
        lesson: { title: 'one', minutes: 1 },
        slot: 'Mondays at 09:00, America/New_York',
        timeZone: 'America/New_York',
        choice: null,
      });
    }
    await runUntilQuiet(runtime);
    expect(await allRows(runtime)).toEqual(before);
  });

  test('pressing the button records the consent: wording with its version, source, network and time', async () => {
    const ada = await askedForTea(runtime, 'ada');
    await confirm(runtime, await ada.token('confirm'), HERE);
    const [consent, ...more] = await runtime.db.consent.findMany();
    expect(more).toEqual([]);
    expect(consent).toMatchObject({
      scope: 'course/tea',
      action: 'given',
      wording: CONSENT_WORDING.text,
      wordingVersion: CONSENT_WORDING.version,
      source: 'test',
      network: '192.0.2.7',
    });
    expect(consent?.at.toISOString()).toMatch(/^2027-01-06T12:0/);
  });

  test('lesson 1 leaves at once, and the page then leads to it and names the date it promises', async () => {
    const ada = await askedForTea(runtime, 'ada');
    const token = await ada.token('confirm');
    expect(await confirm(runtime, token, HERE)).toMatchObject({
      state: 'confirmed',
      lessonToken: null,
      nextWhen: null,
    });
    await runUntilQuiet(runtime);
    expect(await ada.lessons()).toEqual(['one: Wednesday 6 January at 13:00, Europe/Paris']);

    const view = confirmed(await confirmView(runtime, token));
    // Monday the 11th would be less than six days after lesson 1.
    expect(view.nextWhen).toBe('Monday 18 January at 09:00, Europe/Paris');
    expect((await ada.mail()).at(-1)?.text).toContain('Monday 18 January at 09:00, Europe/Paris');
    expect((await lessonView(runtime, view.lessonToken ?? ''))?.lesson.slug).toBe('one');
    expect(await manageView(runtime, view.manageToken)).toMatchObject({ state: 'active', had: 1 });
  });

  test('pressing twice, or twenty times at once, is pressing once', async () => {
    const ada = await askedForTea(runtime, 'ada');
    const token = await ada.token('confirm');
    const views = await Promise.all(Array.from({ length: 20 }, () => confirm(runtime, token, HERE)));
    for (const view of views) expect(view.state).toBe('confirmed');
    await runUntilQuiet(runtime);
    expect(await confirm(runtime, token, HERE)).toMatchObject({ state: 'confirmed' });
    await runUntilQuiet(runtime);
    expect(await runtime.db.consent.count()).toBe(1);
    expect(await runtime.db.enrollment.count()).toBe(1);
    expect(await lessonsSent()).toBe(1);
  });

  test('a link works for seven days; then it says so, does nothing, and offers a new one that works', async () => {
    const ada = await askedForTea(runtime, 'ada');
    const token = await ada.token('confirm');
    expect((await ada.mail())[0]?.text).toContain('Wednesday 13 January at 13:00, Europe/Paris');
    await atTime(runtime, '2027-01-13T11:59:00Z');
    expect(await confirmView(runtime, token)).toMatchObject({ state: 'open' });
    await atTime(runtime, '2027-01-13T12:01:00Z');
    expect(await confirmView(runtime, token)).toMatchObject({ state: 'expired', course: { slug: 'tea' } });
    expect(await confirm(runtime, token, HERE)).toMatchObject({ state: 'expired' });
    expect(await runtime.db.enrollment.count()).toBe(0);

    await realTimePasses(runtime, A_MINUTE);
    expect(await renewConfirmation(runtime, token)).toMatchObject({ ok: true });
    await runUntilQuiet(runtime);
    expect(await confirm(runtime, await ada.token('confirm'), HERE)).toMatchObject({ state: 'confirmed' });
  });

  test('a superseded link says so and does nothing; the newer one works', async () => {
    const ada = await askedForTea(runtime, 'ada');
    const old = await ada.token('confirm');
    await askAgain(ada.address);
    const newer = await ada.token('confirm');
    expect(newer).not.toBe(old);
    expect(await confirm(runtime, old, HERE)).toMatchObject({ state: 'superseded' });
    expect(await runtime.db.consent.count()).toBe(0);
    expect(await confirm(runtime, newer, HERE)).toMatchObject({ state: 'confirmed' });
  });

  test('the newest request says the zone and the spelling, in the mail, on the page and after', async () => {
    await askedForTea(runtime, 'ada', 'Asia/Tokyo');
    await realTimePasses(runtime, A_MINUTE);
    const email = 'Ada@example.org';
    await signUp(runtime, { email, course: 'tea', timeZone: 'Europe/Paris', source: 'test', network: null });
    await runUntilQuiet(runtime);
    const ada = learnerOf(runtime, email);
    const [mail] = await ada.mail();
    expect(mail?.text).toContain('Mondays at 09:00, Europe/Paris');
    const token = await ada.token('confirm');
    expect(await confirmView(runtime, token)).toMatchObject({ slot: 'Mondays at 09:00, Europe/Paris' });
    await confirm(runtime, token, HERE);
    await passDays(runtime, 12);
    expect((await ada.lessons())[1]).toBe('two: Monday 18 January at 09:00, Europe/Paris');
  });

  test('a new link is asked for within the same limits: pressing at once leads to the request already there', async () => {
    const ada = await askedForTea(runtime, 'ada');
    const old = await ada.token('confirm');
    await askAgain(ada.address);
    const answers = await Promise.all([renewConfirmation(runtime, old), renewConfirmation(runtime, old)]);
    expect(answers[0]).toEqual(answers[1]);
    await runUntilQuiet(runtime);
    expect(await ada.mail()).toHaveLength(2);
  });

  test('of two requests planned before either left, only the newer is mailed', async () => {
    const request = { email: 'ada@example.org', course: 'tea', source: 'test', network: null };
    await signUp(runtime, request);
    await plan(runtime);
    await realTimePasses(runtime, A_MINUTE);
    await signUp(runtime, request);
    await runUntilQuiet(runtime);
    const mail = await learnerOf(runtime, 'ada@example.org').mail();
    expect(mail).toHaveLength(1);
    const [only] = mail;
    expect(await confirmView(runtime, (only && tokenIn(only, 'confirm')) ?? '')).toMatchObject({
      state: 'open',
    });
  });

  test('a confirmation that an outage held back past its expiry is not sent', async () => {
    await signUp(runtime, { email: 'ada@example.org', course: 'tea', source: 'test', network: null });
    await atTime(runtime, '2027-01-14T12:00:00Z');
    expect(await runtime.db.outboxMessage.count()).toBe(0);
    expect(await runtime.db.delivery.findFirst()).toMatchObject({ state: 'skipped', reason: 'expired' });
  });

  test('whoever never confirms gets nothing more', async () => {
    const ada = await askedForTea(runtime, 'ada');
    await passDays(runtime, 60);
    expect(await ada.mail()).toHaveLength(1);
  });

  test('a link of another kind, or a changed one, confirms nothing', async () => {
    const kim = await learningTea(runtime, 'kim');
    const ada = await askedForTea(runtime, 'ada');
    const good = await ada.token('confirm');
    const before = await allRows(runtime);
    const bad = [good.slice(0, -1), `${good}A`, good.replace(/^k1/, 'k2'), '', 'x'.repeat(5000)];
    for (const kind of ['manage', 'lesson', 'unsubscribe'] as const) bad.push(await kim.token(kind));
    for (const token of bad) {
      expect(await confirm(runtime, token, HERE)).toEqual({ state: 'unknown' });
      expect(await renewConfirmation(runtime, token)).toMatchObject({ ok: false });
    }
    expect(await allRows(runtime)).toEqual(before);
  });
});

function confirmed(view: ConfirmView) {
  if (view.state !== 'confirmed') throw new Error(`not confirmed but ${view.state}`);
  return view;
}
