import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { publishedCourse } from '#lib/flows/course-page.ts';
import { examine } from '#lib/flows/doctor.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sweep } from '#lib/flows/sweep.ts';
import type { Learner } from '#tests/support/learner.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';
import type { CourseFiles } from '#tests/support/write-course.ts';

describe('a lesson that is called something else', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await runtime.db.publication.deleteMany({ where: { courseSlug: 'tea' } });
    await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four']);
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    await atTime(runtime, '2027-01-18T12:00:00Z');
  });
  afterAll(() => runtime.close());

  const rename = (lessons: string[], formerly: CourseFiles['formerly'] = {}) =>
    publishLessons(runtime, 'tea', lessons, {}, 'always', { formerly });
  const titles = async () => (await ada.lessons()).map((line) => line.split(':')[0]);
  const page = async () => {
    const view = await manageView(runtime, await ada.token('manage'));
    if (!view) throw new Error('no such page');
    return view;
  };

  test('is not sent again to whoever has had it, and the course goes on after it', async () => {
    await rename(['one', 'deux', 'three', 'four'], { deux: ['two'] });
    expect((await page()).lessons.map(({ slug, state }) => [slug, state])).toEqual([
      ['one', 'had'],
      ['deux', 'had'],
      ['three', 'next'],
      ['four', 'later'],
    ]);
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'three', 'four', CLOSING]);
  });

  test('comes under its new name where it was still to come', async () => {
    await rename(['one', 'two', 'trois', 'four'], { trois: ['three'] });
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'trois', 'four', CLOSING]);
  });

  test.each([
    ['twice, and only the last name is listed', { zwei: ['deux'] }],
    ['twice, and no name is listed any more', {}],
  ])('%s: what was published before still knows it', async (_, formerly) => {
    await rename(['one', 'deux', 'three', 'four'], { deux: ['two'] });
    const slug = Object.keys(formerly)[0] ?? 'deux';
    await rename(['one', slug, 'three', 'four'], formerly);
    expect((await publishedCourse(runtime, 'tea'))?.lessons[1]?.formerly).toContain('two');
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'three', 'four', CLOSING]);
  });

  test('and back again: both names are one lesson', async () => {
    await rename(['one', 'two', 'trois', 'four'], { trois: ['three'] });
    await passDays(runtime, 7);
    await rename(['one', 'two', 'three', 'four']);
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'trois', 'four', CLOSING]);
  });

  test('while it is leaving: it leaves as it was planned, and not a second time', async () => {
    await moveCourseTimeTo(runtime.db, new Date('2027-01-25T08:00:00Z'));
    await plan(runtime);
    await rename(['one', 'two', 'trois', 'four'], { trois: ['three'] });
    await runUntilQuiet(runtime);
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'three', 'four', CLOSING]);
  });

  test('and taken back from a batch: it is planned again under its new name', async () => {
    await moveCourseTimeTo(runtime.db, new Date('2027-01-25T08:00:00Z'));
    await plan(runtime);
    await pause(runtime, await ada.token('manage'), 1);
    await rename(['one', 'two', 'trois', 'four'], { trois: ['three'] });
    await runUntilQuiet(runtime);
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', 'trois', 'four', CLOSING]);
  });

  test('is read by its old links, and by those of the closing mail, under its new name', async () => {
    const old = await ada.token('lesson');
    await rename(['one', 'deux', 'three', 'four'], { deux: ['two'] });
    expect(await lessonView(runtime, old)).toMatchObject({ lesson: { title: 'deux' }, number: 2, total: 4 });
    await passDays(runtime, 60);
    const closing = (await ada.mail()).at(-1)?.text ?? '';
    const links = [...closing.matchAll(/\/lesson\/([A-Za-z0-9._-]+)/g)].map(([, token = '']) => token);
    const titles = await Promise.all(
      links.map(async (token) => (await lessonView(runtime, token))?.lesson.title),
    );
    expect(titles).toEqual(['one', 'deux', 'three', 'four']);
    await rename(['one', 'three', 'four']);
    expect(await lessonView(runtime, old)).toMatchObject({ lesson: { title: 'deux' }, total: 4 });
  });

  test('as the last one: whoever has finished gets no second closing mail', async () => {
    await passDays(runtime, 60);
    await rename(['one', 'two', 'three', 'quatre'], { quatre: ['four'] });
    // As a pause does that ends after the closing mail: an active learner, with a date for nothing.
    await runtime.db.enrollment.updateMany({ data: { state: 'active' } });
    await sweep(runtime);
    await passDays(runtime, 60);
    expect((await titles()).filter((title) => title === CLOSING)).toHaveLength(1);
    expect((await page()).state).toBe('completed');
  });

  test('the doctor takes its names for one lesson: in its order, and never twice', async () => {
    const wrong = async () => (await examine(runtime)).findings.map(({ invariant }) => invariant);
    await rename(['one', 'deux', 'three', 'four'], { deux: ['two'] });
    await passDays(runtime, 7);
    expect(await wrong()).toEqual([]);
    for (const table of ['Receipt', 'Delivery'])
      await runtime.db.$executeRawUnsafe(
        `UPDATE "${table}" SET "lessonSlug" = 'deux' WHERE "lessonSlug" = 'three'`,
      );
    expect(await wrong()).toEqual(['I1']);
    // Two lessons that were there at one time are two, whatever their names became.
    await runtime.db.publication.deleteMany({ where: { courseSlug: 'tea' } });
    await rename(['one', 'two', 'deux', 'four']);
    await rename(['one', 'deux', 'four'], { deux: ['two'] });
    expect(await wrong()).toEqual([]);
  });

  test.each<[string, string[], CourseFiles['formerly'], RegExp]>([
    ['a new lesson takes its old name', ['one', 'two', 'deux', 'three'], {}, /02-two\.md|03-deux\.md/],
    [
      'another lesson claims its old name',
      ['one', 'deux', 'three', 'four'],
      { three: ['two'] },
      /03-three\.md/,
    ],
    [
      'an old name is that of a lesson beside it',
      ['one', 'deux', 'three'],
      { deux: ['one'] },
      /is a name of “one” too/,
    ],
    ['an old name is its own', ['one', 'deux', 'three'], { deux: ['deux'] }, /lists a slug twice/],
    ['an old name is no slug', ['one', 'deux', 'three'], { deux: ['02-two.md'] }, /is none/],
  ])('%s: nothing is published, and it says why', async (_, lessons, formerly, why) => {
    await rename(['one', 'deux', 'three', 'four'], { deux: ['two'] });
    const before = await runtime.db.publication.count();
    await expect(rename(lessons, formerly)).rejects.toThrow(why);
    expect(await runtime.db.publication.count()).toBe(before);
  });
});
