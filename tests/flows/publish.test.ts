import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { publishedCourse, publishedCourses } from '#lib/flows/course-page.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { plan } from '#lib/flows/plan.ts';
import { publishCourses } from '#lib/flows/publish-courses.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import type { Learner } from '#tests/support/learner.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

describe('a course edited while people take it', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four']);
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    // Lessons one and two are had.
    await atTime(runtime, '2027-01-18T12:00:00Z');
  });
  afterAll(() => runtime.close());

  const titles = async () => (await ada.lessons()).map((line) => line.split(':')[0]);

  test.each([
    [
      'inserted ahead of me comes in its place',
      ['one', 'two', 'new', 'three', 'four'],
      ['new', 'three', 'four'],
    ],
    [
      'inserted as the very next comes next',
      ['one', 'two', 'three', 'new', 'four'],
      ['three', 'new', 'four'],
    ],
    [
      'inserted behind me is not sent, and nothing comes twice',
      ['one', 'new', 'two', 'three', 'four'],
      ['three', 'four'],
    ],
    ['added at the end comes last', ['one', 'two', 'three', 'four', 'five'], ['three', 'four', 'five']],
    ['removed ahead of me is passed over', ['one', 'two', 'four'], ['four']],
    ['removed behind me changes nothing', ['two', 'three', 'four'], ['three', 'four']],
    [
      'removed that I had last: the course goes on after the one before',
      ['one', 'three', 'four'],
      ['three', 'four'],
    ],
    ['moved among those ahead comes in its new place', ['one', 'two', 'four', 'three'], ['four', 'three']],
    ['moved from ahead to behind me counts as passed', ['one', 'four', 'two', 'three'], ['three']],
    ['that I had, moved, is not sent again', ['two', 'one', 'three', 'four'], ['three', 'four']],
    ['all taken away but those I had: the course is done', ['one', 'two'], []],
  ])('a lesson %s', async (_, lessons, come) => {
    await publishLessons(runtime, 'tea', lessons);
    await passDays(runtime, 60);
    expect(await titles()).toEqual(['one', 'two', ...come, CLOSING]);
  });

  test('an edit causes no mail by itself, and moves no date', async () => {
    await publishLessons(runtime, 'tea', ['zero', 'one', 'two', 'new', 'three', 'four']);
    await runUntilQuiet(runtime);
    expect(await titles()).toEqual(['one', 'two']);
    await passDays(runtime, 7);
    expect((await ada.lessons())[2]).toBe('new: Monday 25 January at 09:00, Europe/Paris');
  });

  test('words changed between plan and send do not change what was planned; the next lesson has the new ones', async () => {
    await moveCourseTimeTo(runtime.db, new Date('2027-01-25T08:00:00Z'));
    await plan(runtime);
    const planned = await runtime.db.delivery.findFirstOrThrow({ where: { state: 'batched' } });
    await publishLessons(runtime, 'tea', ['one', 'two', 'four'], { four: 'New words.' });
    await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four'], { three: 'New.', four: 'New.' });
    await runUntilQuiet(runtime);
    expect((await ada.mail()).at(-1)).toMatchObject({
      subject: 'three',
      text: expect.stringContaining('All about three.'),
    });
    const { editionHash, slots } = planned;
    expect(await runtime.db.delivery.findUnique({ where: { id: planned.id } })).toMatchObject({
      state: 'sent',
      editionHash,
      slots,
    });
    await passDays(runtime, 7);
    expect((await ada.mail()).at(-1)).toMatchObject({
      subject: 'four',
      text: expect.stringContaining('New.'),
    });
  });

  test('publishing the same again changes nothing; after the first time, changes wait to be published', async () => {
    const count = () => runtime.db.publication.count();
    const before = await count();
    await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four']);
    const nothing = ['health-claims', 'leaky-gut'].map((slug) => ({ slug, result: 'unchanged' }));
    expect(await publishCourses(runtime, 'always')).toEqual(nothing);
    expect(await publishCourses(runtime, 'first time')).toEqual(nothing);
    expect(await count()).toBe(before);

    const result = await publishLessons(runtime, 'tea', ['one'], {}, 'first time');
    expect(result).toEqual([{ slug: 'tea', result: 'changed, not published' }]);
    expect((await publishedCourse(runtime, 'tea'))?.lessons).toHaveLength(4);
    expect(await count()).toBe(before);
  });

  test('on the site the courses stand by their positions; those without one come after, by slug', async () => {
    await publishLessons(runtime, 'bread', ['flour']);
    const courses = await publishedCourses(runtime);
    expect(courses.map(({ slug }) => slug)).toEqual(['leaky-gut', 'bread', 'health-claims', 'tea']);
  });

  test('two processes that publish at the same moment publish once', async () => {
    const before = await runtime.db.publication.count();
    const edit = () =>
      publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four'], { four: `Said ${before} times.` });
    const results = await Promise.all([edit(), edit(), edit()]);
    expect(
      results
        .flat()
        .map(({ result }) => result)
        .sort(),
    ).toEqual(['published', 'unchanged', 'unchanged']);
    expect(await runtime.db.publication.count()).toBe(before + 1);
  });

  test('a course with a mistake publishes nothing, and says which file to mend', async () => {
    const before = await runtime.db.publication.count();
    await expect(publishLessons(runtime, 'tea', ['one', 'two'], { two: '<b>raw</b>' })).rejects.toThrow(
      /02-two\.md/,
    );
    expect(await runtime.db.publication.count()).toBe(before);
  });
});
