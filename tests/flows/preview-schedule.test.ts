import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { parseSlot, timeZones } from '#lib/domain/schedule.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { pause } from '#lib/flows/pause.ts';
import { previewSchedule } from '#lib/flows/preview-schedule.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { asked, type Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const MONDAYS = { pace: 'weekly', weekdays: [1], hour: 9, timeZone: 'Europe/Paris' };
const TUESDAYS = { ...MONDAYS, weekdays: [2] };

describe('times are looked at before they are saved', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let token: string;
  beforeAll(async () => {
    runtime = await openTea();
    await publishLessons(runtime, 'bread', ['flour', 'water', 'salt', 'heat']);
  });
  const begin = async (instant: string) => {
    await beginAt(runtime, instant);
    ada = await learningTea(runtime, 'ada');
    token = await ada.token('manage');
  };
  beforeEach(() => begin('2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  async function view() {
    const seen = await manageView(runtime, token);
    if (!seen) throw new Error('no such page');
    return seen;
  }
  async function preview(times: Parameters<typeof previewSchedule>[2]) {
    const previewed = await previewSchedule(runtime, token, times);
    if (!previewed?.ok) throw new Error('no preview');
    return previewed.preview;
  }

  test('says the next date, the one it replaces and those that follow, and changes nothing', async () => {
    const before = await allRows(runtime);
    expect(await preview({ ...TUESDAYS, timeZone: 'tokyo' })).toEqual({
      slot: { ...TUESDAYS, timeZone: 'Asia/Tokyo' },
      slotText: 'Tuesdays at 09:00, Asia/Tokyo',
      isPresent: false,
      next: {
        name: 'lesson 2',
        title: 'two',
        when: 'Tuesday 19 January at 09:00, Asia/Tokyo',
        before: 'Monday 18 January at 09:00, Europe/Paris',
      },
      later: ['Tuesday 26 January at 09:00, Asia/Tokyo', 'Tuesday 2 February at 09:00, Asia/Tokyo'],
      nextIso: '2027-01-19T00:00:00.000Z',
      movesOthers: false,
    });
    expect(await allRows(runtime)).toEqual(before);
    expect(await preview(MONDAYS)).toMatchObject({ isPresent: true });
  });

  const zones = timeZones();
  const anySlot = fc
    .record({
      pace: fc.constantFrom('weekly', 'twice_weekly', 'daily'),
      weekdays: fc.tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 })),
      hour: fc.integer({ min: 0, max: 23 }),
      timeZone: fc.constantFrom(...zones, 'America/New_York', 'America/Nuuk', 'Australia/Lord_Howe'),
    })
    .map(({ pace, weekdays: [first, second], ...rest }) => ({
      ...rest,
      pace,
      weekdays: pace === 'twice_weekly' ? [first, second] : [first],
    }))
    .filter((slot) => parseSlot(slot).ok);

  test.each([
    ['learning', '2027-03-10T12:00:00Z', async () => {}],
    ['learning, in autumn', '2027-10-20T12:00:00Z', async () => {}],
    ['paused for two weeks', '2027-03-10T12:00:00Z', async () => pause(runtime, token, 2)],
    ['paused without an end', '2027-01-06T12:00:00Z', async () => pause(runtime, token, null)],
  ])(
    'what is shown is what is saved, whatever the times: %s',
    { timeout: 120_000 },
    async (_, start, prepare) => {
      await begin(start);
      await prepare();
      await fc.assert(
        fc.asyncProperty(anySlot, async (slot) => {
          const shown = await preview(slot);
          const shownAt = shown.nextIso === null ? null : new Date(shown.nextIso);
          expect(await changeSchedule(runtime, token, slot, shownAt)).toMatchObject({
            said: 'schedule-changed',
          });
          const saved = await view();
          expect(saved.slotText).toBe(shown.slotText);
          expect(saved.next?.when ?? saved.pausedUntil).toBe(shown.next?.when ?? null);
          const later = saved.lessons.filter(({ state }) => state === 'later').slice(0, 2);
          expect(later.map(({ when }) => when)).toEqual(
            shown.next
              ? shown.later.map((when) => `${when.replace(/^\w+ (.*) at .*$/, '$1')} 2027`)
              : [null, null],
          );
          expect(await preview(slot)).toMatchObject({ isPresent: true });
        }),
        { numRuns: 25 },
      );
    },
  );

  test('what is shown is what is saved, beside another course', { timeout: 120_000 }, async () => {
    await begin('2027-03-10T12:00:00Z');
    await realTimePasses(runtime, 61);
    await asked(runtime, 'ada', 'Europe/Paris', 'bread');
    await confirm(runtime, await ada.token('confirm'), { network: null, begin: 'now' });
    await runUntilQuiet(runtime);
    const bread = await ada.token('manage');
    expect(bread).not.toBe(token);
    await fc.assert(
      fc.asyncProperty(anySlot, anySlot, async (slot, other) => {
        await changeSchedule(runtime, bread, other);
        const shown = await preview(slot);
        await changeSchedule(runtime, token, slot, new Date(shown.nextIso ?? ''));
        const { next, lessons } = await view();
        expect(next?.when).toBe(shown.next?.when);
        const later = lessons.filter(({ state }) => state === 'later').slice(0, 2);
        expect(later.map(({ when }) => when)).toEqual(
          shown.later.map((when) => `${when.replace(/^\w+ (.*) at .*$/, '$1')} 2027`),
        );
      }),
      { numRuns: 60 },
    );
  });

  test('a lesson that was asked for just now keeps its way; the date after it is shown', async () => {
    await atTime(runtime, '2027-01-10T08:00:00Z');
    await sendNow(runtime, token);
    const shown = await preview(TUESDAYS);
    expect(shown.next).toEqual({
      name: 'lesson 3',
      title: 'three',
      when: 'Tuesday 19 January at 09:00, Europe/Paris',
      before: 'Monday 18 January at 09:00, Europe/Paris',
    });
    expect(await changeSchedule(runtime, token, TUESDAYS, null)).toMatchObject({ said: 'schedule-changed' });
    await runUntilQuiet(runtime);
    expect(await view()).toMatchObject({ had: 2, next: { when: shown.next?.when } });
  });

  test('a page that shows an old date saves nothing, and asks to look again', async () => {
    const { nextIso } = await preview(TUESDAYS);
    await atTime(runtime, '2027-01-18T12:00:00Z');
    const before = await allRows(runtime);
    const shownAt = new Date(nextIso ?? '');
    expect(await changeSchedule(runtime, token, TUESDAYS, shownAt)).toEqual({ ok: true, said: 'look-again' });
    expect(await changeSchedule(runtime, token, TUESDAYS, null)).toEqual({ ok: true, said: 'look-again' });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('a second press of the same button is no harm', async () => {
    const { nextIso } = await preview(TUESDAYS);
    const shownAt = new Date(nextIso ?? '');
    for (let press = 0; press < 2; press++)
      expect(await changeSchedule(runtime, token, TUESDAYS, shownAt)).toMatchObject({
        said: 'schedule-changed',
      });
  });

  test('times nobody can have are refused in words; a link that is not ours shows nothing', async () => {
    expect(await previewSchedule(runtime, token, { ...MONDAYS, timeZone: 'berln' })).toEqual({
      ok: false,
      problem: 'Choose a time zone we know: “berln” is none. Did you mean Europe/Berlin?',
    });
    for (const wrong of [`${token}A`, '', await ada.token('lesson')])
      expect(await previewSchedule(runtime, wrong, MONDAYS)).toBeNull();
  });

  test('of a course that was left, nothing is said to come', async () => {
    await leaveCourse(runtime, token);
    expect(await preview(TUESDAYS)).toMatchObject({ next: null, later: [], nextIso: null });
  });
});
