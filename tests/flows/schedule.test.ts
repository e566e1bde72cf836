import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea } from '#tests/support/small-course.ts';

const MONDAYS = { pace: 'weekly', weekdays: [1], hour: 9, timeZone: 'Europe/Paris' };

describe('when lessons come', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const next = async (learner: Learner) =>
    (await manageView(runtime, await learner.token('manage')))?.next?.when ?? null;
  const change = async (learner: Learner, to: Partial<typeof MONDAYS>) =>
    changeSchedule(runtime, await learner.token('manage'), { ...MONDAYS, ...to });

  test('lesson 1 at once, then one a week at the learner’s hour, through the spring change', async () => {
    await beginAt(runtime, '2027-03-10T12:00:00Z');
    const ada = await learningTea(runtime, 'ada');
    const noa = await learningTea(runtime, 'noa', 'America/New_York');
    await passDays(runtime, 40);
    // Paris changes on 28 March, New York on 14 March.
    expect(await ada.lessons()).toEqual([
      'one: Wednesday 10 March at 13:00, Europe/Paris',
      'two: Monday 22 March at 09:00, Europe/Paris',
      'three: Monday 29 March at 09:00, Europe/Paris',
      'four: Monday 5 April at 09:00, Europe/Paris',
      `${CLOSING}: Monday 12 April at 09:00, Europe/Paris`,
    ]);
    expect((await noa.lessons()).slice(0, 3)).toEqual([
      'one: Wednesday 10 March at 07:00, America/New_York',
      'two: Monday 22 March at 09:00, America/New_York',
      'three: Monday 29 March at 09:00, America/New_York',
    ]);
  });

  test('the autumn change makes a week an hour longer, and every mail keeps the date the one before promised', async () => {
    await beginAt(runtime, '2027-10-13T12:00:00Z');
    const ada = await learningTea(runtime, 'ada');
    await passDays(runtime, 40);
    const mail = (await ada.mail()).slice(1);
    const hours = mail.map(({ sentAt }) => Math.floor(Date.parse(sentAt) / 3_600_000));
    expect(hours.slice(1).map((hour, i) => hour - (hours[i] ?? 0))).toEqual([11 * 24 + 19, 169, 168, 168]);
    for (const [i, line] of (await ada.lessons()).slice(1).entries())
      expect(mail[i]?.text).toContain(line.replace(/^[^:]*: /, ''));
  });

  test('an outage of three weeks gives one lesson, then the rhythm again', async () => {
    const ada = await learningTea(runtime, 'ada');
    await atTime(runtime, '2027-02-11T15:00:00Z');
    await passDays(runtime, 12);
    expect(await ada.lessons()).toEqual([
      'one: Wednesday 6 January at 13:00, Europe/Paris',
      'two: Thursday 11 February at 16:00, Europe/Paris',
      'three: Monday 22 February at 09:00, Europe/Paris',
    ]);
  });

  test('another weekday, hour or zone moves the open date, and the next lesson comes then', async () => {
    const ada = await learningTea(runtime, 'ada');
    expect(await next(ada)).toBe('Monday 18 January at 09:00, Europe/Paris');
    expect(await change(ada, { weekdays: [4] })).toEqual({ ok: true, said: 'schedule-changed' });
    expect(await next(ada)).toBe('Thursday 14 January at 09:00, Europe/Paris');
    await change(ada, { weekdays: [4], hour: 19 });
    expect(await next(ada)).toBe('Thursday 14 January at 19:00, Europe/Paris');
    await change(ada, { weekdays: [4], hour: 19, timeZone: 'Asia/Tokyo' });
    expect(await next(ada)).toBe('Thursday 14 January at 19:00, Asia/Tokyo');
    await passDays(runtime, 8);
    expect((await ada.lessons())[1]).toBe('two: Thursday 14 January at 11:00, Europe/Paris');
  });

  test('a new day never shortens the gap: the day after a lesson is not the next one’s', async () => {
    const ada = await learningTea(runtime, 'ada');
    await atTime(runtime, '2027-01-18T08:30:00Z');
    await change(ada, { weekdays: [2] });
    expect(await next(ada)).toBe('Tuesday 26 January at 09:00, Europe/Paris');
  });

  test('twice a week and every day keep their own gaps', async () => {
    const [ada, ben] = [await learningTea(runtime, 'ada'), await learningTea(runtime, 'ben')];
    await change(ada, { pace: 'twice_weekly', weekdays: [4, 1], hour: 7 });
    await change(ben, { pace: 'daily', weekdays: [], hour: 8 });
    await passDays(runtime, 9);
    expect((await ada.lessons()).slice(1)).toEqual([
      'two: Monday 11 January at 07:00, Europe/Paris',
      'three: Thursday 14 January at 07:00, Europe/Paris',
    ]);
    expect((await ben.lessons()).slice(1)).toEqual([
      // Thursday the 7th at 08:00 is only 19 hours after lesson 1.
      'two: Friday 8 January at 08:00, Europe/Paris',
      'three: Saturday 9 January at 08:00, Europe/Paris',
      'four: Sunday 10 January at 08:00, Europe/Paris',
      `${CLOSING}: Monday 11 January at 08:00, Europe/Paris`,
    ]);
  });

  test('a change while a lesson is leaving is kept by the lesson after it', async () => {
    const ada = await learningTea(runtime, 'ada');
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    await plan(runtime);
    await change(ada, { weekdays: [3], hour: 20 });
    await runUntilQuiet(runtime);
    expect(await ada.lessons()).toHaveLength(2);
    expect(await next(ada)).toBe('Wednesday 27 January at 20:00, Europe/Paris');
  });

  test('a change does not undo “send me the next one now”', async () => {
    const ada = await learningTea(runtime, 'ada');
    await passDays(runtime, 1);
    await sendNow(runtime, await ada.token('manage'));
    await change(ada, { weekdays: [5] });
    await runUntilQuiet(runtime);
    expect((await ada.lessons())[1]).toBe('two: Thursday 7 January at 13:00, Europe/Paris');
    expect(await next(ada)).toBe('Friday 15 January at 09:00, Europe/Paris');
  });

  test('a change during a pause moves the day on which it ends to the new slot', async () => {
    const ada = await learningTea(runtime, 'ada');
    await pause(runtime, await ada.token('manage'), 2);
    expect(await until(ada)).toBe('Monday 1 February at 09:00, Europe/Paris');
    await change(ada, { weekdays: [3] });
    expect(await until(ada)).toBe('Wednesday 3 February at 09:00, Europe/Paris');
    await passDays(runtime, 30);
    expect((await ada.lessons())[1]).toBe('two: Wednesday 3 February at 09:00, Europe/Paris');
  });
  const until = async (learner: Learner) =>
    (await manageView(runtime, await learner.token('manage')))?.pausedUntil;

  test.each([
    { weekdays: [] },
    { weekdays: [8] },
    { hour: 24 },
    { hour: 9.5 },
    { timeZone: 'Mars/Olympus' },
    { pace: 'hourly' },
    { pace: 'twice_weekly', weekdays: [1, 2] },
  ])('%j is refused in plain words and changes nothing', async (to) => {
    const ada = await learningTea(runtime, 'ada');
    const before = await allRows(runtime);
    expect(await change(ada, to)).toEqual({ ok: false, problem: expect.stringMatching(/^Choose .*\.$/) });
    expect(await allRows(runtime)).toEqual(before);
  });
});
