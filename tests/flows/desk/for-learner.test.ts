import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atCommandLine, type Desk } from '#lib/flows/desk/desk.ts';
import { moveTo, pauseFor, resumeFor, sendAgainTo, undoFor } from '#lib/flows/desk/for-learner.ts';
import { personStory } from '#lib/flows/desk/person.ts';
import { suppressAddress } from '#lib/flows/desk/suppress.ts';
import { examine } from '#lib/flows/doctor.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { undo } from '#lib/flows/undo.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, minutesPass, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';

let runtime: TestRuntime;
let desk: Desk;
let ada: Learner;
let token: string;
let course: string;
beforeAll(async () => {
  runtime = await openTea();
  desk = atCommandLine(runtime);
});
beforeEach(async () => {
  await beginAt(runtime, '2027-01-06T12:00:00Z');
  ada = await learningTea(runtime, 'ada');
  token = await ada.token('manage');
  course = runtime.tokens.verify(token, 'manage') ?? '';
});
afterAll(() => runtime.close());

const subjects = async () => (await ada.lessons()).map((line) => line.split(':')[0]);
const log = async () =>
  (await runtime.db.auditEntry.findMany({ orderBy: { number: 'asc' } })).map(
    ({ action, subject, detail }) => ({
      action,
      subject,
      detail,
    }),
  );

async function story() {
  const { id } = await runtime.db.subscriber.findFirstOrThrow();
  const found = await personStory(desk, id);
  if (!found?.ok) throw new Error('nobody is here');
  const [first] = found.story.courses;
  if (!first) throw new Error('no course');
  return first;
}

