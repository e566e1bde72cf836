import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { examine } from '#lib/flows/doctor.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendAgain } from '#lib/flows/send-again.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { undo } from '#lib/flows/undo.ts';
import { type Learner, tokenIn } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, minutesPass, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

describe('a lesson sent again', () => {
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
    await passDays(runtime, 13);
  });
  afterAll(() => runtime.close());

  const subjects = async () => (await ada.lessons()).map((line) => line.split(':')[0]);

  test('comes at once; the place, the date and the other lessons stay as they are', async () => {
    const before = await manageView(runtime, token);
    expect(await sendAgain(runtime, token, 'one')).toEqual({ ok: true, said: 'sent-again' });
    await runUntilQuiet(runtime);
    expect(await subjects()).toEqual(['one', 'two', 'one']);
    const after = await manageView(runtime, token);
    expect(after?.lessons).toEqual(before?.lessons);
    expect(after?.next).toEqual(before?.next);
    await passDays(runtime, 7);
    expect((await ada.lessons()).at(-1)).toBe('three: Monday 25 January at 09:00, Europe/Paris');
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('says so, promises no date, and leads to the page where it was noted', async () => {
    await sendAgain(runtime, token, 'one');
    await runUntilQuiet(runtime);
    const [first, again] = (await ada.mail()).filter(({ subject }) => subject === 'one');
    if (!first || !again) throw new Error('no such mails');
    expect(again.text).toContain('Lesson 1 of 4, sent again as you asked');
    expect(again.text).not.toMatch(/Monday|Next: lesson/);
    expect(tokenIn(again, 'lesson')).toBe(tokenIn(first, 'lesson'));
    expect(await lessonView(runtime, tokenIn(again, 'lesson') ?? '')).toMatchObject({ number: 1 });
    expect(again.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');
  });

  test('is a wish like any: one in ten minutes, three a day, with those for the next one', async () => {
    await sendAgain(runtime, token, 'one');
    expect(await sendAgain(runtime, token, 'one')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('ten minutes'),
    });
    expect(await sendNow(runtime, token)).toMatchObject({ ok: false });
    await minutesPass(runtime, 11);
    await sendNow(runtime, token);
    await runUntilQuiet(runtime);
    await minutesPass(runtime, 11);
    expect(await sendAgain(runtime, token, 'two')).toMatchObject({ ok: true });
    await minutesPass(runtime, 11);
    expect(await sendAgain(runtime, token, 'two')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('three today'),
    });
  });

  test('also while paused', async () => {
    await pause(runtime, token, null);
    expect(await sendAgain(runtime, token, 'two')).toMatchObject({ ok: true });
    await runUntilQuiet(runtime);
    expect(await subjects()).toEqual(['one', 'two', 'two']);
  });

  test('asked for and then paused: it still comes', async () => {
    await sendAgain(runtime, token, 'two');
    await pause(runtime, token, null);
    await runUntilQuiet(runtime);
    expect(await subjects()).toEqual(['one', 'two', 'two']);
  });

  test('what was changed before it can still be undone', async () => {
    await pause(runtime, token, null);
    await sendAgain(runtime, token, 'two');
    const change = (await manageView(runtime, token))?.undo;
    expect(await undo(runtime, token, change?.id ?? '')).toMatchObject({ ok: true });
  });

  test('not after leaving, not if asked for just before it, and not what was never had', async () => {
    expect(await sendAgain(runtime, token, 'four')).toMatchObject({ ok: false });
    expect(await sendAgain(runtime, token, 'nonsense')).toMatchObject({ ok: false });
    await sendAgain(runtime, token, 'one');
    await leaveCourse(runtime, token);
    await runUntilQuiet(runtime);
    const before = await allRows(runtime);
    expect(await sendAgain(runtime, token, 'one')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('You have left'),
    });
    expect(await allRows(runtime)).toEqual(before);
    expect(await subjects()).toEqual(['one', 'two']);
  });

  test('under a new name and with new words it is the lesson of today; taken out, it can’t be sent', async () => {
    await publishLessons(runtime, 'tea', ['uno', 'three', 'four'], {}, 'always', {
      formerly: { uno: ['one'] },
    });
    await sendAgain(runtime, token, 'uno');
    await runUntilQuiet(runtime);
    expect((await subjects()).at(-1)).toBe('uno');
    expect(await sendAgain(runtime, token, 'two')).toMatchObject({ ok: false });
  });
});
