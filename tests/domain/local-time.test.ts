import { describe, expect, test } from 'vitest';
import { clockChanges, daysLater, parseLocalTime } from '#lib/domain/schedule.ts';

describe('a date and time on the clock of a zone', () => {
  test.each([
    ['2027-03-20', '2027-03-20T11:00:00.000Z'],
    ['2027-03-20T18:30', '2027-03-20T17:30:00.000Z'],
    ['2027-03-20 18:30', '2027-03-20T17:30:00.000Z'],
    ['2028-02-29', '2028-02-29T11:00:00.000Z'],
    // Comes twice: the first.
    ['2027-10-31T02:30', '2027-10-31T00:30:00.000Z'],
  ])('%s', (text, at) => {
    expect(parseLocalTime(text, 'Europe/Berlin')).toEqual({ ok: true, at: new Date(at) });
  });

  test.each([
    ['2027-02-30', 'There is no day 2027-02-30: the calendar leaves it out.'],
    ['2027-13-01', 'There is no day 2027-13-01: the calendar leaves it out.'],
    ['2027-03-20T24:00', 'There is no time 24:00. Write 00:00 to 23:59.'],
    [
      '2027-03-28T02:30',
      '02:30 was left out on 28 March 2027 in Europe/Berlin, because the clocks went forward. Give another time.',
    ],
    ['20.3.2027', '“20.3.2027” is no date. Write it as 2027-03-20, or 2027-03-20T18:30.'],
    ['tomorrow', '“tomorrow” is no date. Write it as 2027-03-20, or 2027-03-20T18:30.'],
  ])('%s is refused in words', (text, problem) => {
    expect(parseLocalTime(text, 'Europe/Berlin')).toEqual({ ok: false, problem });
  });
});

test('days later is the same time of day, across a change of the clocks', () => {
  const later = daysLater(new Date('2027-03-27T08:00Z'), 2, 'Europe/Berlin');
  expect(later.toISOString()).toBe('2027-03-29T07:00:00.000Z');
});

describe('changes of the clocks', () => {
  const changes = (zone: string, after: string, upTo: string) =>
    clockChanges(zone, new Date(after), new Date(upTo)).map(
      ({ at, minutes }) => `${at.toISOString()} ${minutes}`,
    );

  test('are found between two instants, the second included', () => {
    expect(changes('Europe/Berlin', '2027-01-01', '2028-01-01')).toEqual([
      '2027-03-28T01:00:00.000Z 60',
      '2027-10-31T01:00:00.000Z -60',
    ]);
    expect(changes('Europe/Berlin', '2027-03-21T08:00Z', '2027-03-28T01:00Z')).toHaveLength(1);
    expect(changes('Europe/Berlin', '2027-03-28T01:00Z', '2027-04-05')).toEqual([]);
    expect(changes('Australia/Lord_Howe', '2027-04-01', '2027-04-30')).toEqual([
      '2027-04-03T15:00:00.000Z -30',
    ]);
  });

  test.each(['UTC', 'Asia/Kolkata'])('%s has none', (zone) => {
    expect(changes(zone, '2027-01-01', '2037-01-01')).toEqual([]);
  });
});
