import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { comeBack } from '#lib/flows/come-back.ts';
import { examine } from '#lib/flows/doctor.ts';
import { erase } from '#lib/flows/erase.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { manageView } from '#lib/flows/manage.ts';
import { answerCheck, markRead, markUnread } from '#lib/flows/note-progress.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { publishCourses } from '#lib/flows/publish-courses.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { type Learner, tokenIn } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { writeCourse } from '#tests/support/write-course.ts';

const LESSONS = ['one', 'two', 'three', 'four'];

describe('what a learner notes on a lesson’s page', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let one: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await publishLessons(runtime, 'tea', LESSONS);
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    one = await ada.token('lesson');
  });
  afterAll(() => runtime.close());

  const publishWithAnswers = async (answers: readonly string[]) => {
    const dir = temporaryFolder();
    await writeCourse(dir, { slug: 'tea', lessons: LESSONS, answers });
    await publishCourses(runtime, 'always', dir);
  };
  const progress = async (token = one) => (await lessonView(runtime, token))?.progress;
  const rows = () => runtime.db.lessonProgress.findMany();
  const onManagePage = async () =>
    (await manageView(runtime, await ada.token('manage')))?.lessons.map(
      ({ slug, read, check }) => `${slug}: ${read ? 'read' : 'not read'}, ${check}`,
    );

  test('“I’ve read it” stands there, on the learner’s page too, until it is taken back; then no row is left', async () => {
    expect(await progress()).toEqual({ read: false, answer: null, right: null });
    expect(await markRead(runtime, one)).toEqual({ ok: true });
    expect(await progress()).toMatchObject({ read: true });
    expect(await onManagePage()).toContain('one: read, null');
    expect(await markUnread(runtime, one)).toEqual({ ok: true });
    expect(await progress()).toMatchObject({ read: false });
    expect(await rows()).toEqual([]);
  });

  test('pressed twice, the first time counts', async () => {
    await markRead(runtime, one);
    const first = await rows();
    await passDays(runtime, 3);
    await markRead(runtime, one);
    expect(await rows()).toEqual(first);
    expect(first[0]?.readAt?.toISOString()).toMatch(/^2027-01-06T12:00/);
  });

  test('an answer stands with whether it is right; only the last one is kept', async () => {
    expect(await answerCheck(runtime, one, 'No')).toEqual({ ok: true });
    expect(await progress()).toEqual({ read: false, answer: 1, right: false });
    expect(await onManagePage()).toContain('one: not read, wrong');
    await answerCheck(runtime, one, 'Yes');
    expect(await progress()).toEqual({ read: false, answer: 0, right: true });
    expect(await onManagePage()).toContain('one: not read, right');
    expect(await rows()).toMatchObject([{ lessonSlug: 'one', answer: 'Yes' }]);
  });

  test('reading and answering leave each other alone, and other lessons and people as well', async () => {
    await passDays(runtime, 14);
    const ben = await learningTea(runtime, 'ben');
    await answerCheck(runtime, one, 'No');
    await markRead(runtime, one);
    await markUnread(runtime, one);
    expect(await progress()).toEqual({ read: false, answer: 1, right: false });
    expect(await progress(await ada.token('lesson'))).toMatchObject({ read: false, answer: null });
    expect(await progress(await ben.token('lesson'))).toMatchObject({ read: false, answer: null });
  });

  test('an edited question: what was answered in other words counts no longer, and an old page can’t answer it', async () => {
    await answerCheck(runtime, one, 'Yes');
    await publishWithAnswers(['Quite', 'Hardly']);
    expect(await progress()).toMatchObject({ answer: null });
    const before = await allRows(runtime);
    expect(await answerCheck(runtime, one, 'Yes')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('the question has changed'),
    });
    expect(await allRows(runtime)).toEqual(before);
    expect(await answerCheck(runtime, one, 'Quite')).toEqual({ ok: true });
  });

  test('answers that only change places keep what was answered', async () => {
    await answerCheck(runtime, one, 'No');
    await publishWithAnswers(['No', 'Yes']);
    expect(await progress()).toMatchObject({ answer: 0 });
  });

  test('a new round begins unread; the links of the first still show what stood there', async () => {
    await passDays(runtime, 40);
    await markRead(runtime, one);
    await comeBack(runtime, await ada.token('manage'), 'again');
    await runUntilQuiet(runtime);
    expect(await progress(await ada.token('lesson'))).toMatchObject({ read: false });
    expect(await onManagePage()).toContain('one: not read, null');
    expect(await progress()).toMatchObject({ read: true });
  });

  test('whoever left the course can go on marking what they had', async () => {
    await leaveCourse(runtime, await ada.token('manage'));
    expect(await markRead(runtime, one)).toEqual({ ok: true });
  });

  test('about whoever stopped all mail nothing more is noted, and their lesson stays to read', async () => {
    await markRead(runtime, one);
    await leaveEverything(runtime, await ada.token('manage'));
    const before = await allRows(runtime);
    expect(await lessonView(runtime, one)).toMatchObject({ lesson: { slug: 'one' }, progress: null });
    for (const noting of [markRead(runtime, one), markUnread(runtime, one), answerCheck(runtime, one, 'No')])
      expect(await noting).toMatchObject({
        ok: false,
        problem: expect.stringContaining('all mail to you was stopped'),
      });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('while somebody is erased: the mark is waited with, and nothing of it is left', async () => {
    let marking: Promise<unknown> = Promise.resolve();
    await runtime.db.$transaction(async (tx) => {
      await tx.$executeRaw`DELETE FROM "Receipt"`;
      marking = markRead(runtime, one);
      await sleep(300);
    });
    expect(await marking).toMatchObject({ ok: false });
    await erase(runtime, ada.address);
    expect(await markRead(runtime, one)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('We hold nothing under this link'),
    });
    expect(await rows()).toEqual([]);
    expect(await lessonView(runtime, one)).toBeNull();
  });

  test('the database takes no note of a lesson that was never given, and the doctor has nothing to say', async () => {
    await answerCheck(runtime, one, 'No');
    await markRead(runtime, one);
    const { enrollmentId } = await runtime.db.lessonProgress.findFirstOrThrow();
    const readAt = new Date();
    const never = { enrollmentId, round: 1, lessonSlug: 'four', readAt };
    await expect(runtime.db.lessonProgress.create({ data: never })).rejects.toThrow(/Foreign key/);
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test('a link of another kind, or a changed one, notes nothing', async () => {
    const before = await allRows(runtime);
    const wrong = [`${one}A`, '', await ada.token('manage'), await ada.token('unsubscribe')];
    for (const token of wrong) {
      expect(await markRead(runtime, token)).toMatchObject({ ok: false });
      expect(await answerCheck(runtime, token, 'Yes')).toMatchObject({ ok: false });
    }
    expect(await allRows(runtime)).toEqual(before);
  });

  test('before and after a lesson stand those that were had, whatever the mail says comes next', async () => {
    await passDays(runtime, 20);
    const tokens = (await ada.mail()).slice(1).map((message) => tokenIn(message, 'lesson') ?? '');
    const [first, second, third] = await Promise.all(tokens.map((token) => lessonView(runtime, token)));
    expect(first).toMatchObject({ had: 3, previous: null, next: { number: 2, title: 'two' } });
    expect(second).toMatchObject({ previous: { title: 'one' }, next: { title: 'three' } });
    expect(third).toMatchObject({ previous: { number: 2 }, next: null });
    const back = await lessonView(runtime, second?.previous?.token ?? '');
    expect(back?.lesson.slug).toBe('one');
  });
});
