import type { Temporal } from 'temporal-polyfill';
import { inZone } from './time-zone.ts';

// English, spelt out here: Intl's wording changes between ICU versions, and a frozen mail must not.
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** "Monday 30 November at 09:00, Europe/Paris" */
export function formatWhen(at: Date, timeZone: string): string {
  const local = inZone(at, timeZone);
  return `${weekdayName(local.dayOfWeek)} ${local.day} ${monthName(local.month)} at ${clock(local)}, ${timeZone}`;
}

/** "30 November 2026" */
export function formatDay(at: Date, timeZone: string): string {
  const local = inZone(at, timeZone);
  return `${local.day} ${monthName(local.month)} ${local.year}`;
}

/** "Mon 14 Dec" */
export function shortDay(at: Date, timeZone: string): string {
  const local = inZone(at, timeZone);
  return `${weekdayName(local.dayOfWeek).slice(0, 3)} ${local.day} ${monthName(local.month).slice(0, 3)}`;
}

/** "14:05" */
export function localTime(at: Date, timeZone: string): string {
  return clock(inZone(at, timeZone));
}

/** 1 is "Monday", 7 is "Sunday" (ISO 8601). Throws on any other number. */
export function weekdayName(isoWeekday: number): string {
  return named(WEEKDAYS, isoWeekday);
}

function monthName(month: number): string {
  return named(MONTHS, month);
}

function named(names: readonly string[], number: number): string {
  const name = names[number - 1];
  if (name === undefined) throw new RangeError(`There is no number ${number} among ${names.join(', ')}`);
  return name;
}

function clock(local: Temporal.ZonedDateTime): string {
  return `${twoDigits(local.hour)}:${twoDigits(local.minute)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
