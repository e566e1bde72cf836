import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { askForLesson } from '#lib/flows/ask-for-lesson.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { examine } from '#lib/flows/doctor.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { jumpAhead, skipNext } from '#lib/flows/pass-over.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import type { Said } from '#lib/flows/said.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { undo } from '#lib/flows/undo.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import { type Learner, learnerOf, learning } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, minutesPass, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const BREAD = { pace: 'twice_weekly', weekdays: [2, 5], hour: 18, timeZone: 'Asia/Tokyo' } as const;

const THURSDAYS = { pace: 'weekly', weekdays: [4], hour: 9, timeZone: 'Europe/Paris' } as const;

describe('undoing the last change', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
    await publishLessons(runtime, 'bread', ['flour', 'water', 'salt']);
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('manage');
    await passDays(runtime, 6);
  });
  afterAll(() => runtime.close());

  const offered = async () => (await manageView(runtime, token))?.undo ?? null;
  const undoIt = async (): Promise<Said> => undo(runtime, token, (await offered())?.id ?? 'none');
  /** What decides about mail; consents are only ever added to. */
  const facts = async () => {
    const { enrollments, owed, passedOver, deliveries, subscribers, receipts } = await allRows(runtime);
    return {
      subscribers,
      receipts,
      enrollments: enrollments.map(({ changedAt: _, ...rest }) => rest),
      owed: owed.map(({ createdAt: _, ...rest }) => rest),
      passedOver: passedOver.map(({ createdAt: _, ...rest }) => rest),
      dates: deliveries
        .filter(({ state }) => state === 'scheduled')
        .map(({ intent, dueAt, requested }) => ({ intent, dueAt, requested }))
        .sort((a, b) => a.intent.localeCompare(b.intent)),
    };
  };
  const isSound = async () =>
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);

  test.each<[string, (token: string) => Promise<Said>]>([
    ['a pause', (token) => pause(runtime, token, 2)],
    ['a pause without an end', (token) => pause(runtime, token, null)],
    ['new times', (token) => changeSchedule(runtime, token, BREAD)],
    ['leaving the course', (token) => leaveCourse(runtime, token)],
    ['leaving everything', (token) => leaveEverything(runtime, token)],
    ['skipping the next lesson', (token) => skipNext(runtime, token, 'two')],
    ['jumping ahead', (token) => jumpAhead(runtime, token, 'four')],
  ])('%s: everything is as it was, the date too', async (_, change) => {
    const before = await facts();
    const lessons = await ada.lessons();
    expect(await change(token)).toMatchObject({ ok: true });
    expect(await facts()).not.toEqual(before);
    expect(await undoIt()).toEqual({ ok: true, said: 'undone' });
    expect(await facts()).toEqual(before);
    expect(await offered()).toBeNull();
    await passDays(runtime, 7);
    expect((await ada.lessons()).slice(lessons.length)).toEqual([
      'two: Monday 18 January at 09:00, Europe/Paris',
    ]);
    await isSound();
  });

  test('new times while a lesson is leaving: it promises the old date again, and keeps it', async () => {
    await sendNow(runtime, token);
    await plan(runtime);
    expect(await changeSchedule(runtime, token, THURSDAYS)).toMatchObject({ ok: true });
    expect(await undoIt()).toMatchObject({ ok: true });
    await runUntilQuiet(runtime);
    expect((await manageView(runtime, token))?.next?.when).toBe('Monday 25 January at 09:00, Europe/Paris');
    await isSound();
  });

  test('coming back: it is left again, with the no written down', async () => {
    await leaveCourse(runtime, token);
    await minutesPass(runtime, 60);
    await comeBack(runtime, token, 'continue');
    expect(await undoIt()).toEqual({ ok: true, said: 'undone' });
    await passDays(runtime, 30);
    expect(await ada.lessons()).toHaveLength(1);
    const consents = await runtime.db.consent.findMany({ orderBy: { recordedAt: 'asc' } });
    expect(consents.map(({ action }) => action)).toEqual(['given', 'withdrawn', 'given', 'withdrawn']);
    await isSound();
  });

  test('resuming: it is paused again until the same day', async () => {
    await pause(runtime, token, 2);
    const before = await facts();
    await minutesPass(runtime, 30);
    await resume(runtime, token, 'slot');
    await undoIt();
    expect(await facts()).toEqual(before);
  });

  test('asking for a lesson that was skipped: it is skipped again', async () => {
    await skipNext(runtime, token, 'two');
    const before = await facts();
    await askForLesson(runtime, token, 'two');
    await undoIt();
    expect(await facts()).toEqual(before);
  });

  test('starting over: the place of before counts again, even when lesson 1 has left; and a third beginning is whole', async () => {
    await passDays(runtime, 7);
    await minutesPass(runtime, 30);
    await comeBack(runtime, token, 'again');
    await runUntilQuiet(runtime);
    expect(await undoIt()).toEqual({ ok: true, said: 'undone' });
    expect(await manageView(runtime, token)).toMatchObject({ round: 1, had: 2, next: { title: 'three' } });
    await passDays(runtime, 14);
    await comeBack(runtime, token, 'again');
    await passDays(runtime, 30);
    expect((await ada.lessons()).map((line) => line.split(':')[0])).toEqual([
      'one',
      'two',
      'one',
      'three',
      'one',
      'two',
      'three',
      'four',
    ]);
    await isSound();
  });

  test('leaving everything goes through all courses, and so does undoing it', async () => {
    const bread = await learning(runtime, 'ada', 'Europe/Paris', 'bread');
    const before = await facts();
    await leaveEverything(runtime, token);
    await undoIt();
    expect(await facts()).toEqual(before);
    await passDays(runtime, 20);
    expect((await bread.lessons()).length).toBeGreaterThan(4);
    await isSound();
  });

  test('another course to which somebody has come back since stays as they made it', async () => {
    const bread = learnerOf(runtime, ada.address);
    await learning(runtime, 'ada', 'Europe/Paris', 'bread');
    const breadToken = await bread.token('manage');
    expect(breadToken).not.toBe(token);
    await leaveCourse(runtime, breadToken);
    await leaveCourse(runtime, token);
    await comeBack(runtime, breadToken, 'continue');
    await undoIt();
    const states = await runtime.db.enrollment.findMany({ orderBy: { courseSlug: 'asc' } });
    expect(states.map(({ courseSlug, state }) => [courseSlug, state])).toEqual([
      ['bread', 'active'],
      ['tea', 'active'],
    ]);
  });

  test('is offered for ten minutes', async () => {
    await pause(runtime, token, 1);
    await minutesPass(runtime, 9);
    const change = await offered();
    expect(change).toMatchObject({ said: 'paused' });
    await minutesPass(runtime, 2);
    expect(await offered()).toBeNull();
    const before = await allRows(runtime);
    expect(await undo(runtime, token, change?.id ?? '')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('can’t be undone any more'),
    });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('only the last change, and only once: an old page changes nothing', async () => {
    await pause(runtime, token, 1);
    const first = await offered();
    await resume(runtime, token, 'slot');
    expect(await undo(runtime, token, first?.id ?? '')).toMatchObject({ ok: false });
    const second = await offered();
    expect(await undoIt()).toMatchObject({ ok: true });
    expect(await undo(runtime, token, second?.id ?? '')).toMatchObject({ ok: false });
    expect(await manageView(runtime, token)).toMatchObject({ state: 'paused' });
  });

  test('not when a lesson has left since, nor what sends one at once', async () => {
    await changeSchedule(runtime, token, BREAD);
    await sendNow(runtime, token);
    expect(await offered()).toBeNull();
    await runUntilQuiet(runtime);
    expect(await offered()).toBeNull();
  });

  test('a button that changes nothing leaves the last change what it was', async () => {
    await pause(runtime, token, 1);
    expect(await pause(runtime, token, 1)).toMatchObject({ ok: true });
    expect(await offered()).toMatchObject({ said: 'paused' });
    expect(await undoIt()).toMatchObject({ ok: true });
    expect(await manageView(runtime, token)).toMatchObject({ state: 'active' });
  });

  test('leaving by a mail’s own button can be undone on the page', async () => {
    const before = await facts();
    await unsubscribe(runtime, await ada.token('unsubscribe'), 'course', 'one-click');
    expect(await offered()).toMatchObject({ said: 'left-course' });
    await undoIt();
    expect(await facts()).toEqual(before);
  });
});
