import { daysLater, type ParsedInstant, parseLocalTime } from './local-time.ts';
import { inZone } from './time-zone.ts';

/** A pause to a day may end so many days ahead; a longer one has no end until the learner gives it one. */
const FURTHEST_DAYS = 366;

/**
 * The day until which a learner wants to rest, as its first instant on the clock of their zone.
 * @param text "2027-03-20", as a date field sends it
 */
export function parsePauseDay(text: string, timeZone: string, now: Date): ParsedInstant {
  if (!/^\d{4}-\d\d-\d\d$/.test(text.trim()))
    return { ok: false, problem: 'Choose the day to rest until, or write it like 2027-03-20.' };
  const noon = parseLocalTime(text, timeZone);
  if (!noon.ok) return noon;
  const day = inZone(noon.at, timeZone).startOfDay();
  const at = new Date(day.epochMilliseconds);
  if (at <= now) return { ok: false, problem: 'That day is not ahead. Choose one from tomorrow on.' };
  if (at > daysLater(now, FURTHEST_DAYS, timeZone))
    return {
      ok: false,
      problem:
        'That is more than a year ahead. Choose a nearer day, or “I come back” for a pause without a date.',
    };
  return { ok: true, at };
}

/** Tomorrow, and the furthest day: what a date field may offer, as "2027-03-20". */
export function pauseDays(timeZone: string, now: Date): { first: string; last: string } {
  const today = inZone(now, timeZone).toPlainDate();
  return {
    first: today.add({ days: 1 }).toString(),
    last: today.add({ days: FURTHEST_DAYS - 1 }).toString(),
  };
}
