import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { suppress } from '#lib/db/suppress.ts';
import type { Correction } from '#lib/domain/course.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { mailCorrection, reachOf } from '#lib/flows/correct.ts';
import { examine } from '#lib/flows/doctor.ts';
import { freeze } from '#lib/flows/freeze.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { lessonView } from '#lib/flows/lesson.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendItAgain } from '#lib/flows/unknown.ts';
import { type Learner, learning, tokenIn } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';
import type { CourseFiles } from '#tests/support/write-course.ts';

const ID = '2027-01-20-water';
const CORRECTION: Correction = {
  id: ID,
  date: '2027-01-20',
  lesson: 'one',
  was: 'Boil it for an hour.',
  now: 'Boil it once.',
  because: 'An hour was a slip.',
};
const SUBJECT = 'A correction to lesson 1: one';
const LESSONS = ['one', 'two', 'three', 'four'];
const OLD: CourseFiles = { slug: 'tea', lessons: LESSONS, words: { one: 'Boil it for an hour.' } };
const NEW: CourseFiles = { slug: 'tea', lessons: LESSONS, words: { one: 'Boil it once.' } };
const CORRECTED: CourseFiles = { ...NEW, corrections: [CORRECTION] };

let runtime: TestRuntime;
let ada: Learner;
beforeAll(async () => {
  runtime = await openTea();
});
afterAll(() => runtime.close());
beforeEach(async () => {
  await runtime.db.publication.deleteMany({ where: { courseSlug: 'tea' } });
  await publish(OLD);
  await beginAt(runtime, '2027-01-06T12:00:00Z');
  ada = await learningTea(runtime, 'ada');
  // Ada has had lessons one and two; the next comes on the 25th.
  await atTime(runtime, '2027-01-18T08:00:00Z');
  await atTime(runtime, '2027-01-20T12:00:00Z');
});

async function publish({ slug, lessons, words, ...more }: CourseFiles) {
  await publishLessons(runtime, slug, lessons, words, 'always', more);
}

const corrections = async (learner: Learner) =>
  (await learner.mail()).filter(({ subject }) => subject === SUBJECT);

async function correct(): Promise<number> {
  const reach = await mailCorrection(runtime, 'tea', ID);
  await runUntilQuiet(runtime);
  expect((await examine(runtime)).findings).toEqual([]);
  return reach?.willGet.length ?? -1;
}

/** How many would get it, and how many can’t be mailed, by the reason. */
async function reach() {
  const found = await reachOf(runtime, 'tea', ID);
  return { willGet: found?.willGet.length, ...Object.fromEntries(found?.mayNot ?? []) };
}

