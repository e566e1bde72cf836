import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { resendConfirmation } from '#lib/flows/pending.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { requestLink } from '#lib/flows/sign-up.ts';
import { sweep } from '#lib/flows/sweep.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import type { Learner } from '#tests/support/learner.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';

describe('after a no, nothing it covers leaves', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const suppress = (reason: 'bounced' | 'complained' | 'operator') => async (learner: Learner) => {
    await runtime.db.suppression.create({
      data: { addressHash: runtime.hashAddress(learner.address), reason },
    });
  };
  const kindsOfNo: [string, (learner: Learner) => Promise<unknown>][] = [
    ['a pause', async (ada) => pause(runtime, await ada.token('manage'), null)],
    ['leaving the course', async (ada) => leaveCourse(runtime, await ada.token('manage'))],
    ['leaving everything', async (ada) => leaveEverything(runtime, await ada.token('manage'))],
    ['one click', async (ada) => unsubscribe(runtime, await ada.token('unsubscribe'), 'course', 'one-click')],
    [
      'the unsubscribe page, everything',
      async (ada) => unsubscribe(runtime, await ada.token('unsubscribe'), 'everything', 'page'),
    ],
    ['a bounce', suppress('bounced')],
    ['a complaint', suppress('complained')],
    ['the operator', suppress('operator')],
  ];

  test.each(kindsOfNo)('%s stops the next lesson', async (_, sayNo) => {
    const ada = await learningTea(runtime, 'ada');
    await sayNo(ada);
    await passDays(runtime, 60);
    await sweep(runtime);
    await passDays(runtime, 60);
    expect(await ada.lessons()).toHaveLength(1);
  });

  test.each(kindsOfNo)(
    '%s stops a lesson that is planned and not yet frozen, and others still get theirs',
    async (_, sayNo) => {
      const [ada, ben] = [await learningTea(runtime, 'ada'), await learningTea(runtime, 'ben')];
      await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
      expect(await plan(runtime)).toBe(2);
      await sayNo(ada);
      await runUntilQuiet(runtime);
      expect(await ada.lessons()).toHaveLength(1);
      expect(await ben.lessons()).toHaveLength(2);
      // The lesson was not had: it is still to come, should ada want it one day.
      expect(await runtime.db.receipt.count({ where: { lessonSlug: 'two' } })).toBe(1);
      expect(await runtime.db.delivery.count({ where: { state: 'skipped' } })).toBe(1);
    },
  );

  test('leaving everything also covers a link that was asked for before and is in a batch already', async () => {
    const ada = await learningTea(runtime, 'ada');
    const before = (await ada.mail()).length;
    const lost = { email: ada.address, course: 'tea', network: null };
    await realTimePasses(runtime, 61);
    await requestLink(runtime, lost);
    expect(await plan(runtime)).toBe(1);
    await leaveEverything(runtime, await ada.token('manage'));
    await runUntilQuiet(runtime);
    expect(await ada.mail()).toHaveLength(before);
    // Asked for afterwards, it is a new wish.
    await moveCourseTimeTo(runtime.db, new Date('2027-01-08T12:00:00Z'));
    await requestLink(runtime, lost);
    await runUntilQuiet(runtime);
    expect(await ada.mail()).toHaveLength(before + 1);
  });

  test('whoever leaves everything, asks for something and leaves everything again takes that back too', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    for (let press = 0; press < 3; press++) await leaveEverything(runtime, token);
    const before = (await ada.mail()).length;
    await realTimePasses(runtime, 61);
    await requestLink(runtime, { email: ada.address, course: 'tea', network: null });
    for (let press = 0; press < 3; press++) await leaveEverything(runtime, token);
    await runUntilQuiet(runtime);
    expect(await ada.mail()).toHaveLength(before);
    expect(await runtime.db.consent.count({ where: { action: 'withdrawn' } })).toBe(2);
  });

  test('also when what was asked for in between is the same mail again', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    await realTimePasses(runtime, 61);
    const asked = await requestLink(runtime, { email: ada.address, course: 'tea', network: null });
    if (!asked.ok) throw new Error(asked.message);
    await leaveEverything(runtime, token);
    await realTimePasses(runtime, 86_401);
    await moveCourseTimeTo(runtime.db, new Date((await runtime.now()).getTime() + 90_000_000));
    const before = (await ada.mail()).length;
    expect(await resendConfirmation(runtime, asked.pendingToken)).toMatchObject({ ok: true });
    await leaveEverything(runtime, token);
    await runUntilQuiet(runtime);
    expect(await ada.mail()).toHaveLength(before);
  });

  test('a no pressed while lessons leave is either before the lesson or after it, never between', async () => {
    const learners = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((name) => learningTea(runtime, name)));
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    await plan(runtime);
    const leave = async (learner: Learner) => leaveCourse(runtime, await learner.token('manage'));
    await Promise.all([runUntilQuiet(runtime), ...learners.map(leave)]);
    await runUntilQuiet(runtime);
    const sent = (await Promise.all(learners.map((learner) => learner.lessons()))).flat();
    expect(await runtime.db.receipt.count()).toBe(sent.length);
    await passDays(runtime, 60);
    expect((await Promise.all(learners.map((learner) => learner.lessons()))).flat()).toHaveLength(
      sent.length,
    );
  });
});
