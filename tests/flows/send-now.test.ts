import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

describe('“send me the next one now”', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
    await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four', 'five', 'six']);
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('manage');
  });
  afterAll(() => runtime.close());

  const since = async (count: number) => (await ada.lessons()).slice(count);
  const press = async () => {
    const said = await sendNow(runtime, token);
    await runUntilQuiet(runtime);
    return said;
  };

  test('sends the next lesson at once, out of its turn but in its order, and the one after keeps the gap', async () => {
    await atTime(runtime, '2027-01-16T15:00:00Z');
    expect(await press()).toEqual({ ok: true, said: 'sent-now' });
    expect(await since(1)).toEqual(['two: Saturday 16 January at 16:00, Europe/Paris']);
    // Monday the 18th had been promised; it is less than six days after Saturday.
    expect((await ada.mail()).at(-1)?.text).toContain('Monday 25 January at 09:00, Europe/Paris');
    await passDays(runtime, 16);
    expect(await since(2)).toEqual([
      'three: Monday 25 January at 09:00, Europe/Paris',
      'four: Monday 1 February at 09:00, Europe/Paris',
    ]);
  });

  test('once in ten minutes; the page says so beforehand', async () => {
    await atTime(runtime, '2027-01-07T12:00:00Z');
    await press();
    await atTime(runtime, '2027-01-07T12:09:00Z');
    expect((await manageView(runtime, token))?.sendNow).toEqual({
      allowed: false,
      why: expect.stringContaining('ten minutes'),
    });
    expect(await press()).toMatchObject({ ok: false, problem: expect.stringContaining('ten minutes') });
    expect(await since(1)).toHaveLength(1);
    await atTime(runtime, '2027-01-07T12:11:00Z');
    expect((await manageView(runtime, token))?.sendNow).toEqual({ allowed: true, why: null });
    expect(await press()).toMatchObject({ ok: true });
    expect((await since(1)).map((line) => line.split(':')[0])).toEqual(['two', 'three']);
  });

  test('three times a day', async () => {
    for (const at of ['12:00', '13:00', '14:00']) {
      await atTime(runtime, `2027-01-08T${at}:00Z`);
      expect(await press()).toMatchObject({ ok: true });
    }
    await atTime(runtime, '2027-01-08T20:00:00Z');
    expect(await press()).toMatchObject({ ok: false, problem: expect.stringContaining('three today') });
    expect(await since(1)).toHaveLength(3);
    await atTime(runtime, '2027-01-09T12:01:00Z');
    expect(await press()).toMatchObject({ ok: true });
  });

  test('pressing five times at once sends one lesson', async () => {
    await passDays(runtime, 1);
    await Promise.all(Array.from({ length: 5 }, () => sendNow(runtime, token)));
    await runUntilQuiet(runtime);
    expect(await since(1)).toHaveLength(1);
  });

  test('while a lesson is on its way, that one is enough', async () => {
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    await plan(runtime);
    expect(await press()).toMatchObject({ ok: false, problem: expect.stringContaining('on its way') });
    expect(await since(1)).toEqual(['two: Monday 18 January at 09:00, Europe/Paris']);
  });

  test('just before its own hour, the lesson comes once', async () => {
    await atTime(runtime, '2027-01-18T07:59:00Z');
    await press();
    await passDays(runtime, 6);
    expect(await since(1)).toEqual(['two: Monday 18 January at 08:59, Europe/Paris']);
  });

  test('leads to the end of the course, and then has nothing more to send', async () => {
    for (let day = 7; day <= 12; day++) {
      await atTime(runtime, `2027-01-${String(day).padStart(2, '0')}T12:00:00Z`);
      await press();
    }
    const titles = (await ada.lessons()).map((line) => line.split(':')[0]);
    expect(titles).toEqual(['one', 'two', 'three', 'four', 'five', 'six', CLOSING]);
    await passDays(runtime, 1);
    expect(await press()).toEqual({ ok: true, said: 'nothing-to-do' });
    expect(await since(7)).toEqual([]);
  });

  test('does nothing for whoever has left, and nothing for a link of another kind', async () => {
    await passDays(runtime, 1);
    await leaveCourse(runtime, token);
    const before = await allRows(runtime);
    expect(await press()).toEqual({ ok: true, said: 'nothing-to-do' });
    for (const kind of ['confirm', 'lesson', 'unsubscribe'] as const)
      expect(await sendNow(runtime, await ada.token(kind))).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
  });
});
