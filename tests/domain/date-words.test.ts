import { describe, expect, it, test } from 'vitest';
import { formatDay, formatWhen, localTime, shortDay, weekdayName } from '#lib/domain/schedule.ts';

describe('an instant in words', () => {
  test.each([
    [
      '2026-11-30T08:00:00Z',
      'Europe/Paris',
      'Monday 30 November at 09:00, Europe/Paris',
      '30 November 2026',
      'Mon 30 Nov',
      '09:00',
    ],
    [
      '2026-12-31T23:30:00Z',
      'Europe/Paris',
      'Friday 1 January at 00:30, Europe/Paris',
      '1 January 2027',
      'Fri 1 Jan',
      '00:30',
    ],
    [
      '2026-12-31T23:30:00Z',
      'America/New_York',
      'Thursday 31 December at 18:30, America/New_York',
      '31 December 2026',
      'Thu 31 Dec',
      '18:30',
    ],
    [
      '2026-09-27T13:05:59Z',
      'Asia/Kathmandu',
      'Sunday 27 September at 18:50, Asia/Kathmandu',
      '27 September 2026',
      'Sun 27 Sep',
      '18:50',
    ],
    [
      '2026-10-03T15:30:00Z',
      'Australia/Lord_Howe',
      'Sunday 4 October at 02:30, Australia/Lord_Howe',
      '4 October 2026',
      'Sun 4 Oct',
      '02:30',
    ],
    [
      '2028-02-29T12:00:00Z',
      'UTC',
      'Tuesday 29 February at 12:00, UTC',
      '29 February 2028',
      'Tue 29 Feb',
      '12:00',
    ],
  ])('%s in %s', (instant, timeZone, when, day, short, time) => {
    const at = new Date(instant);
    expect(formatWhen(at, timeZone)).toBe(when);
    expect(formatDay(at, timeZone)).toBe(day);
    expect(shortDay(at, timeZone)).toBe(short);
    expect(localTime(at, timeZone)).toBe(time);
  });

  it('names every month', () => {
    const months = Array.from({ length: 12 }, (_, month) =>
      formatDay(new Date(Date.UTC(2026, month, 15)), 'UTC'),
    );
    expect(months.map((day) => day.split(' ')[1])).toEqual(
      'January February March April May June July August September October November December'.split(' '),
    );
  });
});

describe('the name of a weekday', () => {
  it('starts with Monday, as ISO 8601 counts', () => {
    expect([1, 2, 3, 4, 5, 6, 7].map(weekdayName)).toEqual(
      'Monday Tuesday Wednesday Thursday Friday Saturday Sunday'.split(' '),
    );
  });

  it.each([0, 8, 1.5, Number.NaN])('%s has none', (number) => {
    expect(() => weekdayName(number)).toThrow(RangeError);
  });
});
