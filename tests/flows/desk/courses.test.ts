import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { readCourses } from '#lib/content/read.ts';
import { courseAtDesk } from '#lib/flows/desk/course.ts';
import { courseDates } from '#lib/flows/desk/course-dates.ts';
import { courseMail } from '#lib/flows/desk/course-mail.ts';
import { foreseeCourse, publishCourse } from '#lib/flows/desk/course-publishing.ts';
import { listCourses } from '#lib/flows/desk/courses.ts';
import { sendTestToOperator } from '#lib/flows/desk/test-mail.ts';
import { examine } from '#lib/flows/doctor.ts';
import { outboxMessages, passDays } from '#lib/flows/outbox.ts';
import { type Cast, everyPlace } from '#tests/support/every-place.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';
import { allRows } from '#tests/support/rows.ts';
import type { TestRuntime } from '#tests/support/runtime.ts';
import { openTea, publishLessons } from '#tests/support/small-course.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { type CourseFiles, writeCourse } from '#tests/support/write-course.ts';

const LESSONS = ['one', 'two', 'three', 'four'];
const INSERTED = ['one', 'new', 'two', 'three', 'four'];

let runtime: TestRuntime;
let cast: Cast;
let dir: string;
beforeAll(async () => {
  runtime = await openTea();
});
afterAll(() => runtime?.close());
beforeEach(async () => {
  await runtime.db.publication.deleteMany({ where: { courseSlug: 'tea' } });
  await publishLessons(runtime, 'tea', LESSONS);
  cast = await everyPlace(runtime);
  dir = temporaryFolder();
});

const write = (files: Partial<CourseFiles> = {}) =>
  writeCourse(dir, { slug: 'tea', lessons: LESSONS, ...files });
const stateOf = async (slug: string) =>
  (await listCourses(runtime, dir)).courses.find((course) => course.slug === slug)?.files;

describe('the list of courses', () => {
  test('says how the files of each stand to what is published, and how many take it', async () => {
    await write();
    const { courses, folderIsThere } = await listCourses(runtime, dir);
    expect(folderIsThere).toBe(true);
    expect(courses.find(({ slug }) => slug === 'tea')).toMatchObject({
      title: 'The tea course',
      lessons: 4,
      files: 'same',
      people: { active: 7, paused: 1, completed: 1, left: 1, waiting: 0 },
    });
    expect(await stateOf('leaky-gut')).toBe('gone');
    await writeCourse(dir, { slug: 'bread', lessons: ['dough'] });
    expect(await stateOf('bread')).toBe('new');
    await rm(join(dir, 'tea'), { recursive: true });
    await write({ lessons: INSERTED });
    expect(await stateOf('tea')).toBe('changed');
    await writeFile(join(dir, 'tea', '02-new.md'), 'no head');
    expect(await stateOf('tea')).toBe('mistakes');
  });

  test('without a folder, it says so and has what is live', async () => {
    const { courses, folderIsThere } = await listCourses(runtime, join(dir, 'nowhere'));
    expect(folderIsThere).toBe(false);
    expect(courses.map(({ files }) => files)).toEqual(['gone', 'gone', 'gone']);
  });
});

describe('one course', () => {
  test('says who gets which lesson next', async () => {
    await write();
    const course = await courseAtDesk(runtime, 'tea', dir);
    expect(course?.lessons.map(({ slug, next, later }) => [slug, next, later])).toEqual([
      ['one', 1, 0],
      ['two', 2, 0],
      ['three', 2, 1],
      ['four', 1, 0],
    ]);
    expect(course).toMatchObject({ closing: 1, files: 'same', isLive: true });
    expect(course?.mails.map(({ name }) => name)).toContain('lesson/two');
  });

  test('with mistakes in its files it names them, and has the lessons as they are live', async () => {
    await write({ lessons: INSERTED });
    await writeFile(join(dir, 'tea', '02-new.md'), 'no head');
    const course = await courseAtDesk(runtime, 'tea', dir);
    expect(course?.files).toBe('mistakes');
    const found = course?.findings.filter(({ file }) => file.endsWith('02-new.md')) ?? [];
    expect(found.map(({ severity }) => severity)).toContain('error');
    expect(course?.lessons.map(({ slug }) => slug)).toEqual(LESSONS);
    expect(course?.mails).toEqual([]);
    expect(await courseMail(runtime, { slug: 'tea', name: 'lesson/one' }, dir)).toBeNull();
  });

  test.each(['nothing', '', '../tea', 'a\u0000b'])('there is none called %j', async (slug) => {
    await write();
    expect(await courseAtDesk(runtime, slug, dir)).toBeNull();
    expect(await courseMail(runtime, { slug, name: 'lesson/one' }, dir)).toBeNull();
  });
});

