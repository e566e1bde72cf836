import { describe, expect, it, test } from 'vitest';
import { MINIMUM_GAP_HOURS, nextDueAt, pausedUntil, type Slot } from '#lib/domain/schedule.ts';
import { daily, MONDAY, mondaysAndThursdays, SATURDAY, WEDNESDAY, weekly } from './slots.ts';

describe('the next due date', () => {
  const due = (slot: Slot, now: string, lastSentAt: string | null, occupied: string[] = []) =>
    nextDueAt(slot, {
      now: new Date(now),
      lastSentAt: lastSentAt === null ? null : new Date(lastSentAt),
      occupied: occupied.map((at) => new Date(at)),
    }).toISOString();

  it('is the next slot when nothing was sent yet', () => {
    expect(due(weekly(MONDAY, 9), '2026-11-22T12:00:00Z', null)).toBe('2026-11-23T08:00:00.000Z');
  });

  it('keeps six days after a lesson that was read at once after confirming', () => {
    const sundayNoon = '2026-11-22T11:00:00Z';
    expect(due(weekly(MONDAY, 9), sundayNoon, sundayNoon)).toBe('2026-11-30T08:00:00.000Z');
  });

  test.each([
    [
      'weekly',
      weekly(MONDAY, 9),
      '2026-11-24T08:00:00.000Z',
      '2026-11-24T08:00:00.001Z',
      '2026-11-30T08:00:00.000Z',
      '2026-12-07T08:00:00.000Z',
    ],
    [
      'twice weekly',
      mondaysAndThursdays,
      '2026-11-24T08:00:00.000Z',
      '2026-11-24T08:00:00.001Z',
      '2026-11-26T08:00:00.000Z',
      '2026-11-30T08:00:00.000Z',
    ],
    [
      'daily',
      daily(9),
      '2026-11-23T12:00:00.000Z',
      '2026-11-23T12:00:00.001Z',
      '2026-11-24T08:00:00.000Z',
      '2026-11-25T08:00:00.000Z',
    ],
  ])(
    '%s: a slot exactly the minimum gap after the last lesson will do, a millisecond less will not',
    (_, slot, sent, tooLate, first, second) => {
      expect(due(slot, sent, sent)).toBe(first);
      expect(due(slot, tooLate, tooLate)).toBe(second);
      expect((Date.parse(first) - Date.parse(sent)) / 3_600_000).toBe(MINIMUM_GAP_HOURS[slot.pace]);
    },
  );

  it('counts the gap in elapsed hours: the night summer time begins has one less', () => {
    const midweekAndSaturdays = { ...mondaysAndThursdays, weekdays: [WEDNESDAY, SATURDAY] };
    const mondaysAndSaturdays = { ...mondaysAndThursdays, weekdays: [MONDAY, SATURDAY] };
    const saturdayBefore = '2027-03-27T08:00:00Z';
    expect(due(mondaysAndSaturdays, saturdayBefore, saturdayBefore)).toBe('2027-04-03T07:00:00.000Z');
    expect(due(midweekAndSaturdays, saturdayBefore, saturdayBefore)).toBe('2027-03-31T07:00:00.000Z');
  });

  it('does not drift with a slow queue: ten minutes late is on time the week after', () => {
    expect(due(weekly(MONDAY, 9), '2026-11-23T08:10:00Z', '2026-11-23T08:10:00Z')).toBe(
      '2026-11-30T08:00:00.000Z',
    );
  });

  it('after three weeks of outage is one date, the next slot', () => {
    expect(due(weekly(MONDAY, 9), '2026-12-16T12:00:00Z', '2026-11-23T08:00:00Z')).toBe(
      '2026-12-21T08:00:00.000Z',
    );
  });

  it('waits for the gap even when the clock went back to before the last lesson', () => {
    expect(due(daily(9), '2026-11-22T12:00:00Z', '2026-11-23T08:00:00Z')).toBe('2026-11-24T08:00:00.000Z');
  });

  it('skips a day that holds other mail, as that person counts days', () => {
    const elevenAtNightInParis = '2026-11-30T22:59:59Z';
    const midnightInParis = '2026-11-30T23:00:00Z';
    const now = '2026-11-29T12:00:00Z';
    expect(due(daily(9), now, null, [elevenAtNightInParis])).toBe('2026-12-01T08:00:00.000Z');
    expect(due(weekly(MONDAY, 9), now, null, [elevenAtNightInParis])).toBe('2026-12-07T08:00:00.000Z');
    expect(due(weekly(MONDAY, 9), now, null, [midnightInParis])).toBe('2026-11-30T08:00:00.000Z');
    expect(due(weekly(MONDAY, 9, 'Asia/Tokyo'), now, null, ['2026-11-29T14:59:59Z'])).toBe(
      '2026-11-30T00:00:00.000Z',
    );
  });

  it('skips as many days as hold mail', () => {
    const busy = ['2026-11-30T10:00:00Z', '2026-12-07T10:00:00Z', '2026-12-21T10:00:00Z'];
    expect(due(weekly(MONDAY, 9), '2026-11-29T12:00:00Z', null, busy)).toBe('2026-12-14T08:00:00.000Z');
  });

  it('never puts two lessons on one day, though Nuuk moves the first of them to midnight', () => {
    const movedToSundayMidnight = '2027-03-28T01:00:00Z';
    const slot = daily(23, 'America/Nuuk');
    expect(due(slot, movedToSundayMidnight, movedToSundayMidnight)).toBe('2027-03-30T00:00:00.000Z');
  });
});

