import { describe, expect, it, test } from 'vitest';
import { describeSlot, parseSlot, type SlotInput } from '#lib/domain/schedule.ts';
import { daily, MONDAY, mondaysAndThursdays, weekly } from './slots.ts';

function input(change: Partial<SlotInput>): SlotInput {
  return { pace: 'weekly', weekdays: [1], hour: 9, timeZone: 'Europe/Paris', ...change };
}

describe('a slot in words', () => {
  test.each([
    [weekly(MONDAY, 9), 'Mondays at 09:00, Europe/Paris'],
    [mondaysAndThursdays, 'Mondays and Thursdays at 09:00, Europe/Paris'],
    [daily(18, 'Asia/Kolkata'), 'every day at 18:00, Asia/Kolkata'],
    [weekly(7, 0, 'UTC'), 'Sundays at 00:00, UTC'],
  ])('%j', (slot, words) => {
    expect(describeSlot(slot)).toBe(words);
  });
});

describe('a slot from a form', () => {
  it('has its weekdays in order and its zone by the name of today', () => {
    expect(parseSlot(input({ pace: 'twice_weekly', weekdays: [5, 2], timeZone: 'Asia/Calcutta' }))).toEqual({
      ok: true,
      slot: { pace: 'twice_weekly', weekdays: [2, 5], hour: 9, timeZone: 'Asia/Kolkata' },
    });
  });

  it('forgets weekdays when lessons come every day', () => {
    expect(parseSlot(input({ pace: 'daily', weekdays: [3, 99] }))).toEqual({ ok: true, slot: daily(9) });
  });

  it('takes every hour of the day', () => {
    for (let hour = 0; hour < 24; hour++) expect(parseSlot(input({ hour })).ok).toBe(true);
  });

  test.each([
    [[1, 2], false],
    [[1, 3], false],
    [[1, 4], true],
    [[1, 5], true],
    [[1, 6], false],
    [[1, 7], false],
    [[3, 7], true],
    [[7, 3], true],
  ])('weekdays %j leave the minimum gap between lessons twice a week: %s', (weekdays, ok) => {
    expect(parseSlot(input({ pace: 'twice_weekly', weekdays })).ok).toBe(ok);
  });

  test.each([
    ['another pace', { pace: 'hourly' }, 'once a week, twice a week or every day'],
    ['no weekday', { weekdays: [] }, 'such as Monday'],
    ['weekday 0', { weekdays: [0] }, 'such as Monday'],
    ['weekday 8', { weekdays: [8] }, 'such as Monday'],
    ['weekday 1.5', { weekdays: [1.5] }, 'such as Monday'],
    ['weekday NaN', { weekdays: [Number.NaN] }, 'such as Monday'],
    ['two weekdays once a week', { weekdays: [1, 4] }, 'one day of the week'],
    ['one weekday twice a week', { pace: 'twice_weekly', weekdays: [1, 1] }, 'two days of the week'],
    ['three weekdays twice a week', { pace: 'twice_weekly', weekdays: [1, 3, 5] }, 'two days of the week'],
    ['a wrong second weekday', { pace: 'twice_weekly', weekdays: [1, 9] }, 'two days of the week'],
    ['weekdays too close', { pace: 'twice_weekly', weekdays: [1, 2] }, 'at least two days between them'],
    ['hour 24', { hour: 24 }, 'such as 09:00'],
    ['hour -1', { hour: -1 }, 'such as 09:00'],
    ['half an hour', { hour: 9.5 }, 'such as 09:00'],
    ['hour NaN', { hour: Number.NaN }, 'such as 09:00'],
    ['a zone that is none', { timeZone: 'Europe/Atlantis' }, 'such as Paris'],
    ['a zone that is mistyped', { timeZone: 'berln' }, 'Did you mean Europe/Berlin?'],
    ['a zone that may be two', { timeZone: 'eastern' }, 'America/New_York or America/Toronto'],
    ['a zone that may be many', { timeZone: 'america' }, ' more.'],
    ['no zone', { timeZone: '' }, 'such as Paris'],
  ])('%s is refused with a right example', (_, change, words) => {
    expect(parseSlot(input(change))).toEqual({ ok: false, problem: expect.stringContaining(words) });
  });
});
