import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { formatDay, formatWhen } from '#lib/domain/schedule.ts';
import { calendarFeed } from '#lib/flows/calendar.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { erase } from '#lib/flows/erase.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { type OutboxMessage, passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { asked, type Learner, tokenIn } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const A_MINUTE_S = 61;
const TEA = ['one', 'two', 'three', 'four'];

type Slot = Parameters<typeof changeSchedule>[2];

describe('the calendar of a learner', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
    await publishLessons(runtime, 'bread', ['flour', 'water', 'salt', 'heat']);
  });
  beforeEach(async () => {
    await publishLessons(runtime, 'tea', TEA);
    await beginAt(runtime, '2027-01-06T12:00:00Z');
  });
  afterAll(() => runtime.close());

  async function view(token: string) {
    const seen = await manageView(runtime, token);
    if (!seen) throw new Error('no such page');
    return seen;
  }
  const tokenOfFeed = async (manage: string) =>
    /\/calendar\/(.*)\.ics$/.exec((await view(manage)).calendarUrl)?.[1] ?? '';

  /** The entries as a program that others wrote reads them, by date. */
  async function entries(manage: string) {
    const feed = await calendarFeed(runtime, await tokenOfFeed(manage));
    const calendar = new ICAL.Component(ICAL.parse(feed ?? ''));
    return calendar
      .getAllSubcomponents('vevent')
      .map((component) => new ICAL.Event(component))
      .map(({ uid, summary, startDate }) => ({ uid, title: summary, at: startDate.toJSDate() }))
      .sort((a, b) => a.at.getTime() - b.at.getTime());
  }
  const titles = async (manage: string) => (await entries(manage)).map(({ title }) => title);
  const days = async (manage: string) =>
    (await entries(manage)).map(({ title, at }) => `${title}: ${formatWhen(at, 'Europe/Paris')}`);

  /** The same as the page says: full dates are cut to their days. */
  async function pageDays(manage: string): Promise<string[]> {
    const { lessons, closesOn } = await view(manage);
    const coming = lessons.flatMap(({ title, when }, i) =>
      when === null ? [] : [`Lesson ${i + 1}: ${title} ${when.replace(/^\w+ (.*) at .*$/, '$1 2027')}`],
    );
    return closesOn ? [...coming, `The closing mail of The tea course ${closesOn}`] : coming;
  }

  /** What feed and page foresee, then what really leaves, and what the mail before each had promised. */
  async function expectAgreement(
    manage: string,
    mail: () => Promise<OutboxMessage[]>,
    zone = 'Europe/Paris',
  ): Promise<void> {
    const before = (await mail()).length;
    const foreseen = (await entries(manage)).slice(before);
    expect(foreseen.length).toBeGreaterThanOrEqual(3);
    expect(await pageDays(manage)).toEqual(
      foreseen.map(({ title, at }) => `${title} ${formatDay(at, zone)}`),
    );
    await passDays(runtime, 120);
    const came = await mail();
    expect(came.slice(before).map(({ sentAt }) => formatWhen(new Date(sentAt), zone))).toEqual(
      foreseen.map(({ at }) => formatWhen(at, zone)),
    );
    for (const [i, { at }] of foreseen.entries())
      if (i > 0) expect(came[before + i - 1]?.text).toContain(formatWhen(at, zone));
  }
  const lessonsTo = (learner: Learner) => async () =>
    (await learner.mail()).filter(({ headers }) => 'List-Unsubscribe' in headers);

  test.each<[string, string, Slot]>([
    ['weekly', '2027-01-06T12:00:00Z', { pace: 'weekly', weekdays: [3], hour: 7, timeZone: 'Europe/Paris' }],
    [
      'weekly, through the spring change',
      '2027-03-10T12:00:00Z',
      { pace: 'weekly', weekdays: [7], hour: 2, timeZone: 'Europe/Paris' },
    ],
    [
      'weekly, through the autumn change',
      '2027-10-13T12:00:00Z',
      { pace: 'weekly', weekdays: [7], hour: 2, timeZone: 'America/New_York' },
    ],
    [
      'twice a week',
      '2027-03-20T12:00:00Z',
      { pace: 'twice_weekly', weekdays: [1, 4], hour: 23, timeZone: 'Europe/Paris' },
    ],
    [
      'daily, where midnight is left out',
      '2027-03-26T12:00:00Z',
      { pace: 'daily', weekdays: [], hour: 23, timeZone: 'America/Nuuk' },
    ],
    [
      'daily, across the date line',
      '2027-01-06T12:00:00Z',
      { pace: 'daily', weekdays: [], hour: 0, timeZone: 'Pacific/Kiritimati' },
    ],
  ])('%s: feed, page, promise and mail agree', async (_, start, slot) => {
    await beginAt(runtime, start);
    const ada = await learningTea(runtime, 'ada', slot.timeZone);
    const token = await ada.token('manage');
    await changeSchedule(runtime, token, slot);
    await expectAgreement(token, lessonsTo(ada), slot.timeZone);
  });

  test('they agree after “now”, which is followed by the usual time', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    await atTime(runtime, '2027-01-10T08:00:00Z');
    await sendNow(runtime, token);
    await runUntilQuiet(runtime);
    await expectAgreement(token, lessonsTo(ada));
  });

  test('they agree in a pause with an end, and nothing is said to come without one', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    await pause(runtime, token, null);
    expect(await titles(token)).toEqual(['Lesson 1: one']);
    expect(await pageDays(token)).toEqual([]);
    await resume(runtime, token, 'slot');
    await pause(runtime, token, 2);
    await expectAgreement(token, lessonsTo(ada));
  });

  /** Both courses on Mondays at nine. */
  async function learningBoth() {
    const ada = await asked(runtime, 'ada', 'Europe/Paris', 'tea');
    const tea = await ada.token('confirm');
    await realTimePasses(runtime, A_MINUTE_S);
    await asked(runtime, 'ada', 'Europe/Paris', 'bread');
    for (const token of [tea, await ada.token('confirm')])
      await confirm(runtime, token, { network: null, begin: 'now' });
    await runUntilQuiet(runtime);
    const mail = (course: string) => async () =>
      (await ada.mail()).filter(({ headers }) => headers['List-Id']?.startsWith(`<${course}.`));
    const manage = async (course: string) => {
      const [newest] = await mail(course)();
      return (newest && tokenIn(newest, 'manage')) ?? '';
    };
    return { tea: await manage('tea'), bread: await manage('bread'), mail };
  }

  test('they agree for two courses of one person, which never share a day', async () => {
    const { tea, bread, mail } = await learningBoth();
    const foreseen = [...(await entries(tea)).slice(1), ...(await entries(bread)).slice(1)];
    expect(new Set(foreseen.map(({ at }) => formatDay(at, 'Europe/Paris'))).size).toBe(8);
    const breadForeseen = (await entries(bread)).slice(1).map(({ at }) => formatWhen(at, 'Europe/Paris'));
    await expectAgreement(tea, mail('tea'));
    expect(
      (await mail('bread')()).slice(1).map(({ sentAt }) => formatWhen(new Date(sentAt), 'Europe/Paris')),
    ).toEqual(breadForeseen);
  });

  test('they agree for two courses of which one rests', async () => {
    const { tea, bread, mail } = await learningBoth();
    await pause(runtime, bread, 1);
    await expectAgreement(tea, mail('tea'));
  });

  test('an entry keeps its name when its date moves, and when it has come', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    const before = await entries(token);
    await pause(runtime, token, 2);
    const paused = await entries(token);
    expect(paused.map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(paused[1]?.at).not.toEqual(before[1]?.at);
    await passDays(runtime, 27);
    expect((await entries(token)).map(({ uid }) => uid)).toEqual(before.map(({ uid }) => uid));
    expect(new Set(before.map(({ uid }) => uid)).size).toBe(5);
  });

  test('says what came when, and keeps it when the course is over', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    await passDays(runtime, 60);
    expect(await ada.lessons()).toEqual([
      'one: Wednesday 6 January at 13:00, Europe/Paris',
      'two: Monday 18 January at 09:00, Europe/Paris',
      'three: Monday 25 January at 09:00, Europe/Paris',
      'four: Monday 1 February at 09:00, Europe/Paris',
      `${CLOSING}: Monday 8 February at 09:00, Europe/Paris`,
    ]);
    expect(await days(token)).toEqual([
      'Lesson 1: one: Wednesday 6 January at 13:00, Europe/Paris',
      'Lesson 2: two: Monday 18 January at 09:00, Europe/Paris',
      'Lesson 3: three: Monday 25 January at 09:00, Europe/Paris',
      'Lesson 4: four: Monday 1 February at 09:00, Europe/Paris',
      'The closing mail of The tea course: Monday 8 February at 09:00, Europe/Paris',
    ]);
  });

  test('loses nothing while a lesson is leaving', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    const before = await entries(token);
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    await plan(runtime);
    expect(await entries(token)).toEqual(before);
  });

  test('follows the course as it is now, with a lesson put in and one taken out', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    await publishLessons(runtime, 'tea', ['one', 'two', 'half', 'four']);
    expect((await titles(token)).slice(0, 4)).toEqual([
      'Lesson 1: one',
      'Lesson 2: two',
      'Lesson 3: half',
      'Lesson 4: four',
    ]);
  });

  test('is empty for whoever has left, and gone with whoever is erased', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    const feed = await tokenOfFeed(token);
    await leaveCourse(runtime, token);
    expect(await entries(token)).toEqual([]);
    await leaveEverything(runtime, token);
    expect(await entries(token)).toEqual([]);
    await erase(runtime, ada.address);
    expect(await calendarFeed(runtime, feed)).toBeNull();
  });

  test('says nobody’s address, leads to nobody’s page, and changes nothing', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('manage');
    const feed = await tokenOfFeed(token);
    const before = await allRows(runtime);
    const text = ((await calendarFeed(runtime, feed)) ?? '').replaceAll('\r\n ', '');
    expect(await allRows(runtime)).toEqual(before);
    expect(text).not.toContain('@example.org');
    for (const kind of ['manage', 'lesson', 'unsubscribe'] as const)
      expect(text).not.toContain(await ada.token(kind));
    expect(await manageView(runtime, feed)).toBeNull();
    for (const wrong of [token, `${feed}A`, feed.slice(1), '', await ada.token('lesson')])
      expect(await calendarFeed(runtime, wrong)).toBeNull();
  });
});
