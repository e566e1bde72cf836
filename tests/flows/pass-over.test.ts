import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForLesson } from '#lib/flows/ask-for-lesson.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { examine } from '#lib/flows/doctor.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { jumpAhead, skipNext } from '#lib/flows/pass-over.ts';
import { pause } from '#lib/flows/pause.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

describe('leaving lessons out', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await runtime.db.publication.deleteMany({ where: { courseSlug: 'tea' } });
    await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four']);
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('manage');
    // Lesson one is had; two comes on the 18th.
    await atTime(runtime, '2027-01-12T12:00:00Z');
  });
  afterAll(() => runtime.close());

  const since = async (count: number) => (await ada.lessons()).slice(count);
  const page = async () => {
    const view = await manageView(runtime, token);
    if (!view) throw new Error('no such page');
    return view;
  };
  const marks = async () => (await page()).lessons.map(({ slug, state }) => `${slug} ${state}`);
  const isSound = async () =>
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);

  test('the next one is skipped: the one after it comes on the date that was promised', async () => {
    expect(await skipNext(runtime, token, 'two')).toEqual({ ok: true, said: 'lesson-skipped' });
    expect(await marks()).toEqual(['one had', 'two passed', 'three next', 'four later']);
    expect(await page()).toMatchObject({
      had: 1,
      next: { title: 'three', when: 'Monday 18 January at 09:00, Europe/Paris' },
    });
    await passDays(runtime, 40);
    expect(await since(1)).toEqual([
      'three: Monday 18 January at 09:00, Europe/Paris',
      'four: Monday 25 January at 09:00, Europe/Paris',
      `${CLOSING}: Monday 1 February at 09:00, Europe/Paris`,
    ]);
    await isSound();
  });

  test('skipped twice from a page that is old: the second press changes nothing and says so', async () => {
    await skipNext(runtime, token, 'two');
    const before = await allRows(runtime);
    expect(await skipNext(runtime, token, 'two')).toEqual({ ok: true, said: 'nothing-to-do' });
    expect(await skipNext(runtime, token, 'one')).toEqual({
      ok: false,
      problem: expect.stringContaining('not the next one any more'),
    });
    expect(await skipNext(runtime, token, 'nonsense')).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('a jump ahead leaves out all before it, and what was left out can be asked for', async () => {
    expect(await jumpAhead(runtime, token, 'four')).toEqual({ ok: true, said: 'jumped-ahead' });
    expect(await marks()).toEqual(['one had', 'two passed', 'three passed', 'four next']);
    await passDays(runtime, 7);
    expect(await askForLesson(runtime, token, 'three')).toEqual({ ok: true, said: 'lesson-asked' });
    await passDays(runtime, 40);
    expect(await since(1)).toEqual([
      'four: Monday 18 January at 09:00, Europe/Paris',
      'three: Monday 25 January at 09:00, Europe/Paris',
      `${CLOSING}: Monday 1 February at 09:00, Europe/Paris`,
    ]);
    const asked = (await ada.mail()).find(({ subject }) => subject === 'three');
    expect(asked?.text).toContain('Lesson 3 of 4, which you had skipped');
    await isSound();
  });

  test('a skipped lesson that is asked for before anything left comes in its turn, and can be skipped again', async () => {
    await skipNext(runtime, token, 'two');
    await askForLesson(runtime, token, 'two');
    expect(await marks()).toEqual(['one had', 'two next', 'three later', 'four later']);
    expect(await skipNext(runtime, token, 'two')).toEqual({ ok: true, said: 'lesson-skipped' });
    expect(await marks()).toEqual(['one had', 'two passed', 'three next', 'four later']);
  });

  test('while paused, too; and with the last one left out the closing mail comes on its date', async () => {
    await pause(runtime, token, 1);
    expect(await jumpAhead(runtime, token, 'four')).toMatchObject({ ok: true });
    expect(await skipNext(runtime, token, 'four')).toMatchObject({ ok: true });
    expect(await page()).toMatchObject({ state: 'paused', had: 1 });
    await passDays(runtime, 40);
    expect(await since(1)).toEqual([`${CLOSING}: Monday 25 January at 09:00, Europe/Paris`]);
    expect(await page()).toMatchObject({ state: 'completed' });
    await isSound();
  });

  test('not for whoever has left; a new round has all lessons again', async () => {
    await skipNext(runtime, token, 'two');
    await leaveCourse(runtime, token);
    expect(await jumpAhead(runtime, token, 'four')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Come back'),
    });
    await comeBack(runtime, token, 'again');
    await passDays(runtime, 1);
    expect(await marks()).toEqual(['one had', 'two next', 'three later', 'four later']);
  });

  test('a lesson that gets another name stays left out', async () => {
    await skipNext(runtime, token, 'two');
    await publishLessons(runtime, 'tea', ['one', 'deux', 'three', 'four'], {}, 'always', {
      formerly: { deux: ['two'] },
    });
    expect(await marks()).toEqual(['one had', 'deux passed', 'three next', 'four later']);
  });
});
