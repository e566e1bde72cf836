import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { formatWhen } from '#lib/domain/schedule.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { confirm, confirmView } from '#lib/flows/confirm.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { asked, type Learner, tokenIn } from '#tests/support/learner.ts';
import { atTime, beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const A_MINUTE = 61;

describe('somebody who takes two courses gets at most one lesson a day that they did not ask for', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
    await publishLessons(runtime, 'bread', ['flour', 'water', 'salt', 'heat']);
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  /** Both lesson 1s leave in one batch, so neither date is written when the other is chosen. */
  async function learningBoth(): Promise<Learner> {
    const ada = await asked(runtime, 'ada', 'Europe/Paris', 'tea');
    const tea = await ada.token('confirm');
    await realTimePasses(runtime, A_MINUTE);
    await asked(runtime, 'ada', 'Europe/Paris', 'bread');
    for (const token of [tea, await ada.token('confirm')])
      await confirm(runtime, token, { network: null, begin: 'now' });
    await runUntilQuiet(runtime);
    return ada;
  }
  const mailOf = async (learner: Learner, course: 'tea' | 'bread') =>
    (await learner.mail()).filter(({ headers }) => headers['List-Id']?.startsWith(`<${course}.`));
  const manage = async (learner: Learner, course: 'tea' | 'bread') => {
    const newest = (await mailOf(learner, course)).at(-1);
    return (newest && tokenIn(newest, 'manage')) ?? '';
  };
  const nextWhen = async (learner: Learner, course: 'tea' | 'bread') =>
    (await manageView(runtime, await manage(learner, course)))?.next?.when;

  /** @returns the local days of all lessons but the first of each course */
  async function lessonDays(learner: Learner): Promise<string[]> {
    const lessons = (await learner.lessons()).filter((line) => !/^(one|flour):/.test(line));
    return lessons.map((line) => line.replace(/^.*: (.*) at .*$/, '$1'));
  }
  function expectDistinct(days: string[], atLeast: number) {
    expect(days.length).toBeGreaterThanOrEqual(atLeast);
    expect(new Set(days).size, days.join(', ')).toBe(days.length);
  }

  test('also when two planners take one late course each at the same instant', async () => {
    const ada = await learningBoth();
    // Neither lesson 2 left for three weeks, and each is taken by a planner of its own.
    await moveCourseTimeTo(runtime.db, new Date('2027-02-03T12:00:00Z'));
    const [, other] = await runtime.db.delivery.findMany({ where: { state: 'scheduled' } });
    const { locked, release, ended } = hold(other?.id ?? '');
    await locked;
    let second: Promise<number> | undefined;
    // The first planner has written its batch, and before it commits a second one finds the other date free.
    const deliver = async () => {
      release();
      await ended;
      second = plan(runtime);
      await sleep(600);
    };
    expect(await plan({ ...runtime, queue: { ...runtime.queue, deliver } })).toBe(1);
    expect(await second).toBe(0);
    await runUntilQuiet(runtime);
    expect(await lessonDays(ada)).toHaveLength(1);
  });

  /** Holds a delivery's row, as another planner does, until it is released. */
  function hold(id: string) {
    const released = Promise.withResolvers<void>();
    const locked = Promise.withResolvers<void>();
    const ended = runtime.db.$transaction(async (tx) => {
      await tx.$queryRaw`SELECT "id"::text FROM "Delivery" WHERE "id" = ${id}::uuid FOR UPDATE`;
      locked.resolve();
      await released.promise;
    });
    return { locked: locked.promise, release: released.resolve, ended };
  }

  test('also when both begin at the same moment, and every mail keeps the date it promised', async () => {
    const ada = await learningBoth();
    await passDays(runtime, 90);
    expectDistinct(await lessonDays(ada), 8);
    for (const course of ['tea', 'bread'] as const) {
      const mail = await mailOf(ada, course);
      expect(mail).toHaveLength(5);
      for (const [i, { sentAt }] of mail.slice(1).entries())
        expect(mail[i]?.text).toContain(formatWhen(new Date(sentAt), 'Europe/Paris'));
    }
  });

  test('also when one is paused for a week: it comes back on a day that is free', async () => {
    const ada = await learningBoth();
    await pause(runtime, await manage(ada, 'tea'), 1);
    await passDays(runtime, 90);
    expectDistinct(await lessonDays(ada), 8);
  });

  test('also when both were paused and are resumed together', async () => {
    const ada = await learningBoth();
    for (const course of ['tea', 'bread'] as const) await pause(runtime, await manage(ada, course), null);
    await passDays(runtime, 20);
    for (const course of ['tea', 'bread'] as const) await resume(runtime, await manage(ada, course), 'slot');
    await passDays(runtime, 90);
    expectDistinct(await lessonDays(ada), 8);
  });

  test('also when one is moved, after its day’s lesson has left, to a later hour of that same day', async () => {
    const ada = await learningBoth();
    await changeSchedule(runtime, await manage(ada, 'bread'), onTuesdays);
    await atTime(runtime, '2027-01-18T10:00:00Z');
    expect(await lessonDays(ada)).toContain('Monday 18 January');
    await changeSchedule(runtime, await manage(ada, 'bread'), { ...onTuesdays, weekdays: [1], hour: 20 });
    expect(await nextWhen(ada, 'bread')).not.toContain('Monday 18 January');
    await passDays(runtime, 90);
    expectDistinct(await lessonDays(ada), 8);
  });

  test('also after an outage of three weeks, which made both late', async () => {
    const ada = await learningBoth();
    await atTime(runtime, '2027-02-11T15:00:00Z');
    await passDays(runtime, 90);
    expectDistinct(await lessonDays(ada), 8);
  });

  test('a new zone, chosen on one course’s page, moves the dates of both', async () => {
    const ada = await learningBoth();
    await changeSchedule(runtime, await manage(ada, 'tea'), { ...onTuesdays, timeZone: 'Asia/Tokyo' });
    expect(await nextWhen(ada, 'tea')).toMatch(/^Tuesday .* at 09:00, Asia\/Tokyo$/);
    expect(await nextWhen(ada, 'bread')).toMatch(/^Monday .* at 09:00, Asia\/Tokyo$/);
  });

  test('joining a second course from a browser in another zone does not move the person', async () => {
    const ada = await learningTea(runtime, 'ada');
    await realTimePasses(runtime, A_MINUTE);
    await asked(runtime, 'ada', 'Asia/Tokyo', 'bread');
    const token = await ada.token('confirm');
    expect((await ada.mail()).at(-1)?.text).toContain('Mondays at 09:00, Europe/Paris');
    expect(await confirmView(runtime, token)).toMatchObject({ slot: 'Mondays at 09:00, Europe/Paris' });
    await confirm(runtime, token, { network: null, begin: 'now' });
    await runUntilQuiet(runtime);
    expect(await nextWhen(ada, 'tea')).toBe('Monday 18 January at 09:00, Europe/Paris');
    expect(await nextWhen(ada, 'bread')).toBe('Monday 25 January at 09:00, Europe/Paris');
  });
});

const onTuesdays = { pace: 'weekly', weekdays: [2], hour: 9, timeZone: 'Europe/Paris' };