describe('a correction', () => {
  test('goes at once, and once, to who had the old text, and not to who first gets the new', async () => {
    await publish(CORRECTED);
    const ben = await learningTea(runtime, 'ben');
    expect(await reach()).toEqual({ willGet: 1 });
    expect(await corrections(ada)).toEqual([]);

    expect(await correct()).toBe(1);
    expect(await correct()).toBe(0);
    expect(await corrections(ada)).toHaveLength(1);
    expect(await corrections(ben)).toEqual([]);
  });

  test('says what it said, what it says now and why, and leads to the lesson as it is now', async () => {
    await publish(CORRECTED);
    await correct();
    const [mail] = await corrections(ada);
    expect(mail?.text).toMatch(/Boil it for an hour\..*Boil it once\..*An hour was a slip\./s);
    expect(mail?.text).toContain(`/courses/tea/changes#${ID}`);
    const view = await lessonView(runtime, tokenIn({ text: mail?.text ?? '' }, 'lesson') ?? '');
    expect(view?.lesson).toMatchObject({ slug: 'one' });
    expect(JSON.stringify(view?.lesson.body)).toContain('Boil it once.');
    expect(mail?.headers).toMatchObject({ 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' });
  });

  test('moves nobody’s place and nobody’s date', async () => {
    await publish(CORRECTED);
    const before = await allRows(runtime);
    await correct();
    const after = await allRows(runtime);
    expect(after.receipts).toEqual(before.receipts);
    expect(after.enrollments).toEqual(before.enrollments);
    const open = ({ deliveries }: typeof after) => deliveries.filter(({ state }) => state === 'scheduled');
    expect(open(after)).toEqual(open(before));
    await passDays(runtime, 7);
    expect((await ada.lessons()).at(-1)).toBe('three: Monday 25 January at 09:00, Europe/Paris');
  });

  test('does not take the day of a lesson, nor wait for another', async () => {
    await publish(CORRECTED);
    await mailCorrection(runtime, 'tea', ID);
    await atTime(runtime, '2027-01-25T08:00:00Z');
    const when = 'Monday 25 January at 09:00, Europe/Paris';
    expect((await ada.lessons()).slice(-2)).toEqual([`three: ${when}`, `${SUBJECT}: ${when}`]);
  });

  test('that comes late is not put off because another course has the day', async () => {
    await publish({ slug: 'bread', lessons: ['flour', 'water', 'salt'], weekday: 'tuesday' });
    await learning(runtime, 'ada', 'Europe/Paris', 'bread');
    await publish(CORRECTED);
    await mailCorrection(runtime, 'tea', ID);
    await atTime(runtime, '2027-02-02T08:00:00Z');
    const day = (await ada.lessons()).filter((line) => line.includes('2 February'));
    expect(day.map((line) => line.split(': ')[0])).toEqual(['water', 'A correction to lesson 1']);
  });

  test('is not for who got the right words before it was written down', async () => {
    await publish(NEW);
    await learningTea(runtime, 'ben');
    await publish(CORRECTED);
    expect(await reach()).toEqual({ willGet: 1 });
  });

  test('is not for who was sent the lesson again, in the new words', async () => {
    await publish(CORRECTED);
    await comeBack(runtime, await ada.token('manage'), 'again');
    await passDays(runtime, 40);
    await comeBack(runtime, await ada.token('manage'), 'again');
    await runUntilQuiet(runtime);
    expect(await reach()).toEqual({ willGet: 0 });
  });

  test('finds who had the lesson under another name', async () => {
    const renamed = { lessons: ['uno', 'two', 'three', 'four'], words: { uno: 'Boil it once.' } };
    await publish({
      ...CORRECTED,
      ...renamed,
      formerly: { uno: ['one'] },
      corrections: [{ ...CORRECTION, lesson: 'uno' }],
    });
    expect(await reach()).toEqual({ willGet: 1 });
    await correct();
    expect((await ada.mail()).at(-1)?.subject).toBe('A correction to lesson 1: uno');
  });

  test('goes to who has finished the course', async () => {
    await passDays(runtime, 40);
    await publish(CORRECTED);
    expect(await correct()).toBe(1);
    expect(await corrections(ada)).toHaveLength(1);
  });

  test('stays unsent as long as it is not published', async () => {
    await publish(NEW);
    expect(await mailCorrection(runtime, 'tea', ID)).toBeNull();
    expect(await mailCorrection(runtime, 'coffee', ID)).toBeNull();
    expect(await runtime.db.delivery.count({ where: { kind: 'correction' } })).toBe(0);
  });

  test('that is taken out of the course before it leaves does not leave', async () => {
    await publish(CORRECTED);
    await mailCorrection(runtime, 'tea', ID);
    await publish(NEW);
    await runUntilQuiet(runtime);
    expect(await corrections(ada)).toEqual([]);
  });
});

describe('no means no, for a correction too', () => {
  beforeEach(() => publish(CORRECTED));

  test('who is paused gets it when it is mailed again after the pause', async () => {
    await pause(runtime, await ada.token('manage'), null);
    expect(await reach()).toEqual({ willGet: 0, paused: 1 });
    expect(await correct()).toBe(0);
    await resume(runtime, await ada.token('manage'), 'slot');
    await runUntilQuiet(runtime);
    expect(await corrections(ada)).toEqual([]);
    expect(await correct()).toBe(1);
    expect(await corrections(ada)).toHaveLength(1);
  });

  test.each([
    ['left', leaveCourse],
    ['departed', leaveEverything],
  ])('who has %s does not get it', async (reason, leave) => {
    await leave(runtime, await ada.token('manage'));
    expect(await reach()).toEqual({ willGet: 0, [reason]: 1 });
    await correct();
    expect(await corrections(ada)).toEqual([]);
  });

  test('who has finished the course and then left it does not get it', async () => {
    await passDays(runtime, 40);
    await leaveCourse(runtime, await ada.token('manage'));
    expect(await reach()).toEqual({ willGet: 0, left: 1 });
    await correct();
    expect(await corrections(ada)).toEqual([]);
  });

  test('an address that must not be mailed does not get it', async () => {
    await runtime.db.$transaction((tx) => suppress(tx, runtime.hashAddress(ada.address), 'complained'));
    expect(await reach()).toEqual({ willGet: 0, suppressed: 1 });
  });

  test.each(['before it is planned', 'when it is planned already'])(
    'who pauses %s does not get it, and can be mailed later',
    async (when) => {
      await mailCorrection(runtime, 'tea', ID);
      if (when === 'when it is planned already') await plan(runtime);
      await pause(runtime, await ada.token('manage'), null);
      await runUntilQuiet(runtime);
      expect(await corrections(ada)).toEqual([]);
      expect(await reach()).toEqual({ willGet: 0, paused: 1 });
      await resume(runtime, await ada.token('manage'), 'slot');
      expect(await correct()).toBe(1);
      expect(await corrections(ada)).toHaveLength(1);
    },
  );

  test('who leaves after finishing, with the correction planned already, does not get it', async () => {
    await passDays(runtime, 40);
    await mailCorrection(runtime, 'tea', ID);
    await plan(runtime);
    await leaveCourse(runtime, await ada.token('manage'));
    const { id } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 2 } });
    expect(await freeze(runtime, id)).toMatchObject({ state: 'closed' });
    await runUntilQuiet(runtime);
    expect(await corrections(ada)).toEqual([]);
  });
});

