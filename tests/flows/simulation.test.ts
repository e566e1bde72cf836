import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { formatWhen, type Pace, parseLocalTime, parseSlot } from '#lib/domain/schedule.ts';
import { simulate, type Wishes } from '#lib/domain/simulation.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { resume } from '#lib/flows/resume.ts';
import type { Said } from '#lib/flows/said.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { atTime, beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { CLOSING, learningTea, openTea } from '#tests/support/small-course.ts';

const LESSONS = ['one', 'two', 'three', 'four'];

/** What `course simulate` is given: pace, weekdays and hour in a zone, the start on its clock, pauses and wishes. */
type Life = {
  pace: Pace;
  weekdays: number[];
  hour: number;
  zone: string;
  start: string;
  pauses?: [number, number][];
  now?: [number, number][];
};

const LIVES: Life[] = [
  { pace: 'weekly', weekdays: [1], hour: 9, zone: 'Europe/Berlin', start: '2027-03-20', pauses: [[2, 10]] },
  { pace: 'weekly', weekdays: [7], hour: 2, zone: 'Europe/Berlin', start: '2027-03-17' },
  // Six days before a slot, to the minute.
  { pace: 'weekly', weekdays: [1], hour: 9, zone: 'Europe/Berlin', start: '2027-01-12T09:00' },
  { pace: 'weekly', weekdays: [5], hour: 18, zone: 'America/New_York', start: '2027-10-28', now: [[3, 3]] },
  {
    pace: 'twice_weekly',
    weekdays: [1, 4],
    hour: 7,
    zone: 'Asia/Tokyo',
    start: '2027-01-06',
    pauses: [
      [1, 14],
      [3, 1],
    ],
  },
  {
    pace: 'daily',
    weekdays: [],
    hour: 23,
    zone: 'America/Nuuk',
    start: '2027-03-25',
    now: [
      [2, 0],
      [3, 0],
    ],
  },
  {
    pace: 'daily',
    weekdays: [],
    hour: 8,
    zone: 'Pacific/Apia',
    start: '2027-06-01T20:15',
    pauses: [[2, 3]],
    now: [[3, 0]],
  },
];

describe('the simulated dates are those that a learner really gets', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  afterAll(() => runtime.close());

  test.each(LIVES)('%j', async ({ zone, start, pauses = [], now = [], ...times }) => {
    const parsed = parseSlot({ ...times, timeZone: zone });
    const begun = parseLocalTime(start, zone);
    if (!parsed.ok || !begun.ok) throw new Error('this life can’t be read');
    const wishes: Wishes = { pauses: new Map(pauses), now: new Map(now) };
    const simulated = simulate(LESSONS, parsed.slot, begun.at, wishes);

    await beginAt(runtime, begun.at.toISOString());
    const ada = await learningTea(runtime, 'ada', zone);
    const token = await ada.token('manage');
    const done = async (said: Promise<Said>) => expect(await said).toMatchObject({ ok: true });
    await done(changeSchedule(runtime, token, { ...times, timeZone: zone }));
    for (const [i, { resumedAt, asked, at }] of simulated.entries()) {
      if (i === 0) continue;
      if (resumedAt) await done(pause(runtime, token, null));
      if (resumedAt) await atTime(runtime, resumedAt.toISOString());
      if (resumedAt) await done(resume(runtime, token, asked ? 'now' : 'slot'));
      // Course time runs on while this is lived: ten minutes after a wish is a little later than the simulation's.
      if (asked) await atTime(runtime, new Date(at.getTime() + i * 5_000).toISOString());
      if (asked && !resumedAt) await done(sendNow(runtime, token));
      await atTime(runtime, at.toISOString());
    }
    await passDays(runtime, 30);

    expect(await ada.lessons()).toEqual(
      simulated.map(({ slug, at }) => `${slug ?? CLOSING}: ${formatWhen(at, zone)}`),
    );
  });
});