describe('the end of a pause', () => {
  const until = (slot: Slot, now: string, promised: string | null, weeks: 1 | 2 | 4) =>
    pausedUntil(slot, {
      now: new Date(now),
      nextDueAt: promised === null ? null : new Date(promised),
      weeks,
    }).toISOString();

  test.each([
    [
      'one week after the lesson promised',
      weekly(MONDAY, 9),
      '2026-11-25T12:00:00Z',
      '2026-11-30T08:00:00Z',
      1,
      '2026-12-07T08:00:00.000Z',
    ],
    [
      'two weeks',
      weekly(MONDAY, 9),
      '2026-11-25T12:00:00Z',
      '2026-11-30T08:00:00Z',
      2,
      '2026-12-14T08:00:00.000Z',
    ],
    [
      'four weeks',
      weekly(MONDAY, 9),
      '2026-11-25T12:00:00Z',
      '2026-11-30T08:00:00Z',
      4,
      '2026-12-28T08:00:00.000Z',
    ],
    [
      'at the same hour though summer time begins',
      weekly(MONDAY, 9),
      '2027-03-20T12:00:00Z',
      '2027-03-22T08:00:00Z',
      2,
      '2027-04-05T07:00:00.000Z',
    ],
    [
      'from a promise further off',
      weekly(MONDAY, 9),
      '2026-11-25T12:00:00Z',
      '2026-12-07T08:00:00Z',
      1,
      '2026-12-14T08:00:00.000Z',
    ],
    [
      'without a promise, from the next slot',
      weekly(MONDAY, 9),
      '2026-11-25T12:00:00Z',
      null,
      1,
      '2026-12-07T08:00:00.000Z',
    ],
    [
      'from a lesson due a minute ago and not gone yet',
      weekly(MONDAY, 9),
      '2026-11-23T08:01:00Z',
      '2026-11-23T08:00:00Z',
      1,
      '2026-11-30T08:00:00.000Z',
    ],
    [
      'from now, when the promise lapsed weeks ago',
      weekly(MONDAY, 9),
      '2026-11-25T12:00:00Z',
      '2026-11-02T08:00:00Z',
      1,
      '2026-12-07T08:00:00.000Z',
    ],
    [
      'from the next slot, when the promise was for another slot',
      weekly(MONDAY, 9),
      '2026-11-25T12:00:00Z',
      '2026-11-26T15:00:00Z',
      1,
      '2026-12-07T08:00:00.000Z',
    ],
    [
      'twice weekly, the same day of the week',
      mondaysAndThursdays,
      '2026-11-25T12:00:00Z',
      '2026-11-26T08:00:00Z',
      2,
      '2026-12-10T08:00:00.000Z',
    ],
    [
      'daily, seven days',
      daily(9),
      '2026-11-25T12:00:00Z',
      '2026-11-26T08:00:00Z',
      1,
      '2026-12-03T08:00:00.000Z',
    ],
    [
      'daily, from now when the promise lapsed',
      daily(9),
      '2026-11-25T12:00:00Z',
      '2026-11-02T08:00:00Z',
      1,
      '2026-12-02T08:00:00.000Z',
    ],
    [
      'in Nuuk, from a slot that a gap moved to Sunday',
      weekly(SATURDAY, 23, 'America/Nuuk'),
      '2027-03-25T12:00:00Z',
      '2027-03-28T01:00:00Z',
      1,
      '2027-04-04T00:00:00.000Z',
    ],
  ] as const)('%s', (_, slot, now, promised, weeks, expected) => {
    expect(until(slot, now, promised, weeks)).toBe(expected);
  });
});