test('of a correction nobody knows whether it left: it is not mailed again, unless the operator says so', async () => {
  await publish(CORRECTED);
  await mailCorrection(runtime, 'tea', ID);
  await plan(runtime);
  const { id, batchId } = await runtime.db.delivery.findFirstOrThrow({ where: { kind: 'correction' } });
  await runtime.db.delivery.update({ where: { id }, data: { state: 'unknown', reason: 'nobody can tell' } });
  await runtime.db.batch.update({
    where: { id: batchId ?? '' },
    data: {
      state: 'in_doubt',
      outcome: 'unknown',
      attempt: 1,
      attemptedAt: new Date(),
      doubtSince: new Date(),
    },
  });
  expect(await reachOf(runtime, 'tea', ID)).toMatchObject({ willGet: [], mailedAlready: 1 });
  expect(await sendItAgain(runtime, id)).toEqual({ ok: true });
  await runUntilQuiet(runtime);
  expect(await corrections(ada)).toHaveLength(1);
});

test('who is just being sent the old text is counted apart, and found once it has left', async () => {
  const about = { ...CORRECTION, lesson: 'three' };
  await moveCourseTimeTo(runtime.db, new Date('2027-01-25T08:00:00Z'));
  await plan(runtime);
  await publish({
    ...OLD,
    words: { ...OLD.words, three: 'Other words.' },
    corrections: [about],
  });
  expect(await reachOf(runtime, 'tea', ID)).toMatchObject({ willGet: [], leaving: 1 });
  await runUntilQuiet(runtime);
  expect(await reachOf(runtime, 'tea', ID)).toMatchObject({ willGet: [{}], leaving: 0 });
});
