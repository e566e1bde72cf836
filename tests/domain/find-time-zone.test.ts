import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { findTimeZone, timeZones } from '#lib/domain/schedule.ts';

const OLDER_NAMES = ['Asia/Calcutta', 'US/Pacific', 'Europe/Kiev', 'America/Montreal', 'Japan', 'GB'];

describe('a time zone that somebody typed', () => {
  test.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['us / pacific', 'America/Los_Angeles'],
    ['berlin', 'Europe/Berlin'],
    [' Paris ', 'Europe/Paris'],
    ['new york', 'America/New_York'],
    ['NEW_YORK', 'America/New_York'],
    ['america/new york', 'America/New_York'],
    ['Zürich', 'Europe/Zurich'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['buenos aires', 'America/Argentina/Buenos_Aires'],
    ['Argentina / Buenos Aires', 'America/Argentina/Buenos_Aires'],
    ['port au prince', 'America/Port-au-Prince'],
    ['St. John’s', 'America/St_Johns'],
    ['calcutta', 'Asia/Kolkata'],
    ['saigon', 'Asia/Ho_Chi_Minh'],
    ['ho chi minh', 'Asia/Ho_Chi_Minh'],
    ['montreal', 'America/Toronto'],
    ['japan', 'Asia/Tokyo'],
    ['India', 'Asia/Kolkata'],
    ['uk', 'Europe/London'],
    ['utc', 'UTC'],
    ['york', 'America/New_York'],
    ['auckl', 'Pacific/Auckland'],
  ])('“%s” is %s', (typed, timeZone) => {
    expect(findTimeZone(typed)).toEqual({ found: 'one', timeZone });
  });

  test.each([
    ['eastern', ['America/New_York', 'America/Toronto']],
    ['Germany', ['Europe/Berlin', 'Europe/Busingen']],
    ['united states', ['America/New_York', 'America/Los_Angeles']],
    ['salv', ['America/El_Salvador']],
    ['indiana', ['America/Indiana/Indianapolis', 'America/Indiana/Knox']],
  ])('“%s” could be several', (typed, some) => {
    const found = findTimeZone(typed);
    const zones = found.found === 'several' ? found.timeZones : found.found === 'one' ? [found.timeZone] : [];
    expect(zones).toEqual(expect.arrayContaining(some));
  });

  test.each([
    ['berln', 'Europe/Berlin'],
    ['Europe/Pariss', 'Europe/Paris'],
    ['new yrok', 'America/New_York'],
  ])('“%s” is none, and probably %s is meant', (typed, nearest) => {
    expect(findTimeZone(typed)).toEqual({ found: 'none', nearest });
  });

  test.each([
    '',
    ' ',
    '/',
    'x',
    '42',
    '+02:00',
    'UTC+2',
    'Etc/GMT-2',
    'EST',
    'Mars/Olympus',
    'Europe/Atlantis',
    '../etc/passwd',
    'constructor',
    '<script>',
    'Europe/London\r\nBcc: x',
    '٣',
    'a'.repeat(100_000),
  ])('“%.30s” is none', (typed) => {
    expect(findTimeZone(typed)).toEqual({ found: 'none', nearest: null });
  });

  it('is each zone under its own name and in words', () => {
    for (const timeZone of timeZones())
      for (const typed of [timeZone, timeZone.toLowerCase().replaceAll('_', ' ')])
        expect(findTimeZone(typed), typed).toEqual({ found: 'one', timeZone });
    for (const name of OLDER_NAMES) expect(findTimeZone(name).found, name).toBe('one');
  });

  it('is never an error, and never a zone that is not offered', () => {
    const offered = new Set(timeZones());
    const almost = fc
      .constantFrom(...offered)
      .chain((zone) => fc.nat(zone.length).map((end) => zone.slice(0, end)));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), almost), (typed) => {
        const found = findTimeZone(typed);
        const zones =
          found.found === 'one' ? [found.timeZone] : found.found === 'several' ? found.timeZones : [];
        expect(zones.every((zone) => offered.has(zone))).toBe(true);
        expect(found.found === 'several' && zones.length < 2).toBe(false);
      }),
      { numRuns: 1_000 },
    );
  });
});
