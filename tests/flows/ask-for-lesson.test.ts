import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { askForLesson, takeLessonBack } from '#lib/flows/ask-for-lesson.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { examine } from '#lib/flows/doctor.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

describe('a lesson put in behind my place', () => {
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
    // Lessons one and two are had.
    await atTime(runtime, '2027-01-18T12:00:00Z');
  });
  afterAll(() => runtime.close());

  const insert = () => publishLessons(runtime, 'tea', ['one', 'new', 'two', 'three', 'four']);
  const titles = async () => (await ada.lessons()).map((line) => line.split(':')[0]);
  const since = async (count: number) => (await ada.lessons()).slice(count);
  const page = async () => {
    const view = await manageView(runtime, token);
    if (!view) throw new Error('no such page');
    return view;
  };
  const marks = async () =>
    (await page()).lessons.map(({ slug, state, owed, when }) => [slug, state, owed, when]);

  test('is asked for: it comes first, on the date that was promised, and the others after it, a week apart', async () => {
    await insert();
    expect(await askForLesson(runtime, token, 'new')).toEqual({ ok: true, said: 'lesson-asked' });
    expect(await marks()).toEqual([
      ['one', 'had', false, null],
      ['new', 'next', true, 'Monday 25 January at 09:00, Europe/Paris'],
      ['two', 'had', false, null],
      ['three', 'later', false, '1 February 2027'],
      ['four', 'later', false, '8 February 2027'],
    ]);
    expect(await page()).toMatchObject({ lastAsked: 'new', next: { title: 'new' } });
    await passDays(runtime, 60);
    expect(await since(2)).toEqual([
      'new: Monday 25 January at 09:00, Europe/Paris',
      'three: Monday 1 February at 09:00, Europe/Paris',
      'four: Monday 8 February at 09:00, Europe/Paris',
      `${CLOSING}: Monday 15 February at 09:00, Europe/Paris`,
    ]);
    const [asked, three] = (await ada.mail()).slice(-4).map(({ text }) => text);
    expect(asked).toMatch(
      /Lesson 2 of 5, new since you passed.*From the lesson before it:.*Next: lesson 4\n\nthree\n/s,
    );
    expect(three).toMatch(/Lesson 4 of 5 ·.*Last lesson:.*Next: lesson 5\n\nfour\n/s);
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('is asked for and taken back: the page and the mails are as if it had not been', async () => {
    await insert();
    const before = await marks();
    await askForLesson(runtime, token, 'new');
    expect(await takeLessonBack(runtime, token, 'new')).toEqual({ ok: true, said: 'lesson-taken-back' });
    expect(await marks()).toEqual(before);
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'three', 'four', CLOSING]);
  });

  test('two of them come in the order of the course; asking twice asks once', async () => {
    await publishLessons(runtime, 'tea', ['zero', 'one', 'new', 'two', 'three', 'four']);
    for (const slug of ['new', 'zero', 'new']) await askForLesson(runtime, token, slug);
    expect(await page()).toMatchObject({ lastAsked: 'zero' });
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'zero', 'new', 'three', 'four', CLOSING]);
  });

  test('comes now, if now is what the learner wants', async () => {
    await insert();
    await askForLesson(runtime, token, 'new');
    await sendNow(runtime, token);
    await runUntilQuiet(runtime);
    expect(await titles()).toEqual(['one', 'two', 'new']);
  });

  test('asked for in a pause comes when the course goes on', async () => {
    await pause(runtime, token, null);
    await insert();
    await askForLesson(runtime, token, 'new');
    await passDays(runtime, 30);
    expect(await titles()).toEqual(['one', 'two']);
    await resume(runtime, token, 'slot');
    await passDays(runtime, 7);
    expect(await titles()).toEqual(['one', 'two', 'new']);
  });

  test('after the end: the course goes on for it at the next slot, and is over again without a second closing mail', async () => {
    await passDays(runtime, 60);
    await insert();
    expect(await page()).toMatchObject({ state: 'completed' });
    expect((await marks())[1]).toEqual(['new', 'passed', false, null]);
    expect(await askForLesson(runtime, token, 'new')).toEqual({ ok: true, said: 'lesson-asked' });
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'three', 'four', CLOSING, 'new']);
    expect(await page()).toMatchObject({ state: 'completed', had: 5 });
    const consents = await runtime.db.consent.findMany({ where: { scope: 'course/tea' } });
    expect(consents.map(({ action }) => action)).toEqual(['given', 'given']);
  });

  test('after the end, taken back: the course is over as before', async () => {
    await passDays(runtime, 60);
    await insert();
    await askForLesson(runtime, token, 'new');
    await takeLessonBack(runtime, token, 'new');
    expect(await page()).toMatchObject({ state: 'completed', next: null });
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'three', 'four', CLOSING]);
  });

  test('after leaving: the course comes first', async () => {
    await leaveCourse(runtime, token);
    await insert();
    const before = await allRows(runtime);
    expect(await askForLesson(runtime, token, 'new')).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
    await comeBack(runtime, token, 'continue');
    expect(await askForLesson(runtime, token, 'new')).toMatchObject({ ok: true });
  });

  test('in the second round it comes in its turn, whatever was asked for in the first', async () => {
    await insert();
    await askForLesson(runtime, token, 'new');
    await comeBack(runtime, token, 'again');
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'one', 'new', 'two', 'three', 'four', CLOSING]);
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('on its way, or had, it can’t be taken back; and is not asked for again', async () => {
    await insert();
    await askForLesson(runtime, token, 'new');
    await moveCourseTimeTo(runtime.db, new Date('2027-01-25T08:00:00Z'));
    await plan(runtime);
    for (const _ of ['on its way', 'had']) {
      expect(await takeLessonBack(runtime, token, 'new')).toMatchObject({ ok: false });
      expect(await askForLesson(runtime, token, 'new')).toEqual({ ok: true, said: 'nothing-to-do' });
      await runUntilQuiet(runtime);
    }
    expect(await titles()).toEqual(['one', 'two', 'new']);
  });

  test('planned and then put back by a pause, it still comes first', async () => {
    await insert();
    await askForLesson(runtime, token, 'new');
    await moveCourseTimeTo(runtime.db, new Date('2027-01-25T08:00:00Z'));
    await plan(runtime);
    await pause(runtime, token, 1);
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'new', 'three', 'four', CLOSING]);
  });

  test('renamed before it comes, it comes once, under its new name', async () => {
    await insert();
    await askForLesson(runtime, token, 'new');
    await publishLessons(runtime, 'tea', ['one', 'newer', 'two', 'three', 'four'], {}, 'always', {
      formerly: { newer: ['new'] },
    });
    expect(await askForLesson(runtime, token, 'newer')).toEqual({ ok: true, said: 'nothing-to-do' });
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'newer', 'three', 'four', CLOSING]);
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('taken out again before it comes, it does not, and what is next comes on its date', async () => {
    await insert();
    await askForLesson(runtime, token, 'new');
    await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four']);
    expect(await page()).toMatchObject({ lastAsked: null, next: { title: 'three' } });
    await passDays(runtime, 7);
    expect(await since(2)).toEqual(['three: Monday 25 January at 09:00, Europe/Paris']);
  });

  test('while the closing mail is leaving, it has to wait until that has left', async () => {
    await passDays(runtime, 14);
    await insert();
    await moveCourseTimeTo(runtime.db, new Date('2027-02-08T08:00:00Z'));
    await plan(runtime);
    const before = await allRows(runtime);
    expect(await askForLesson(runtime, token, 'new')).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
    await runUntilQuiet(runtime);
    expect(await askForLesson(runtime, token, 'new')).toMatchObject({ ok: true });
  });

  test.each([
    ['that is still to come', 'four', { ok: true, said: 'nothing-to-do' }],
    ['I have had', 'one', { ok: true, said: 'nothing-to-do' }],
    ['the course does not have', 'seven', { ok: false }],
  ])('a lesson %s is not asked for', async (_, slug, answer) => {
    const before = await allRows(runtime);
    expect(await askForLesson(runtime, token, slug)).toMatchObject(answer);
    expect(await takeLessonBack(runtime, token, 'three')).toEqual({ ok: true, said: 'nothing-to-do' });
    expect(await askForLesson(runtime, await ada.token('lesson'), 'new')).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
  });
});
