import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { type Begin, confirm, confirmView } from '#lib/flows/confirm.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { examine } from '#lib/flows/doctor.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { skipNext } from '#lib/flows/pass-over.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { previewSchedule } from '#lib/flows/preview-schedule.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { sweep } from '#lib/flows/sweep.ts';
import { undo } from '#lib/flows/undo.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import type { Milestone } from '#lib/runtime.ts';
import { asked, type Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const A_MINUTE = 61;

describe('a second course', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  beforeAll(async () => {
    runtime = await openTea();
    await publishLessons(runtime, 'bread', ['flour', 'water']);
    await publishLessons(runtime, 'soup', ['onion', 'salt']);
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
  });
  afterAll(() => runtime.close());

  /** Confirms another course. @returns the token of its page */
  async function take(course: string, begin: Begin = 'after'): Promise<string> {
    await realTimePasses(runtime, A_MINUTE);
    await asked(runtime, 'ada', 'Europe/Paris', course);
    await confirm(runtime, await ada.token('confirm'), { network: null, begin });
    await runUntilQuiet(runtime);
    return pageOf(course);
  }
  async function pageOf(courseSlug: string): Promise<string> {
    const { id } = await runtime.db.enrollment.findFirstOrThrow({ where: { courseSlug } });
    return runtime.tokens.sign('manage', id);
  }
  const stateOf = async (course: string) => (await manageView(runtime, await pageOf(course)))?.state;
  const broken = async () => (await examine(runtime)).findings.map(({ what }) => what);
  const days = async () =>
    (await ada.lessons()).map((line) => line.replace(/^(.*): \w+ (\d+ \w+) at (.*),.*/, '$1, $2, $3'));

  test('waits: lesson 1 comes by itself at its first slot after the closing mail, and never two on a day', async () => {
    await take('bread');
    expect(await days()).toEqual(['one, 6 January, 13:00']);
    await passDays(runtime, 60);
    expect(await days()).toEqual([
      'one, 6 January, 13:00',
      'two, 18 January, 09:00',
      'three, 25 January, 09:00',
      'four, 1 February, 09:00',
      `${CLOSING}, 8 February, 09:00`,
      'flour, 15 February, 09:00',
      'water, 22 February, 09:00',
      'You have finished The bread course, 1 March, 09:00',
    ]);
    expect(await broken()).toEqual([]);
  });

  test('asks before it is confirmed, and says both dates; waiting is consented to like any course', async () => {
    await realTimePasses(runtime, A_MINUTE);
    await asked(runtime, 'ada', 'Europe/Paris', 'bread');
    const token = await ada.token('confirm');
    expect(await confirmView(runtime, token)).toMatchObject({
      state: 'open',
      choice: {
        after: ['The tea course'],
        about: '15 February 2027',
        secondWhen: 'Monday 25 January at 09:00, Europe/Paris',
      },
    });
    const view = await confirm(runtime, token, { network: '192.0.2.7' });
    expect(view).toMatchObject({
      state: 'confirmed',
      learning: 'waiting',
      lessonToken: null,
      nextWhen: null,
      waits: { after: ['The tea course'], about: '15 February 2027' },
    });
    expect(await confirm(runtime, token, { network: null, begin: 'now' })).toEqual(view);
    const consents = await runtime.db.consent.findMany({ orderBy: { at: 'asc' } });
    expect(consents.map(({ scope, action }) => `${action} ${scope}`)).toEqual([
      'given course/tea',
      'given course/bread',
    ]);
    expect(await runtime.db.delivery.count({ where: { enrollment: { courseSlug: 'bread' } } })).toBe(0);
  });

  test('begins at once when asked to, beside the first', async () => {
    await take('bread', 'now');
    expect(await days()).toContain('flour, 6 January, 13:00');
    expect(await stateOf('bread')).toBe('active');
  });

  test('begins with “Start it now” on its page, once however often pressed', async () => {
    const bread = await take('bread');
    const said = await Promise.all(Array.from({ length: 5 }, () => sendNow(runtime, bread)));
    expect(said.filter((one) => one.ok && one.said === 'begun')).toHaveLength(1);
    await runUntilQuiet(runtime);
    expect((await days()).filter((line) => line.startsWith('flour'))).toEqual(['flour, 6 January, 13:00']);
  });

  test('begins when the first is left; another that waits keeps waiting, in the order asked', async () => {
    await take('soup');
    await take('bread');
    const view = await manageView(runtime, await pageOf('bread'));
    expect(view?.waits).toEqual({ after: ['The tea course', 'The soup course'], about: '8 March 2027' });
    expect(view?.others.map(({ title, state }) => `${title}: ${state}`)).toEqual([
      'The tea course: active',
      'The soup course: waiting',
    ]);
    await passDays(runtime, 13);
    await leaveCourse(runtime, await pageOf('tea'));
    expect([await stateOf('soup'), await stateOf('bread')]).toEqual(['active', 'waiting']);
    await passDays(runtime, 60);
    expect((await days()).slice(2)).toEqual([
      'onion, 25 January, 09:00',
      'salt, 1 February, 09:00',
      'You have finished The soup course, 8 February, 09:00',
      'flour, 15 February, 09:00',
      'water, 22 February, 09:00',
      'You have finished The bread course, 1 March, 09:00',
    ]);
  });

  test('waits for both of two that are side by side', async () => {
    await take('soup', 'now');
    await take('bread');
    await leaveCourse(runtime, await pageOf('soup'));
    expect(await stateOf('bread')).toBe('waiting');
    await unsubscribe(runtime, runtime.tokens.sign('unsubscribe', await idOf('tea')), 'course', 'one-click');
    expect(await stateOf('bread')).toBe('active');
  });

  test('waits through a pause, which has no date to wait for when it has no end', async () => {
    const bread = await take('bread');
    await pause(runtime, await pageOf('tea'), null);
    await passDays(runtime, 90);
    expect(await manageView(runtime, bread)).toMatchObject({
      state: 'waiting',
      waits: { after: ['The tea course'], about: null },
    });
    expect(await days()).toHaveLength(1);
    await resume(runtime, await pageOf('tea'), 'slot');
    await passDays(runtime, 60);
    expect((await days()).at(-1)).toContain('You have finished The bread course');
    expect(await broken()).toEqual([]);
  });

  test('can be left while it waits, and taken up again: it waits again', async () => {
    const bread = await take('bread');
    expect(await leaveCourse(runtime, bread)).toEqual({ ok: true, said: 'left-course' });
    expect(await comeBack(runtime, bread, 'continue')).toEqual({ ok: true, said: 'waits-again' });
    expect(await manageView(runtime, bread)).toMatchObject({ state: 'waiting', next: null });
    await leaveCourse(runtime, bread);
    await passDays(runtime, 60);
    expect((await days()).at(-1)).toContain(CLOSING);
    // Nothing is before it any more.
    expect(await comeBack(runtime, bread, 'continue')).toEqual({ ok: true, said: 'came-back' });
    await passDays(runtime, 7);
    expect((await days()).at(-1)).toContain('flour');
  });

  test('waits again when leaving the first is undone', async () => {
    await take('bread');
    const tea = await pageOf('tea');
    await leaveCourse(runtime, tea);
    expect(await stateOf('bread')).toBe('active');
    const change = (await manageView(runtime, tea))?.undo?.id ?? '';
    expect(await undo(runtime, tea, change)).toEqual({ ok: true, said: 'undone' });
    expect([await stateOf('tea'), await stateOf('bread')]).toEqual(['active', 'waiting']);
    await passDays(runtime, 60);
    expect((await days()).at(-1)).toContain('You have finished The bread course');
    expect(await broken()).toEqual([]);
  });

  test('neither pauses, resumes, skips nor begins again while it waits', async () => {
    const bread = await take('bread');
    const before = await allRows(runtime);
    for (const said of [
      await pause(runtime, bread, 2),
      await resume(runtime, bread, 'now'),
      await comeBack(runtime, bread, 'again'),
      await comeBack(runtime, bread, 'continue'),
    ])
      expect(said).toEqual({ ok: true, said: 'nothing-to-do' });
    expect(await skipNext(runtime, bread, 'flour')).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('keeps the times chosen while it waits, and begins at them', async () => {
    const bread = await take('bread');
    const times = { pace: 'weekly', weekdays: [4], hour: 18, timeZone: 'Europe/Paris' };
    expect(await previewSchedule(runtime, bread, times)).toMatchObject({ ok: true, preview: { next: null } });
    expect(await changeSchedule(runtime, bread, times)).toEqual({ ok: true, said: 'schedule-changed' });
    expect(await manageView(runtime, bread)).toMatchObject({
      state: 'waiting',
      next: null,
      waits: { about: '11 February 2027' },
    });
    await passDays(runtime, 60);
    expect(await days()).toContain('flour, 11 February, 18:00');
  });

  test('does not begin for somebody who left everything', async () => {
    await take('bread');
    await leaveEverything(runtime, await pageOf('tea'));
    expect(await stateOf('bread')).toBe('left');
    await sweep(runtime);
    const before = (await days()).length;
    await passDays(runtime, 60);
    expect(await days()).toHaveLength(before);
    expect(await broken()).toEqual([]);
  });

  test('begins by the sweep where the course before it ended unseen', async () => {
    await take('bread');
    await runtime.db.delivery.deleteMany({ where: { state: 'scheduled' } });
    await runtime.db.enrollment.updateMany({ where: { courseSlug: 'tea' }, data: { state: 'completed' } });
    expect(await broken()).toEqual([expect.stringContaining('wait for another course')]);
    await Promise.all([sweep(runtime), sweep(runtime)]);
    expect(await stateOf('bread')).toBe('active');
    expect(await runtime.db.delivery.count({ where: { state: 'scheduled' } })).toBe(1);
    expect(await broken()).toEqual([]);
  });

  test('begins together with the end of the first, or not at all: a crash after the closing mail repeats both', async () => {
    await take('bread');
    await passDays(runtime, 26);
    await runtime.db.$executeRaw`UPDATE "Clock" SET "offsetMs" = "offsetMs" + ${7 * 86_400_000}::bigint`;
    await plan(runtime);
    const [batch] = await runtime.db.batch.findMany({ where: { state: 'open' } });
    await expect(deliver({ ...runtime, reached: crashAt('accepted') }, batch?.id ?? '')).rejects.toThrow(
      'crashed',
    );
    expect([await stateOf('tea'), await stateOf('bread')]).toEqual(['active', 'waiting']);
    await runtime.db.batch.updateMany({ data: { leasedUntil: null, nextAttemptAt: null } });
    await sweep(runtime);
    await runUntilQuiet(runtime);
    expect([await stateOf('tea'), await stateOf('bread')]).toEqual(['completed', 'active']);
    expect((await days()).filter((line) => line.startsWith(CLOSING))).toHaveLength(1);
  });

  const idOf = async (courseSlug: string) =>
    (await runtime.db.enrollment.findFirstOrThrow({ where: { courseSlug } })).id;
});

function crashAt(at: Milestone) {
  return (milestone: Milestone) => {
    if (milestone === at) throw new Error('crashed');
  };
}