describe('publishing', () => {
  test('does what was foreseen, and only after that: nothing changes by looking', async () => {
    await write({ lessons: INSERTED });
    const before = await allRows(runtime);
    const seen = await foreseeCourse(runtime, 'tea', ['new', 'no such lesson'], dir);
    if (!seen.ok) throw new Error(seen.problem);
    expect(seen.foreseen).toMatchObject({ also: ['new'], affected: 8 });
    expect(await allRows(runtime)).toEqual(before);
    expect(await publishCourse(runtime, 'tea', { also: ['new'], stamp: seen.stamp }, dir)).toEqual({
      ok: true,
    });
    const log = await runtime.db.auditEntry.findMany({ where: { action: 'course.publish' } });
    expect(log).toMatchObject([
      { subject: 'course/tea', detail: { result: 'published', owed: [{ lesson: 'new', people: 5 }] } },
    ]);
    await passDays(runtime, 8);
    // Ben had two lessons; the inserted one comes next because it was sent to who has passed it.
    expect((await cast.ben.lessons()).at(-1)).toMatch(/^new: /);
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test.each([
    ['the files changed', async () => writeFile(join(dir, 'tea', 'sources.json'), '[ ]\n'), false],
    [
      'a lesson changed',
      async () => {
        await rm(join(dir, 'tea'), { recursive: true });
        await write({ lessons: INSERTED, words: { new: 'Something else.' } });
      },
      true,
    ],
    ['somebody published meanwhile', async () => publishLessons(runtime, 'tea', ['one', 'two']), true],
    ['mistakes came into the files', async () => writeFile(join(dir, 'tea', '01-one.md'), 'x'), true],
    ['the folder went away', async () => rm(join(dir, 'tea'), { recursive: true }), true],
  ])('when %s since it was foreseen, what would be done is what decides', async (_, change, isRefused) => {
    await write({ lessons: INSERTED });
    const seen = await foreseeCourse(runtime, 'tea', [], dir);
    if (!seen.ok) throw new Error(seen.problem);
    await change();
    const publications = await runtime.db.publication.count();
    const done = await publishCourse(runtime, 'tea', { also: [], stamp: seen.stamp }, dir);
    expect(done.ok).toBe(!isRefused);
    expect(await runtime.db.publication.count()).toBe(publications + (isRefused ? 0 : 1));
  });

  test('other lessons sent along than were seen are refused', async () => {
    await write({ lessons: INSERTED });
    const seen = await foreseeCourse(runtime, 'tea', [], dir);
    if (!seen.ok) throw new Error(seen.problem);
    expect(await publishCourse(runtime, 'tea', { also: ['new'], stamp: seen.stamp }, dir)).toMatchObject({
      ok: false,
    });
  });

  test('mistakes in another course’s files keep nobody back', async () => {
    await write({ lessons: INSERTED });
    await writeCourse(dir, { slug: 'bread', lessons: ['dough'] });
    await writeFile(join(dir, 'bread', 'course.md'), 'x');
    expect(await foreseeCourse(runtime, 'tea', [], dir)).toMatchObject({ ok: true });
    expect(await foreseeCourse(runtime, 'bread', [], dir)).toMatchObject({ ok: false });
  });
});

test('a test mail goes to the operator’s own address, ten times an hour at most', async () => {
  await write();
  const { id } = await runtime.db.operator.create({ data: { email: 'op@example.org', name: 'Op' } });
  const send = () => sendTestToOperator(runtime, id, { course: 'tea', mail: 'lesson/two' }, dir);
  for (let sent = 0; sent < 10; sent += 1) expect(await send()).toEqual({ ok: true, subject: 'Test: two' });
  expect(await send()).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/^Nothing was sent: 10 test mails/),
  });
  const mails = (await outboxMessages(runtime)).filter(({ to }) => to === 'op@example.org');
  expect(mails).toHaveLength(10);
  expect(await sendTestToOperator(runtime, id, { course: 'tea', mail: 'lesson/nine' }, dir)).toMatchObject({
    ok: false,
    problem: expect.stringMatching(/There is no mail “lesson\/nine”.*Nothing was sent/),
  });
});

describe('the dates of anybody', () => {
  const now = new Date('2027-03-20T12:00:00Z');
  const nothing = { start: '', zone: '', pace: '', day: '', secondDay: '', hour: '' };

  test('are those of the rules, across a change of the clocks', async () => {
    const [course] = (await readCourses()).filter(({ slug }) => slug === 'leaky-gut');
    if (!course) throw new Error('no course');
    const dates = courseDates(
      course,
      { ...nothing, start: '2027-03-20T18:30', zone: 'Berlin', hour: '7' },
      now,
    );
    if (!dates.ok) throw new Error(dates.problem);
    expect(dates.begins).toContain('at 18:30. Lessons come on Mondays at 07:00, Europe/Berlin');
    expect(dates.rows.slice(1, 3).map(({ cells, notes }) => [cells[3], cells[4], cells[5], notes])).toEqual([
      ['29 March 2027', '07:00', '2027-03-29 05:00', ['The clocks go forward an hour on Sun 28 Mar.']],
      ['5 April 2027', '07:00', '2027-04-05 05:00', []],
    ]);
  });

  test.each([
    [{ zone: 'Atlantis' }, 'There is no time zone “Atlantis”'],
    [{ zone: 'Brazil' }, 'several time zones'],
    [{ pace: 'hourly' }, 'Choose how often'],
    [{ hour: '99' }, 'full hour'],
    [{ start: 'yesterday' }, 'is no date'],
    [{ pace: 'twice_weekly', day: '1', secondDay: '2' }, ''],
    [{ day: 'x' }, ''],
  ])('%j is refused in words', (typed, words) => {
    const dates = courseDates(fixtureCourse(), { ...nothing, ...typed }, now);
    expect(dates.ok ? null : dates.problem).toContain(words);
  });
});
