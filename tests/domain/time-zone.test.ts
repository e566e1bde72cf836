import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { canonicalTimeZone, timeZones } from '#lib/domain/schedule.ts';

const COURSE_ZONE = 'Europe/Paris';
const zones = timeZones();

describe('a time zone from a browser', () => {
  test.each([
    ['Europe/London', 'Europe/London'],
    ['UTC', 'UTC'],
    ['Etc/UTC', 'UTC'],
    ['US/Pacific', 'America/Los_Angeles'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['Asia/Kolkata', 'Asia/Kolkata'],
    ['Asia/Katmandu', 'Asia/Kathmandu'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
    ['America/Godthab', 'America/Nuuk'],
    ['europe/lisbon', 'Europe/Lisbon'],
  ])('%s is stored as %s', (input, expected) => {
    expect(canonicalTimeZone(input, COURSE_ZONE)).toBe(expected);
  });

  test.each([
    ['nothing', null],
    ['nothing at all', undefined],
    ['an empty string', ''],
    ['a space', ' '],
    ['a word', 'Atlantis'],
    ['a path', '../etc/passwd'],
    ['an offset', '+02:00'],
    ['a negative offset', '-0330'],
    ['a fixed offset with a name', 'Etc/GMT-2'],
    ['a name of ICU alone', 'SystemV/PST8'],
    ['a property of every object', 'constructor'],
    ['a header', 'Europe/London\r\nBcc: x'],
    ['a name with its calendar', 'Europe/London[u-ca=hebrew]'],
    ['a name made over-long', `Europe/London${' '.repeat(100_000)}`],
  ])('%s becomes the zone of the course', (_, input) => {
    expect(canonicalTimeZone(input, COURSE_ZONE)).toBe(COURSE_ZONE);
  });

  it('is never an error, whatever the text', () => {
    const offered = new Set(zones);
    const almost = fc
      .constantFrom(...zones)
      .chain((zone) => fc.nat(zone.length).map((at) => `${zone.slice(0, at)}/${zone.slice(at)}`));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 80 }), almost), (input) => {
        expect(offered.has(canonicalTimeZone(input, COURSE_ZONE))).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('the zones a learner can choose', () => {
  it('are each known by one name, which is stored unchanged', () => {
    expect(zones.filter((zone) => canonicalTimeZone(zone, 'another') !== zone)).toEqual([]);
    expect(new Set(zones).size).toBe(zones.length);
  });

  it('hold every zone of the platform, under today’s name', () => {
    const lost = Intl.supportedValuesOf('timeZone').filter((zone) => canonicalTimeZone(zone, '') === '');
    expect(lost).toEqual([]);
    expect(zones.length).toBeGreaterThan(400);
    expect(zones).toEqual(expect.arrayContaining(['UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh']));
    expect(zones).not.toContain('Europe/Kiev');
  });

  it('are sorted', () => {
    expect(zones).toEqual([...zones].sort());
  });
});
