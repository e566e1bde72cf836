import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { itArrived, itFailed, sendItAgain, unknowns } from '#lib/flows/unknown.ts';
import type { SendOutcome } from '#lib/mail/transport.ts';
import type { Runtime } from '#lib/runtime.ts';
import { tokenIn } from '#tests/support/learner.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea } from '#tests/support/small-course.ts';

// Lesson two of tea may or may not have left on Monday 11 January at nine, and nobody can tell.

let runtime: TestRuntime;
let ada: Awaited<ReturnType<typeof learningTea>>;
beforeEach(async () => {
  runtime = await openTea();
  await beginAt(runtime, '2027-01-04T12:00:00Z');
  ada = await learningTea(runtime, 'ada');
  await nextMailIsUnknown('2027-01-11T08:00:00Z');
});
afterEach(() => runtime.close());

test('a lesson left unknown counts as had at the next slot, and the next mail links to it on the web', async () => {
  await atTime(runtime, '2027-01-18T12:00:00Z');
  const mail = (await ada.mail()).at(-1);
  expect(mail?.subject).toBe('three');
  expect(mail?.text).toContain('We can’t tell whether our last mail reached you.');
  expect(mail?.html).toContain('>two</a>');
  const link = tokenIn(mail ?? { text: '' }, 'lesson') ?? '';
  const links = [...(mail?.text ?? '').matchAll(/\/lesson\/([\w.-]+)/g)].map(([, token = '']) => token);
  const titles = await Promise.all(
    links.map(async (token) => (await lessonView(runtime, token))?.lesson.title),
  );
  expect(link).not.toBe('');
  expect(new Set(titles)).toEqual(new Set(['two', 'three']));
});

test('after a lesson that is known to have left, no mail speaks of doubt', async () => {
  await atTime(runtime, '2027-01-18T12:00:00Z');
  await atTime(runtime, '2027-01-25T12:00:00Z');
  const mail = (await ada.mail()).at(-1);
  expect(mail?.subject).toBe('four');
  expect(mail?.text).not.toContain('We can’t tell');
});

test('it arrived, says the operator: recorded, once, and the course goes on as before', async () => {
  const [unknown] = await unknowns(runtime);
  expect(unknown).toMatchObject({ kind: 'lesson', course: 'tea', lesson: 'two' });
  expect(await itArrived(runtime, unknown?.deliveryId ?? '')).toEqual({ ok: true });
  expect(await itArrived(runtime, unknown?.deliveryId ?? '')).toMatchObject({ ok: false });
  expect(await unknowns(runtime)).toEqual([]);
  expect(await runtime.db.batch.count({ where: { state: { not: 'closed' } } })).toBe(0);
  await atTime(runtime, '2027-01-18T12:00:00Z');
  expect((await ada.mail()).at(-1)).toMatchObject({ subject: 'three' });
  expect((await ada.mail()).at(-1)?.text).not.toContain('We can’t tell');
});

test('what is found out after the course has gone on changes neither the gap nor the date', async () => {
  const [unknown] = await unknowns(runtime);
  await atTime(runtime, '2027-01-18T12:00:00Z');
  const standing = () =>
    runtime.db.enrollment.findFirstOrThrow({ include: { deliveries: { where: { state: 'scheduled' } } } });
  const before = await standing();
  expect(await itArrived(runtime, unknown?.deliveryId ?? '')).toEqual({ ok: true });
  expect(await standing()).toEqual(before);
});

test('send it again, says the operator: the same lesson at the learner’s next date', async () => {
  const [unknown] = await unknowns(runtime);
  expect(await sendItAgain(runtime, unknown?.deliveryId ?? '')).toEqual({ ok: true });
  await passDays(runtime, 14);
  expect((await ada.lessons()).slice(1)).toEqual([
    'two: Monday 18 January at 09:00, Europe/Paris',
    'three: Monday 25 January at 09:00, Europe/Paris',
  ]);
});

test('when the course has gone on, an earlier lesson is not sent out of its order', async () => {
  const [unknown] = await unknowns(runtime);
  await atTime(runtime, '2027-01-18T12:00:00Z');
  expect(await sendItAgain(runtime, unknown?.deliveryId ?? '')).toMatchObject({
    ok: false,
    problem: expect.stringContaining('out of their order'),
  });
  expect(await itFailed(runtime, unknown?.deliveryId ?? '')).toEqual({ ok: true });
  expect(await unknowns(runtime)).toEqual([]);
  const before = (await ada.mail()).length;
  await runUntilQuiet(runtime);
  expect(await ada.mail()).toHaveLength(before);
});

