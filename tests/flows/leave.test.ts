import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CONSENT_WORDING } from '#lib/domain/consent.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { asked, type Learner, tokenIn } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const A_MINUTE = 61;

describe('leaving', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
    await publishLessons(runtime, 'bread', ['flour', 'water', 'salt', 'heat']);
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('manage');
  });
  afterAll(() => runtime.close());

  /** Joins a second course. @returns the token of its page */
  const takeBread = async () => {
    await realTimePasses(runtime, A_MINUTE);
    await asked(runtime, 'ada', 'Europe/Paris', 'bread');
    await confirm(runtime, await ada.token('confirm'), { network: null, begin: 'now' });
    await passDays(runtime, 1);
    const newest = (await ada.mail()).at(-1);
    return (newest && tokenIn(newest, 'manage')) ?? '';
  };
  const withdrawals = () => runtime.db.consent.findMany({ where: { action: 'withdrawn' } });

  test('a course: no more of its lessons, the place is kept, and the withdrawal is recorded', async () => {
    await passDays(runtime, 20);
    expect(await leaveCourse(runtime, token)).toEqual({ ok: true, said: 'left-course' });
    await passDays(runtime, 90);
    expect(await ada.lessons()).toHaveLength(3);
    expect(await manageView(runtime, token)).toMatchObject({
      state: 'left',
      had: 3,
      next: null,
      everythingStopped: false,
    });
    expect(await withdrawals()).toMatchObject([
      {
        scope: 'course/tea',
        wording: CONSENT_WORDING.text,
        wordingVersion: CONSENT_WORDING.version,
        source: 'manage page',
        at: expect.any(Date),
      },
    ]);
    expect((await withdrawals())[0]?.at.toISOString()).toMatch(/^2027-01-26T12/);
  });

  test('a course leaves another course alone', async () => {
    await takeBread();
    await leaveCourse(runtime, token);
    await passDays(runtime, 90);
    const subjects = (await ada.lessons()).map((line) => line.split(':')[0]);
    expect(subjects).toEqual(['one', 'flour', 'water', 'salt', 'heat', 'You have finished The bread course']);
  });

  test('everything: no more mail of any course, and every place is kept', async () => {
    const bread = await takeBread();
    expect(await leaveEverything(runtime, token)).toEqual({ ok: true, said: 'left-everything' });
    const before = (await ada.mail()).length;
    await passDays(runtime, 90);
    expect(await ada.mail()).toHaveLength(before);
    for (const page of [token, bread])
      expect(await manageView(runtime, page)).toMatchObject({
        state: 'left',
        had: 1,
        everythingStopped: true,
      });
    expect(await withdrawals()).toMatchObject([{ scope: 'everything' }]);
  });

  test('a course first and everything after it are two withdrawals, each recorded once however often pressed', async () => {
    await Promise.all(Array.from({ length: 5 }, () => leaveCourse(runtime, token)));
    await Promise.all(Array.from({ length: 5 }, () => leaveEverything(runtime, token)));
    expect((await withdrawals()).map(({ scope }) => scope)).toEqual(['course/tea', 'everything']);
  });

  test('a course that was finished stays finished when everything is left', async () => {
    await passDays(runtime, 60);
    await leaveEverything(runtime, token);
    expect(await manageView(runtime, token)).toMatchObject({ state: 'completed', everythingStopped: true });
  });

  test('only a link to one’s own page leaves from it', async () => {
    const before = await allRows(runtime);
    for (const kind of ['confirm', 'lesson', 'unsubscribe'] as const) {
      expect(await leaveCourse(runtime, await ada.token(kind))).toMatchObject({ ok: false });
      expect(await leaveEverything(runtime, await ada.token(kind))).toMatchObject({ ok: false });
    }
    expect(await allRows(runtime)).toEqual(before);
  });
});
