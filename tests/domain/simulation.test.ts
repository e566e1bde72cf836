import { describe, expect, test } from 'vitest';
import type { Slot } from '#lib/domain/schedule.ts';
import { simulate, type Wishes } from '#lib/domain/simulation.ts';
import { daily, FRIDAY, MONDAY, mondaysAndThursdays, SUNDAY, weekly } from './slots.ts';

const NOTHING: Wishes = { pauses: new Map(), now: new Map() };
const pausing = (...pauses: [number, number][]): Wishes => ({ ...NOTHING, pauses: new Map(pauses) });
const asking = (...now: [number, number][]): Wishes => ({ ...NOTHING, now: new Map(now) });

const dates = (slot: Slot, start: string, wishes = NOTHING, order = ['a', 'b', 'c', 'd']) =>
  simulate(order, slot, new Date(start), wishes).map(
    ({ slug, at }) => `${slug ?? 'closing'} ${at.toISOString().slice(0, 16).replace('T', ' ')}`,
  );

// Worked out with a calendar: Berlin is at UTC+1 until 28 March 2027, 01:00 UTC, and at UTC+2 after it.
describe('the dates of one learner', () => {
  test('weekly through the spring change: the hour stays, so UTC’s does not', () => {
    expect(dates(weekly(MONDAY, 9, 'Europe/Berlin'), '2027-03-10T11:00Z')).toEqual([
      'a 2027-03-10 11:00',
      'b 2027-03-22 08:00',
      'c 2027-03-29 07:00',
      'd 2027-04-05 07:00',
      'closing 2027-04-12 07:00',
    ]);
  });

  test('weekly through the autumn change', () => {
    expect(dates(weekly(FRIDAY, 18, 'America/New_York'), '2027-10-28T16:00Z').slice(1, 4)).toEqual([
      'b 2027-11-05 22:00',
      'c 2027-11-12 23:00',
      'd 2027-11-19 23:00',
    ]);
  });

  test('an hour that spring leaves out moves forward, and only on that day', () => {
    expect(dates(weekly(SUNDAY, 2, 'Europe/Berlin'), '2027-03-17T11:00Z').slice(1, 4)).toEqual([
      'b 2027-03-28 01:00',
      'c 2027-04-04 00:00',
      'd 2027-04-11 00:00',
    ]);
  });

  test('twice a week, and every day', () => {
    expect(dates(mondaysAndThursdays, '2027-01-06T12:00Z')).toEqual([
      'a 2027-01-06 12:00',
      'b 2027-01-11 08:00',
      'c 2027-01-14 08:00',
      'd 2027-01-18 08:00',
      'closing 2027-01-21 08:00',
    ]);
    expect(dates(daily(8), '2027-01-06T12:00Z').slice(0, 3)).toEqual([
      'a 2027-01-06 12:00',
      // The next morning is only 19 hours later.
      'b 2027-01-08 07:00',
      'c 2027-01-09 07:00',
    ]);
  });

  test('six days before a slot to the minute is too late for it: the mail leaves a moment after it is due', () => {
    const slot = weekly(MONDAY, 9);
    expect(dates(slot, '2027-01-12T07:59Z')[1]).toBe('b 2027-01-18 08:00');
    expect(dates(slot, '2027-01-12T08:00Z')[1]).toBe('b 2027-01-25 08:00');
  });

  test.each([
    [6, '2027-01-25'],
    [7, '2027-02-01'],
    [10, '2027-02-01'],
    [14, '2027-02-08'],
  ])('after a pause of %i days the course goes on at the next slot', (days, third) => {
    expect(dates(weekly(MONDAY, 9), '2027-01-06T12:00Z', pausing([2, days])).slice(1)).toEqual([
      'b 2027-01-18 08:00',
      `c ${third} 08:00`,
      expect.stringMatching(/^d/),
      expect.stringMatching(/^closing/),
    ]);
  });

  test('a pause of some days ends at the same time of day, whatever the clocks do', () => {
    const mails = simulate(['a', 'b'], weekly(MONDAY, 9), new Date('2027-03-27T11:00Z'), pausing([1, 2]));
    expect(mails[1]?.resumedAt?.toISOString()).toBe('2027-03-29T10:00:00.000Z');
  });

  test('a lesson asked for comes at once; the one after it keeps the gap', () => {
    expect(dates(weekly(MONDAY, 9), '2027-01-06T12:00Z', asking([3, 3]))).toEqual([
      'a 2027-01-06 12:00',
      'b 2027-01-18 08:00',
      'c 2027-01-21 08:00',
      'd 2027-02-01 08:00',
      'closing 2027-02-08 08:00',
    ]);
  });

  test('wishes are one in ten minutes and three a day', () => {
    const order = ['a', 'b', 'c', 'd', 'e'];
    const wishes = asking([2, 0], [3, 0], [4, 0], [5, 0]);
    expect(dates(weekly(MONDAY, 9), '2027-01-06T12:00Z', wishes, order).slice(0, 5)).toEqual([
      'a 2027-01-06 12:00',
      'b 2027-01-06 12:00',
      'c 2027-01-06 12:10',
      'd 2027-01-06 12:20',
      'e 2027-01-07 12:00',
    ]);
  });

  test('asked for later than it comes by itself, it comes by itself', () => {
    const [, second] = simulate(['a', 'b'], daily(8), new Date('2027-01-06T12:00Z'), asking([2, 5]));
    expect(second).toMatchObject({ at: new Date('2027-01-08T07:00Z'), asked: false });
  });

  test('in a pause nothing can be asked for: a wish waits for its end', () => {
    const wishes = { pauses: new Map([[1, 10]]), now: new Map([[2, 1]]) };
    expect(dates(weekly(MONDAY, 9), '2027-01-06T12:00Z', wishes)[1]).toBe('b 2027-01-16 12:00');
  });

  test('a course without lessons ends at once', () => {
    expect(dates(weekly(MONDAY, 9), '2027-01-06T12:00Z', NOTHING, [])).toEqual(['closing 2027-01-06 12:00']);
  });
});
