import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  firstSlotAfter,
  MINIMUM_GAP_HOURS,
  nextDueAt,
  parseSlot,
  pausedUntil,
  type Slot,
  timeZones,
} from '#lib/domain/schedule.ts';
import { clockChanges, localDay, wallClockInstant } from './zone-oracle.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Troll, in Antarctica, moves its clocks by two hours. */
const LARGEST_CHANGE_MS = 2 * HOUR_MS;
const FIRST_DAY = Date.UTC(2026, 0, 1);
const LAST_DAY = Date.UTC(2029, 0, 1);

const zones = timeZones();
const changes = new Map(zones.map((zone) => [zone, clockChanges(zone, FIRST_DAY, LAST_DAY)]));

/** Every slot `parseSlot` lets a learner choose in this zone. */
function anySlot(timeZone: string): fc.Arbitrary<Slot> {
  return fc
    .record({
      pace: fc.constantFrom('weekly', 'twice_weekly', 'daily'),
      first: fc.integer({ min: 1, max: 7 }),
      second: fc.integer({ min: 1, max: 7 }),
      hour: fc.integer({ min: 0, max: 23 }),
    })
    .map(({ pace, first, second, hour }) =>
      parseSlot({ pace, weekdays: pace === 'twice_weekly' ? [first, second] : [first], hour, timeZone }),
    )
    .filter((parsed) => parsed.ok)
    .map(({ slot }) => slot);
}

/** Instants of the three years, more often than not within two days of a change of the zone's clocks. */
function anyInstant(timeZone: string): fc.Arbitrary<Date> {
  const any = fc.integer({ min: FIRST_DAY, max: LAST_DAY });
  const changesHere = changes.get(timeZone) ?? [];
  if (changesHere.length === 0) return any.map((ms) => new Date(ms));
  const near = fc
    .tuple(fc.constantFrom(...changesHere), fc.integer({ min: -2 * DAY_MS, max: 2 * DAY_MS }))
    .map(([change, ms]) => change + ms);
  return fc.oneof({ weight: 1, arbitrary: any }, { weight: 2, arbitrary: near }).map((ms) => new Date(ms));
}

function forEveryZone(runs: number, check: (slot: Slot, at: Date) => void): void {
  for (const zone of zones) fc.assert(fc.property(anySlot(zone), anyInstant(zone), check), { numRuns: runs });
}

describe(`in each of ${zones.length} time zones, 2026 to 2028`, () => {
  it('every weekly date keeps weekday and hour, or moves forward out of a gap', () => {
    zones.forEach((timeZone, index) => {
      const [weekday, hour] = [1 + (index % 7), index % 24];
      const slot: Slot = { pace: 'weekly', weekdays: [weekday], hour, timeZone };
      // 29 December 2025 is a Monday.
      let day = Date.UTC(2025, 11, 28 + weekday + 7);
      let at = wallClockInstant(timeZone, day, hour);
      for (; day < LAST_DAY; day += 7 * DAY_MS) {
        if (at !== wallClockInstant(timeZone, day, hour))
          expect.fail(
            `${timeZone}: ${new Date(at).toISOString()} for ${new Date(day).toISOString()} at ${hour}:00`,
          );
        at = firstSlotAfter(slot, new Date(at)).getTime();
      }
    });
  });

  it('every hour of the days around every clock change is found, and found once', () => {
    for (const [timeZone, changesHere] of changes)
      for (const change of changesHere)
        for (let hour = 0; hour < 24; hour++) {
          const slot: Slot = { pace: 'daily', weekdays: [], hour, timeZone };
          const midnight = change - (change % DAY_MS);
          const expected = [-1, 0, 1, 2].map((days) =>
            wallClockInstant(timeZone, midnight + days * DAY_MS, hour),
          );
          let at = new Date(wallClockInstant(timeZone, midnight - 2 * DAY_MS, hour));
          for (const next of expected) {
            at = firstSlotAfter(slot, at);
            if (at.getTime() !== next)
              expect.fail(
                `${timeZone} at ${hour}:00: ${at.toISOString()}, expected ${new Date(next).toISOString()}`,
              );
          }
        }
  });

  it('the next due date is the first slot after now that keeps the gap and falls on a free day', () => {
    forEveryZone(3, (slot, now) => {
      const lastSentAt = new Date(now.getTime() - 20 * HOUR_MS);
      const occupied = [firstSlotAfter(slot, now), new Date(now.getTime() + 9 * DAY_MS)];
      const taken = new Set([...occupied, lastSentAt].map((at) => localDay(slot.timeZone, at)));
      const gapEndsAt = lastSentAt.getTime() + MINIMUM_GAP_HOURS[slot.pace] * HOUR_MS;

      let expected = firstSlotAfter(slot, now);
      while (expected.getTime() < gapEndsAt || taken.has(localDay(slot.timeZone, expected)))
        expected = firstSlotAfter(slot, expected);
      expect(nextDueAt(slot, { now, lastSentAt, occupied })).toEqual(expected);
    });
  });

  it('a learner whose lessons leave up to 50 minutes late gets them spaced, one a day, and at the pace chosen', () => {
    forEveryZone(3, (slot, start) => {
      let dueAt = nextDueAt(slot, { now: start, lastSentAt: null, occupied: [] });
      const days = new Set([localDay(slot.timeZone, dueAt)]);
      for (let lesson = 2; lesson <= 8; lesson++) {
        const sentAt = new Date(dueAt.getTime() + (lesson % 3) * 25 * MINUTE_MS);
        dueAt = nextDueAt(slot, { now: sentAt, lastSentAt: sentAt, occupied: [] });
        const gapMs = dueAt.getTime() - sentAt.getTime();
        expect(gapMs).toBeGreaterThanOrEqual(MINIMUM_GAP_HOURS[slot.pace] * HOUR_MS);
        expect(gapMs).toBeLessThanOrEqual(longestWaitMs(slot, sentAt));
        days.add(localDay(slot.timeZone, dueAt));
      }
      expect(days.size).toBe(8);
    });
  });

  it('a pause ends on a slot, as many weeks after the promised one as was asked', () => {
    forEveryZone(1, (slot, now) => {
      for (const weeks of [1, 2, 4] as const) {
        const promised = nextDueAt(slot, { now, lastSentAt: null, occupied: [] });
        const until = pausedUntil(slot, { now, nextDueAt: promised, weeks });
        expect(until).toEqual(firstSlotAfter(slot, new Date(until.getTime() - 1)));
        expect(Math.abs(until.getTime() - promised.getTime() - weeks * 7 * DAY_MS)).toBeLessThanOrEqual(
          LARGEST_CHANGE_MS,
        );
        expect(pausedUntil(slot, { now, nextDueAt: null, weeks })).toEqual(until);
      }
    });
  });
});

/** The longest step of the pace and a change of clocks; a day more if a gap at 23:00 put two slots on one day. */
function longestWaitMs(slot: Slot, sentAt: Date): number {
  const [first = 1, second = 1] = slot.weekdays;
  const days = slot.pace === 'daily' ? 1 : Math.max(second - first, first + 7 - second);
  const sameDay = localDay(slot.timeZone, firstSlotAfter(slot, sentAt)) === localDay(slot.timeZone, sentAt);
  return (days + (sameDay ? 1 : 0)) * DAY_MS + LARGEST_CHANGE_MS;
}