describe('an operator does for a learner what they could do themselves', () => {
  test('pausing and undoing: all is as it was, and both are written down', async () => {
    const before = await story();
    expect(await pauseFor(desk, course, 2)).toEqual({ ok: true, said: 'paused' });
    const paused = await story();
    expect(paused).toMatchObject({
      state: 'paused',
      nextAt: null,
      undo: { change: expect.any(String), said: 'paused' },
    });
    expect((await manageView(runtime, token))?.state).toBe('paused');
    expect(await undoFor(desk, course, paused.undo?.change ?? '')).toEqual({ ok: true, said: 'undone' });
    expect(await story()).toEqual(before);
    expect(await log()).toEqual([
      {
        action: 'enrollment.pause',
        subject: `enrollment/${course}`,
        detail: { until: '2 weeks', change: paused.undo?.change },
      },
      { action: 'enrollment.undo', subject: `enrollment/${course}`, detail: {} },
    ]);
  });

  test('resuming at the next slot, or with a lesson at once', async () => {
    await pauseFor(desk, course, null);
    expect(await resumeFor(desk, course, 'slot')).toEqual({ ok: true, said: 'resumed' });
    expect((await story()).nextAt).toEqual(new Date('2027-01-18T08:00:00Z'));
    await pauseFor(desk, course, { day: '2027-02-01' });
    expect(await resumeFor(desk, course, 'now')).toEqual({ ok: true, said: 'resumed-now' });
    await runUntilQuiet(runtime);
    expect(await subjects()).toEqual(['one', 'two']);
  });

  test('moving on leaves lessons out, moving back sends what was left out; no date moves', async () => {
    const { nextAt } = await story();
    expect(await moveTo(desk, course, 'four')).toEqual({ ok: true, said: 'jumped-ahead' });
    expect((await story()).lessons.map(({ state }) => state)).toEqual(['had', 'passed', 'passed', 'next']);
    expect(await moveTo(desk, course, 'three')).toEqual({ ok: true, said: 'lesson-asked' });
    expect((await story()).lessons.map(({ state }) => state)).toEqual(['had', 'passed', 'next', 'later']);
    expect(await runtime.db.owed.findFirst()).toMatchObject({ lessonSlug: 'three', askedBy: 'operator' });
    expect((await story()).nextAt).toEqual(nextAt);
    await passDays(runtime, 13);
    expect(await subjects()).toEqual(['one', 'three']);
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('a lesson that was had is sent again, and does not move anybody', async () => {
    expect(await moveTo(desk, course, 'one')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('Send it again instead'),
    });
    expect(await sendAgainTo(desk, course, 'one')).toEqual({ ok: true, said: 'sent-again' });
    await runUntilQuiet(runtime);
    expect(await subjects()).toEqual(['one', 'one']);
    expect(await log()).toEqual([
      { action: 'enrollment.send-again', subject: `enrollment/${course}`, detail: { lesson: 'one' } },
    ]);
  });

  test('what cannot be is said in words, and neither changes nor logs anything', async () => {
    const before = await allRows(runtime);
    for (const refused of [
      await resumeFor(desk, course, 'slot'),
      await moveTo(desk, course, 'two'),
      await moveTo(desk, course, 'nonsense'),
      await sendAgainTo(desk, course, 'four'),
      await pauseFor(desk, course, { day: 'tomorrow' }),
      await pauseFor(desk, '00000000-0000-4000-8000-000000000000', 1),
      await pauseFor(desk, "'; --", 1),
      await undoFor(desk, course, '00000000-0000-4000-8000-000000000000'),
    ])
      expect(refused).toEqual({ ok: false, problem: expect.stringMatching(/[a-z]{3,}.*\.”?$/) });
    expect(await allRows(runtime)).toEqual(before);
    expect(await log()).toEqual([]);
  });
});

describe('no means no, at the desk too', () => {
  const STOPS: [string, () => Promise<unknown>, string][] = [
    ['left the course', () => leaveCourse(runtime, token), 'left this course'],
    ['stopped all mail', () => leaveEverything(runtime, token), 'stopped all mail'],
    ['was suppressed', () => suppressAddress(desk, ada.address, 'asked by phone'), 'must not be mailed'],
  ];
  test.each(STOPS)('somebody who %s gets nothing that way, and it says why', async (_what, stop, why) => {
    await stop();
    const before = await allRows(runtime);
    for (const refused of [
      await pauseFor(desk, course, 1),
      await resumeFor(desk, course, 'now'),
      await moveTo(desk, course, 'three'),
      await sendAgainTo(desk, course, 'one'),
    ])
      expect(refused).toMatchObject({ ok: false, problem: expect.stringContaining(why) });
    expect(await allRows(runtime)).toEqual(before);
    await passDays(runtime, 14);
    expect(await subjects()).toEqual(['one']);
  });

  test('what a learner chose is theirs to undo, not the operator’s', async () => {
    await leaveCourse(runtime, token);
    const change = (await manageView(runtime, token))?.undo?.id ?? '';
    expect((await story()).undo).toBeNull();
    expect(await undoFor(desk, course, change)).toMatchObject({ ok: false });
    expect((await manageView(runtime, token))?.state).toBe('left');
    expect(await undo(runtime, token, change)).toMatchObject({ ok: true });
  });

  test('a learner’s own pause after the operator’s is not undone by a page that is old', async () => {
    await pauseFor(desk, course, 1);
    const { undo: offered } = await story();
    await pause(runtime, token, null);
    expect(await undoFor(desk, course, offered?.change ?? '')).toMatchObject({ ok: false });
    expect((await story()).pausedUntil).toBeNull();
  });

  test('after ten minutes it is too late', async () => {
    await pauseFor(desk, course, 1);
    const { undo: offered } = await story();
    await minutesPass(runtime, 11);
    expect((await story()).undo).toBeNull();
    expect(await undoFor(desk, course, offered?.change ?? '')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('ten minutes are over'),
    });
  });

  test('who has finished is not set going again by an operator', async () => {
    await passDays(runtime, 35);
    expect((await story()).state).toBe('completed');
    expect(await moveTo(desk, course, 'four')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('finished this course'),
    });
    expect(await runtime.db.consent.count()).toBe(1);
  });
});
