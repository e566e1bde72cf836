import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { leaveEverything } from '#lib/flows/leave.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const LESSONS = ['one', 'two', 'three', 'four'];

describe('the learner’s page', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await publishLessons(runtime, 'tea', LESSONS);
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('manage');
  });
  afterAll(() => runtime.close());

  const view = async () => {
    const seen = await manageView(runtime, token);
    if (!seen) throw new Error('no such page');
    return seen;
  };
  const marks = async () => (await view()).lessons.map(({ slug, state, when }) => [slug, state, when]);

  test('says where I am, what comes when, and what I can choose', async () => {
    await atTime(runtime, '2027-01-18T12:00:00Z');
    expect(await view()).toMatchObject({
      course: { slug: 'tea', title: 'The tea course', total: 4 },
      round: 1,
      state: 'active',
      everythingStopped: false,
      canMail: true,
      had: 2,
      next: {
        title: 'three',
        when: 'Monday 25 January at 09:00, Europe/Paris',
        whenIso: '2027-01-25T08:00:00.000Z',
      },
      pausedUntil: null,
      slot: { pace: 'weekly', weekdays: [1], hour: 9, timeZone: 'Europe/Paris' },
      slotText: 'Mondays at 09:00, Europe/Paris',
      localNow: '13:00',
      pauseChoices: [
        { weeks: 1, back: 'Mon 1 Feb' },
        { weeks: 2, back: 'Mon 8 Feb' },
        { weeks: 4, back: 'Mon 22 Feb' },
      ],
      resumeNextWhen: null,
      sendNow: { allowed: true, why: null },
    });
  });

  test('each lesson I had leads to its web version and says when it was sent; the others say when they come', async () => {
    await atTime(runtime, '2027-01-18T12:00:00Z');
    expect(await marks()).toEqual([
      ['one', 'had', null],
      ['two', 'had', null],
      ['three', 'next', 'Monday 25 January at 09:00, Europe/Paris'],
      ['four', 'later', '1 February 2027'],
    ]);
    const { lessons } = await view();
    expect(lessons.map(({ sentOn }) => sentOn)).toEqual(['6 January 2027', '18 January 2027', null, null]);
    for (const { slug, token: web } of lessons)
      expect((await lessonView(runtime, web ?? ''))?.lesson.slug ?? null).toBe(
        slug === 'one' || slug === 'two' ? slug : null,
      );
  });

  test('the dates it foresees are the dates that come, also right after “now”', async () => {
    await atTime(runtime, '2027-01-17T12:00:00Z');
    await sendNow(runtime, token);
    const foreseen = (await marks()).slice(2).map(([slug, , when]) => `${slug}: ${when}`);
    await passDays(runtime, 30);
    const came = (await ada.lessons())
      .slice(2, 4)
      .map((line) => line.replace(/(\w+): \w+ (.*) at .*/, '$1: $2 2027'));
    expect(foreseen).toEqual(came);
  });

  test('a lesson inserted behind me has no date, because it is not sent, and moves no other date', async () => {
    await atTime(runtime, '2027-01-18T12:00:00Z');
    await publishLessons(runtime, 'tea', ['one', 'half', 'two', 'three', 'four']);
    expect(await marks()).toEqual([
      ['one', 'had', null],
      ['half', 'passed', null],
      ['two', 'had', null],
      ['three', 'next', 'Monday 25 January at 09:00, Europe/Paris'],
      ['four', 'later', '1 February 2027'],
    ]);
  });

  test('before the closing mail, it says that this comes next', async () => {
    await passDays(runtime, 28);
    expect(await view()).toMatchObject({
      had: 4,
      state: 'active',
      next: { title: null, when: 'Monday 8 February at 09:00, Europe/Paris' },
    });
  });

  test('paused: no next date, when it ends, and what resuming would give', async () => {
    await pause(runtime, token, 2);
    expect(await view()).toMatchObject({
      state: 'paused',
      next: null,
      pausedUntil: 'Monday 1 February at 09:00, Europe/Paris',
      resumeNextWhen: 'Monday 18 January at 09:00, Europe/Paris',
      sendNow: { allowed: false },
    });
    expect((await marks())[1]).toEqual(['two', 'next', 'Monday 1 February at 09:00, Europe/Paris']);
  });

  test('left and finished say so, with every lesson I had still to read', async () => {
    await passDays(runtime, 60);
    expect(await view()).toMatchObject({
      state: 'completed',
      had: 4,
      next: null,
      sendNow: { allowed: false },
    });
    await leaveEverything(runtime, token);
    const { lessons, everythingStopped } = await view();
    expect(everythingStopped).toBe(true);
    expect(lessons.every(({ token: web }) => web !== null)).toBe(true);
  });

  test('a lesson on its way counts as given, and nothing can be sent for until it has left', async () => {
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    await plan(runtime);
    expect(await view()).toMatchObject({ had: 2, sendNow: { allowed: false } });
  });

  test('follows the learner’s own clock', async () => {
    await changeSchedule(runtime, token, {
      pace: 'weekly',
      weekdays: [7],
      hour: 20,
      timeZone: 'Pacific/Auckland',
    });
    expect(await view()).toMatchObject({
      slotText: 'Sundays at 20:00, Pacific/Auckland',
      localNow: '01:00',
      next: { when: 'Sunday 17 January at 20:00, Pacific/Auckland' },
    });
  });

  test('looking changes nothing; a link of another kind, or a changed one, shows nothing', async () => {
    const before = await allRows(runtime);
    await view();
    const wrong = [`${token}A`, token.slice(1), ''];
    for (const kind of ['confirm', 'lesson', 'unsubscribe'] as const) wrong.push(await ada.token(kind));
    for (const other of wrong) expect(await manageView(runtime, other)).toBeNull();
    expect(await allRows(runtime)).toEqual(before);
  });
});
