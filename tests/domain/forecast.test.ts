import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type Coming, forecast } from '#lib/domain/forecast.ts';
import { firstSlotAfter, formatDay, formatWhen, parseSlot, type Slot } from '#lib/domain/schedule.ts';
import { simulate } from '#lib/domain/simulation.ts';
import { daily, MONDAY, weekly } from './slots.ts';

const NOW = new Date('2027-01-06T12:00:00Z');
const LESSONS = ['one', 'two', 'three'];

function coming(enrollmentId: string, slot: Slot, nextAt: Date | null): Coming {
  return { enrollmentId, slot, comes: LESSONS, closes: true, nextAt };
}
/** As it is where all dates that stand are promised. */
function foresee(courses: readonly Coming[], now = NOW) {
  const taken = courses.flatMap(({ enrollmentId, nextAt }) => (nextAt ? [{ enrollmentId, at: nextAt }] : []));
  return forecast(courses, { now, taken });
}
function words(course: Coming, others: readonly Coming[] = [], now = NOW): string[] {
  const foreseen = foresee([course, ...others], now).get(course.enrollmentId) ?? [];
  return foreseen.map(({ slug, at }) => `${slug ?? 'end'}: ${formatWhen(at, 'Europe/Paris').slice(0, -14)}`);
}

const mondays = weekly(MONDAY, 9);
const monday = new Date('2027-01-18T08:00:00Z');

describe('what is foreseen', () => {
  test('comes in its order from the date that stands, and ends with the closing mail', () => {
    expect(words(coming('tea', mondays, monday))).toEqual([
      'one: Monday 18 January at 09:00',
      'two: Monday 25 January at 09:00',
      'three: Monday 1 February at 09:00',
      'end: Monday 8 February at 09:00',
    ]);
  });

  test('is nothing without a date, and no closing mail where that was given', () => {
    expect(words(coming('tea', mondays, null))).toEqual([]);
    expect(words({ ...coming('tea', mondays, monday), comes: ['two'], closes: false })).toEqual([
      'two: Monday 18 January at 09:00',
    ]);
  });

  test('two courses on one weekday take turns', () => {
    const bread = coming('bread', mondays, new Date('2027-01-25T08:00:00Z'));
    expect(words(coming('tea', mondays, monday), [bread])).toEqual([
      'one: Monday 18 January at 09:00',
      'two: Monday 1 February at 09:00',
      'three: Monday 15 February at 09:00',
      'end: Monday 1 March at 09:00',
    ]);
  });

  test('what is overdue leaves now, and keeps its gap to the next', () => {
    const now = new Date('2027-02-11T15:00:00Z');
    expect(words(coming('tea', mondays, monday), [], now).slice(0, 2)).toEqual([
      'one: Monday 18 January at 09:00',
      'two: Monday 22 February at 09:00',
    ]);
  });

  const anySlot = fc
    .record({
      pace: fc.constantFrom('weekly', 'twice_weekly', 'daily'),
      days: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 2, maxLength: 2 }),
      hour: fc.integer({ min: 0, max: 23 }),
      timeZone: fc.constantFrom('Europe/Paris', 'America/Nuuk', 'Australia/Lord_Howe', 'Pacific/Apia'),
    })
    .map(({ days, ...rest }) =>
      parseSlot({ ...rest, weekdays: rest.pace === 'twice_weekly' ? days : days.slice(1) }),
    )
    .filter((parsed) => parsed.ok)
    .map(({ slot }) => slot);
  const anyNow = fc.date({ min: new Date('2027-01-01'), max: new Date('2028-12-31'), noInvalidDate: true });

  it('is for one course what the simulation says', () => {
    fc.assert(
      fc.property(anySlot, anyNow, (slot, start) => {
        const [first, ...rest] = simulate(['zero', ...LESSONS], slot, start, {
          pauses: new Map(),
          now: new Map(),
        });
        expect(first?.at).toEqual(start);
        const foreseen = foresee([coming('tea', slot, rest[0]?.at ?? null)], start).get('tea');
        expect(foreseen).toEqual(rest.map(({ slug, at }) => ({ slug, at })));
      }),
    );
  });

  it('never puts mail of two courses on one day', () => {
    const slots = fc.array(anySlot, { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(slots, anyNow, ([own = daily(9), ...others], now) => {
        const { timeZone } = own;
        const courses: Coming[] = [];
        let after = now;
        for (const [i, slot] of [own, ...others].entries()) {
          const nextAt = firstSlotAfter({ ...slot, timeZone }, after);
          courses.push(coming(String(i), { ...slot, timeZone }, nextAt));
          after = new Date(nextAt.getTime() + 26 * 3_600_000);
        }
        const days = [...foresee(courses, now).values()].flat().map(({ at }) => formatDay(at, timeZone));
        expect(days).toHaveLength(courses.length * (LESSONS.length + 1));
        expect(new Set(days).size).toBe(days.length);
      }),
    );
  });
});
