import { describe, expect, it, test } from 'vitest';
import { firstSlotAfter } from '#lib/domain/schedule.ts';
import { daily, FRIDAY, MONDAY, mondaysAndThursdays, SATURDAY, SUNDAY, weekly } from './slots.ts';

describe('the first slot after an instant', () => {
  test.each([
    ['later the same day', weekly(MONDAY, 9), '2026-11-23T07:59:59.999Z', '2026-11-23T08:00:00.000Z'],
    [
      'strictly after: the slot itself gives the next',
      weekly(MONDAY, 9),
      '2026-11-23T08:00:00Z',
      '2026-11-30T08:00:00.000Z',
    ],
    ['twice weekly, the second day', mondaysAndThursdays, '2026-11-23T08:00:00Z', '2026-11-26T08:00:00.000Z'],
    ['twice weekly, round the week', mondaysAndThursdays, '2026-11-26T08:00:00Z', '2026-11-30T08:00:00.000Z'],
    ['daily', daily(9), '2026-11-23T08:00:00Z', '2026-11-24T08:00:00.000Z'],
    ['over New Year', weekly(FRIDAY, 0), '2026-12-31T22:59:59Z', '2026-12-31T23:00:00.000Z'],
    ['over 29 February', daily(9), '2028-02-28T12:00:00Z', '2028-02-29T08:00:00.000Z'],

    [
      'Paris keeps 09:00 when summer time ends',
      weekly(MONDAY, 9),
      '2026-10-19T07:00:00Z',
      '2026-10-26T08:00:00.000Z',
    ],
    [
      'Paris keeps 09:00 when summer time begins',
      weekly(MONDAY, 9),
      '2027-03-22T08:00:00Z',
      '2027-03-29T07:00:00.000Z',
    ],
    [
      'Paris in spring: 02:00 is left out, so 03:00',
      weekly(SUNDAY, 2),
      '2027-03-27T12:00:00Z',
      '2027-03-28T01:00:00.000Z',
    ],
    [
      'and a week later it is 02:00 again',
      weekly(SUNDAY, 2),
      '2027-03-28T01:00:00Z',
      '2027-04-04T00:00:00.000Z',
    ],
    [
      'Paris in autumn: 02:00 comes twice, the first counts',
      weekly(SUNDAY, 2),
      '2026-10-24T12:00:00Z',
      '2026-10-25T00:00:00.000Z',
    ],
    ['and the second 02:00 does not count', daily(2), '2026-10-25T00:00:00Z', '2026-10-26T01:00:00.000Z'],

    [
      'New York in spring: 02:00 becomes 03:00',
      weekly(SUNDAY, 2, 'America/New_York'),
      '2027-03-13T12:00:00Z',
      '2027-03-14T07:00:00.000Z',
    ],
    [
      'New York in autumn: the first 01:00',
      weekly(SUNDAY, 1, 'America/New_York'),
      '2026-10-31T12:00:00Z',
      '2026-11-01T05:00:00.000Z',
    ],
    [
      'New York on Monday evening is Tuesday in London',
      weekly(MONDAY, 20, 'America/New_York'),
      '2026-11-22T12:00:00Z',
      '2026-11-24T01:00:00.000Z',
    ],
    [
      'Tokyo on Monday morning is Sunday in London',
      weekly(MONDAY, 8, 'Asia/Tokyo'),
      '2026-11-20T12:00:00Z',
      '2026-11-22T23:00:00.000Z',
    ],
    [
      'Auckland keeps Monday 09:00 through spring',
      weekly(MONDAY, 9, 'Pacific/Auckland'),
      '2026-09-20T21:00:00Z',
      '2026-09-27T20:00:00.000Z',
    ],
    [
      'Auckland in spring: 02:00 becomes 03:00',
      weekly(SUNDAY, 2, 'Pacific/Auckland'),
      '2026-09-26T12:00:00Z',
      '2026-09-26T14:00:00.000Z',
    ],
    [
      'Kathmandu, 5 h 45 min ahead',
      weekly(MONDAY, 9, 'Asia/Kathmandu'),
      '2026-11-22T12:00:00Z',
      '2026-11-23T03:15:00.000Z',
    ],
    [
      'Lord Howe in spring moves half an hour',
      weekly(SUNDAY, 2, 'Australia/Lord_Howe'),
      '2026-10-03T12:00:00Z',
      '2026-10-03T15:30:00.000Z',
    ],
    [
      'Lord Howe in autumn reaches 02:00 only once',
      weekly(SUNDAY, 2, 'Australia/Lord_Howe'),
      '2027-04-03T12:00:00Z',
      '2027-04-03T15:30:00.000Z',
    ],
    [
      'Havana leaves out midnight',
      weekly(SUNDAY, 0, 'America/Havana'),
      '2027-03-13T12:00:00Z',
      '2027-03-14T05:00:00.000Z',
    ],
    [
      'Cairo leaves out midnight',
      weekly(FRIDAY, 0, 'Africa/Cairo'),
      '2027-04-29T12:00:00Z',
      '2027-04-29T22:00:00.000Z',
    ],
    [
      'Nuuk leaves out 23:00, so it is Sunday',
      weekly(SATURDAY, 23, 'America/Nuuk'),
      '2027-03-27T12:00:00Z',
      '2027-03-28T01:00:00.000Z',
    ],
    [
      'Apia had no Friday, so Saturday',
      weekly(FRIDAY, 9, 'Pacific/Apia'),
      '2011-12-29T20:00:00Z',
      '2011-12-30T19:00:00.000Z',
    ],
    [
      'even asked on that Saturday',
      weekly(FRIDAY, 9, 'Pacific/Apia'),
      '2011-12-30T18:00:00Z',
      '2011-12-30T19:00:00.000Z',
    ],
    [
      'and the next one is on Friday',
      weekly(FRIDAY, 9, 'Pacific/Apia'),
      '2011-12-30T19:00:00Z',
      '2012-01-05T19:00:00.000Z',
    ],
    [
      'daily in Apia: the day that was not has no lesson',
      daily(9, 'Pacific/Apia'),
      '2011-12-30T19:00:00Z',
      '2011-12-31T19:00:00.000Z',
    ],
  ])('%s', (_, slot, after, expected) => {
    expect(firstSlotAfter(slot, new Date(after)).toISOString()).toBe(expected);
  });

  it.each([
    ['without a weekday', { ...weekly(MONDAY, 9), weekdays: [] }],
    ['at hour 24', weekly(MONDAY, 24)],
    ['in a zone that is none', weekly(MONDAY, 9, 'Europe/Atlantis')],
  ])('does not exist for a slot %s', (_, slot) => {
    expect(() => firstSlotAfter(slot, new Date('2026-11-23T12:00:00Z'))).toThrow(RangeError);
  });
});
