import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
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
import { learningTea, openTea } from '#tests/support/small-course.ts';

describe('pausing', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
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
  const since = async (count: number) => (await ada.lessons()).slice(count);

  test('until I resume: nothing comes, however long, and the place is kept', async () => {
    expect(await pause(runtime, token, null)).toEqual({ ok: true, said: 'paused' });
    expect(await view()).toMatchObject({ state: 'paused', pausedUntil: null, next: null, had: 1 });
    await passDays(runtime, 366);
    expect(await since(1)).toEqual([]);
  });

  test.each([
    [1, 'Monday 25 January at 09:00, Europe/Paris'],
    [2, 'Monday 1 February at 09:00, Europe/Paris'],
    [4, 'Monday 15 February at 09:00, Europe/Paris'],
  ] as const)(
    'for %i weeks: the page says the day beforehand, and the lesson comes then',
    async (weeks, back) => {
      const offered = (await view()).pauseChoices.find((choice) => choice.weeks === weeks)?.back;
      await pause(runtime, token, weeks);
      expect((await view()).pausedUntil).toBe(back);
      expect(back).toContain(offered?.replace(/^(\w+) (\d+) (\w+)$/, '$2 $3'));
      await passDays(runtime, 40);
      expect((await since(1))[0]).toBe(`two: ${back}`);
    },
  );

  test.each([
    ['2027-01-19', 'Monday 25 January at 09:00, Europe/Paris'],
    ['2027-03-15', 'Monday 15 March at 09:00, Europe/Paris'],
    // The hour is that of summer by then.
    ['2027-03-30', 'Monday 5 April at 09:00, Europe/Paris'],
  ])('until %s: the lesson comes at the first slot on or after that day', async (day, back) => {
    expect(await pause(runtime, token, { day })).toEqual({ ok: true, said: 'paused' });
    expect((await view()).pausedUntil).toBe(back);
    await passDays(runtime, 100);
    expect((await since(1))[0]).toBe(`two: ${back}`);
  });

  test.each([
    ['2027-01-06', 'not ahead'],
    ['2020-02-02', 'not ahead'],
    ['2029-01-01', 'more than a year'],
    ['2027-02-30', 'There is no day'],
    ['soon', 'Choose the day'],
    ['', 'Choose the day'],
  ])('until “%s” is refused in words, and nothing is changed', async (day, words) => {
    const before = await allRows(runtime);
    expect(await pause(runtime, token, { day })).toEqual({
      ok: false,
      problem: expect.stringContaining(words),
    });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('a pause that is on gets another end', async () => {
    await pause(runtime, token, null);
    const { first, last } = (await view()).pauseDays;
    expect([first, last]).toEqual(['2027-01-07', '2028-01-06']);
    expect(await pause(runtime, token, { day: last })).toMatchObject({ ok: true });
    expect(await pause(runtime, token, { day: '2027-02-01' })).toMatchObject({ ok: true });
    expect((await view()).pausedUntil).toBe('Monday 1 February at 09:00, Europe/Paris');
  });

  test('a pause that ended during an outage gives one lesson, then the rhythm', async () => {
    await pause(runtime, token, 1);
    await atTime(runtime, '2027-02-18T15:00:00Z');
    await passDays(runtime, 12);
    expect(await since(1)).toEqual([
      'two: Thursday 18 February at 16:00, Europe/Paris',
      'three: Monday 1 March at 09:00, Europe/Paris',
    ]);
  });

  test('pausing again counts from the same date: a second press does not shorten the first', async () => {
    const back = (await view()).pauseChoices.map((choice) => choice.back);
    await pause(runtime, token, 2);
    expect((await view()).pauseChoices.map((choice) => choice.back)).toEqual(back);
    await pause(runtime, token, 2);
    expect((await view()).pausedUntil).toContain('1 February');
  });

  test('resuming at the next slot keeps the gap; the page says the date beforehand', async () => {
    await pause(runtime, token, null);
    await passDays(runtime, 2);
    expect((await view()).resumeNextWhen).toBe('Monday 18 January at 09:00, Europe/Paris');
    expect(await resume(runtime, token, 'slot')).toEqual({ ok: true, said: 'resumed' });
    expect((await view()).next?.when).toBe('Monday 18 January at 09:00, Europe/Paris');
    await passDays(runtime, 12);
    expect(await since(1)).toEqual(['two: Monday 18 January at 09:00, Europe/Paris']);
  });

  test('resuming now sends the next lesson at once, and the one after it keeps the gap', async () => {
    await pause(runtime, token, 4);
    await passDays(runtime, 2);
    expect(await resume(runtime, token, 'now')).toEqual({ ok: true, said: 'resumed-now' });
    await runUntilQuiet(runtime);
    await passDays(runtime, 20);
    expect(await since(1)).toEqual([
      'two: Friday 8 January at 13:00, Europe/Paris',
      'three: Monday 18 January at 09:00, Europe/Paris',
      'four: Monday 25 January at 09:00, Europe/Paris',
    ]);
  });

  test('pausing and resuming now is no way around “one in ten minutes”', async () => {
    await passDays(runtime, 1);
    await sendNow(runtime, token);
    await runUntilQuiet(runtime);
    await pause(runtime, token, null);
    expect(await resume(runtime, token, 'now')).toEqual({
      ok: false,
      problem: expect.stringContaining('ten minutes'),
    });
    expect(await view()).toMatchObject({ state: 'paused' });
    await runUntilQuiet(runtime);
    expect(await since(2)).toEqual([]);
  });

  test('pausing and resuming while a lesson is leaving: it leaves, and the one after keeps the gap to it', async () => {
    await atTime(runtime, '2027-01-16T12:00:00Z');
    await sendNow(runtime, token);
    await plan(runtime);
    await pause(runtime, token, null);
    await resume(runtime, token, 'slot');
    await runUntilQuiet(runtime);
    await passDays(runtime, 10);
    expect(await since(1)).toEqual([
      'two: Saturday 16 January at 13:00, Europe/Paris',
      'three: Monday 25 January at 09:00, Europe/Paris',
    ]);
  });

  test('pausing again chooses another end; pressing any of it twice is harmless', async () => {
    await pause(runtime, token, 4);
    await pause(runtime, token, 1);
    await pause(runtime, token, 1);
    const until = (await view()).pausedUntil;
    await Promise.all([resume(runtime, token, 'slot'), resume(runtime, token, 'slot')]);
    expect(until).not.toBeNull();
    expect(await resume(runtime, token, 'slot')).toEqual({ ok: true, said: 'nothing-to-do' });
    await passDays(runtime, 13);
    expect(await since(1)).toEqual(['two: Monday 18 January at 09:00, Europe/Paris']);
  });

  test('while paused, the slot can be changed and the next lesson can’t be sent for', async () => {
    await pause(runtime, token, null);
    await changeSchedule(runtime, token, {
      pace: 'weekly',
      weekdays: [5],
      hour: 18,
      timeZone: 'Europe/Paris',
    });
    expect(await sendNow(runtime, token)).toEqual({ ok: true, said: 'nothing-to-do' });
    expect((await view()).sendNow.allowed).toBe(false);
    await passDays(runtime, 30);
    expect(await since(1)).toEqual([]);
    await resume(runtime, token, 'slot');
    await passDays(runtime, 7);
    expect(await since(1)).toEqual(['two: Friday 5 February at 18:00, Europe/Paris']);
  });

  test('whoever has left has nothing to pause or resume', async () => {
    await leaveCourse(runtime, token);
    const before = (await view()).state;
    for (const answer of [await pause(runtime, token, 1), await resume(runtime, token, 'now')])
      expect(answer).toEqual({ ok: true, said: 'nothing-to-do' });
    expect((await view()).state).toBe(before);
  });

  test('only a link to one’s own page pauses', async () => {
    const before = await allRows(runtime);
    for (const kind of ['confirm', 'lesson', 'unsubscribe'] as const) {
      const other = await ada.token(kind);
      for (const answer of [await pause(runtime, other, null), await resume(runtime, other, 'now')])
        expect(answer).toEqual({ ok: false, problem: expect.stringContaining('link') });
    }
    expect(await allRows(runtime)).toEqual(before);
  });
});
