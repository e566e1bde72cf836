import { Temporal } from 'temporal-polyfill';
import type { Pace, Slot } from './slot.ts';
import { inZone } from './time-zone.ts';

// Whatever answers "when" is imported from here.
export { formatDay, formatWhen, localTime, shortDay, weekdayName } from './date-words.ts';
export { type FoundTimeZone, findTimeZone } from './find-time-zone.ts';
export { type ClockChange, clockChanges, daysLater, parseLocalTime } from './local-time.ts';
export { parsePauseDay, pauseDays } from './pause-day.ts';
export { describeSlot, type Pace, type ParsedSlot, parseSlot, type Slot, type SlotInput } from './slot.ts';
export { canonicalTimeZone, timeZones } from './time-zone.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const MOMENT_MS = 1000;

/**
 * Elapsed hours that must lie between one lesson *sent* and the next, whatever made it late. Shorter than the
 * pace itself, so that an hour lost to summer time or to a slow queue never costs a learner a lesson.
 */
export const MINIMUM_GAP_HOURS: Record<Pace, number> = { weekly: 144, twice_weekly: 48, daily: 20 };

/**
 * The first instant of the slot strictly after `after`. An hour that spring leaves out moves forward by the gap; an
 * hour that autumn repeats means its first turn (Temporal's disambiguation "compatible", RFC 5545 section 3.3.5).
 * Throws on a slot that `parseSlot` would refuse.
 */
export function firstSlotAfter(slot: Slot, after: Date): Date {
  const today = inZone(after, slot.timeZone).toPlainDate();
  // From yesterday on: where a zone skipped a whole day (Apia, 30 December 2011), that day's slot falls on the next.
  for (let days = -1; days <= 7; days++) {
    if (!hasWeekday(slot, today.dayOfWeek + days)) continue;
    const at = slotOn(today.add({ days }), slot);
    if (at > after) return at;
  }
  throw new RangeError(`A slot without a day: ${JSON.stringify(slot)}`);
}

/**
 * When the next lesson is due: the first slot after `now`, no sooner than the minimum gap after `lastSentAt`, on a
 * local day that holds none of `occupied` (other unrequested mail to this person) nor the last lesson itself. The
 * latter matters where a gap at 23:00 moves one daily lesson to midnight, onto the day of the following one (Nuuk).
 */
export function nextDueAt(
  slot: Slot,
  on: { now: Date; lastSentAt: Date | null; occupied: readonly Date[] },
): Date {
  const mailAt = on.lastSentAt ? [...on.occupied, on.lastSentAt] : on.occupied;
  const takenDays = new Set(mailAt.map((at) => localDay(at, slot.timeZone)));
  let dueAt = firstSlotAfter(slot, afterGap(slot.pace, on.now, on.lastSentAt));
  while (takenDays.has(localDay(dueAt, slot.timeZone))) dueAt = firstSlotAfter(slot, dueAt);
  return dueAt;
}

/** When a mail due then leaves, if nothing is late: a moment after, so that a gap which would end at a slot ends after it. */
export function leavesAt(dueAt: Date): Date {
  return new Date(dueAt.getTime() + MOMENT_MS);
}

/**
 * When a pause of some weeks ends: the slot that many weeks after the one now promised (`nextDueAt`), or, without a
 * promise, after the first slot after `now`. Always a slot, always after `now`.
 */
export function pausedUntil(slot: Slot, on: { now: Date; nextDueAt: Date | null; weeks: 1 | 2 | 4 }): Date {
  let until = slotPromised(slot, on.now, on.nextDueAt);
  // Counted in slots, not in days: a slot moved by a gap would otherwise drag all that follow along.
  for (let slots = on.weeks * slotsPerWeek(slot); slots > 0; slots--) until = firstSlotAfter(slot, until);
  return until;
}

/** `weekday` may run over either end of the week: 0 is Sunday, 8 is Monday. */
function hasWeekday(slot: Slot, weekday: number): boolean {
  return slot.pace === 'daily' || slot.weekdays.includes(((weekday + 6) % 7) + 1);
}

function slotOn(day: Temporal.PlainDate, { hour, timeZone }: Slot): Date {
  const local = day.toPlainDateTime(Temporal.PlainTime.from({ hour }, { overflow: 'reject' }));
  return new Date(local.toZonedDateTime(timeZone, { disambiguation: 'compatible' }).epochMilliseconds);
}

function localDay(at: Date, timeZone: string): string {
  return inZone(at, timeZone).toPlainDate().toString();
}

/** `now`, or a millisecond before the gap ends, since the slot that begins just then will do. */
function afterGap(pace: Pace, now: Date, lastSentAt: Date | null): Date {
  if (lastSentAt === null) return now;
  return new Date(Math.max(now.getTime(), lastSentAt.getTime() + MINIMUM_GAP_HOURS[pace] * HOUR_MS - 1));
}

/** A lesson just now due is still the one promised; a promise more than a day old has lapsed. */
function slotPromised(slot: Slot, now: Date, nextDueAt: Date | null): Date {
  if (nextDueAt === null) return firstSlotAfter(slot, now);
  return firstSlotAfter(slot, new Date(Math.max(nextDueAt.getTime(), now.getTime() - DAY_MS) - 1));
}

function slotsPerWeek(slot: Slot): number {
  return slot.pace === 'daily' ? 7 : slot.weekdays.length;
}