describe('a closing mail that was unknown and never left', () => {
  beforeEach(async () => {
    const [two] = await unknowns(runtime);
    await itArrived(runtime, two?.deliveryId ?? '');
    await passDays(runtime, 14);
    await nextMailIsUnknown('2027-02-01T08:00:00Z');
    expect(await runtime.db.enrollment.findFirstOrThrow()).toMatchObject({ state: 'completed' });
  });
  const sentAgain = async () => {
    const [closing] = await unknowns(runtime);
    expect(await sendItAgain(runtime, closing?.deliveryId ?? '')).toEqual({ ok: true });
    await passDays(runtime, 14);
    return (await ada.lessons()).filter((line) => line.startsWith(CLOSING));
  };

  test('is still to come', async () => {
    expect(await sentAgain()).toHaveLength(1);
    expect(await runtime.db.enrollment.findFirstOrThrow()).toMatchObject({ state: 'completed' });
  });

  test('does not come to who has left the course since', async () => {
    await leaveCourse(runtime, await ada.token('manage'));
    expect(await sentAgain()).toEqual([]);
  });

  test('does not come to who has stopped all mail since', async () => {
    await leaveEverything(runtime, await ada.token('manage'));
    expect(await sentAgain()).toEqual([]);
    expect(await runtime.db.enrollment.findFirstOrThrow()).toMatchObject({ state: 'completed' });
  });
});

test('a pause outlives a closing mail that nobody can tell of, and it comes when the pause is over', async () => {
  const [two] = await unknowns(runtime);
  await itArrived(runtime, two?.deliveryId ?? '');
  await passDays(runtime, 14);
  const manage = await ada.token('manage');
  await nextMailIsUnknown('2027-02-01T08:00:00Z', async () => {
    await pause(runtime, manage, null);
  });
  expect(await runtime.db.enrollment.findFirstOrThrow()).toMatchObject({ state: 'paused' });
  const [closing] = await unknowns(runtime);
  await sendItAgain(runtime, closing?.deliveryId ?? '');
  const closings = async () => (await ada.lessons()).filter((line) => line.startsWith(CLOSING));
  await passDays(runtime, 14);
  expect(await closings()).toEqual([]);
  await resume(runtime, manage, 'slot');
  await passDays(runtime, 14);
  expect(await closings()).toHaveLength(1);
});

test.each(['', 'nonsense', '00000000-0000-4000-8000-000000000000'])(
  '“%s” is no unknown mail, and changes nothing',
  async (id) => {
    expect(await itArrived(runtime, id)).toMatchObject({ ok: false });
    expect(await sendItAgain(runtime, id)).toMatchObject({ ok: false });
    expect(await unknowns(runtime)).toHaveLength(1);
  },
);

/** The provider remembers keys for a day, and never says what became of the mail that is due then. */
async function nextMailIsUnknown(dueAt: string, meanwhile = async () => {}): Promise<void> {
  const noAnswer: SendOutcome = { outcome: 'no-answer', reason: 'test', ill: true };
  const silent: Runtime = {
    ...runtime,
    mail: {
      ...runtime.mail,
      capabilities: { ...runtime.mail.capabilities, remembersKeyMs: 24 * 3_600_000 },
      send: async () => noAnswer,
      lookUp: async () => ({ accepted: new Map(), complete: false }),
    },
  };
  await moveCourseTimeTo(runtime.db, new Date(dueAt));
  await plan(silent);
  const { id } = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } });
  await deliver(silent, id);
  await meanwhile();
  await runtime.db.$executeRaw`
    UPDATE "Batch" SET "attemptedAt" = "attemptedAt" - interval '1 day', "doubtSince" = "doubtSince" - interval '1 day',
      "leasedUntil" = NULL, "nextAttemptAt" = NULL`;
  await moveCourseTimeTo(runtime.db, new Date(Date.parse(dueAt) + 24 * 3_600_000));
  await deliver(silent, id);
  // It is looked up again in two hours; these tests are about what happens if that finds nothing.
  await runtime.db.batch.update({ where: { id }, data: { nextAttemptAt: new Date('2100-01-01') } });
}
