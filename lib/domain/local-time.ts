import { Temporal } from 'temporal-polyfill';
import { formatDay } from './date-words.ts';
import { inZone } from './time-zone.ts';

export type ParsedInstant = { ok: true; at: Date } | { ok: false; problem: string };

const FORM = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d))?$/;
const NOON = { hour: 12, minute: 0 };

/**
 * The instant that a person means by a date and time on the clock of a zone: "2027-03-20T18:30", or "2027-03-20" for
 * noon. Of an hour that autumn repeats, the first; an hour that spring leaves out is refused, in words.
 */
export function parseLocalTime(text: string, timeZone: string): ParsedInstant {
  const found = FORM.exec(text.trim());
  if (!found) return refuse(`“${text}” is no date. Write it as 2027-03-20, or 2027-03-20T18:30`);
  const [year = 0, month = 0, day = 0] = found.slice(1, 4).map(Number);
  const time = found[4] === undefined ? NOON : { hour: Number(found[4]), minute: Number(found[5]) };
  const date = existing(() => Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }));
  if (!date) return refuse(`There is no day ${text.slice(0, 10)}: the calendar leaves it out`);
  const clock = existing(() => Temporal.PlainTime.from(time, { overflow: 'reject' }));
  if (!clock) return refuse(`There is no time ${found[4]}:${found[5]}. Write 00:00 to 23:59`);

  const local = date.toPlainDateTime(clock);
  const zoned = local.toZonedDateTime(timeZone, { disambiguation: 'compatible' });
  const at = new Date(zoned.epochMilliseconds);
  return zoned.toPlainDateTime().equals(local)
    ? { ok: true, at }
    : refuse(
        `${clock.toString().slice(0, 5)} was left out on ${formatDay(at, timeZone)} in ${timeZone}, because the clocks went ` +
          'forward. Give another time',
      );
}

/** The same time of day some calendar days later, on the clock of a zone. */
export function daysLater(at: Date, days: number, timeZone: string): Date {
  return new Date(inZone(at, timeZone).add({ days }).epochMilliseconds);
}

/** A change of a zone's clocks: when, and by how many minutes they go forward (back, when negative). */
export type ClockChange = { at: Date; minutes: number };

/** The changes of a zone's clocks after one instant and up to another. */
export function clockChanges(timeZone: string, after: Date, upTo: Date): ClockChange[] {
  const changes: ClockChange[] = [];
  let before = inZone(after, timeZone);
  for (;;) {
    const change = before.getTimeZoneTransition('next');
    if (!change || change.epochMilliseconds > upTo.getTime()) return changes;
    const minutes = (change.offsetNanoseconds - before.offsetNanoseconds) / 60e9;
    if (minutes !== 0) changes.push({ at: new Date(change.epochMilliseconds), minutes });
    before = change;
  }
}

function existing<T>(make: () => T): T | null {
  try {
    return make();
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function refuse(what: string): ParsedInstant {
  return { ok: false, problem: `${what}.` };
}
