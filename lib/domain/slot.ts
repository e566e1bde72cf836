import { weekdayName } from './date-words.ts';
import { type FoundTimeZone, findTimeZone } from './find-time-zone.ts';

const PACES = ['weekly', 'twice_weekly', 'daily'] as const;
export type Pace = (typeof PACES)[number];

/** When a learner wants lessons, by the clock on their own wall. */
export type Slot = {
  pace: Pace;
  /** ISO weekdays, 1 is Monday and 7 Sunday, ascending: one for weekly, two for twice_weekly, none for daily. */
  weekdays: number[];
  /** Full hour, 0 to 23. */
  hour: number;
  /** IANA name, as `canonicalTimeZone` gives it. */
  timeZone: string;
};

/** What a form or an import says; nothing is known about it yet. */
export type SlotInput = { pace: string; weekdays: readonly number[]; hour: number; timeZone: string };
export type ParsedSlot = { ok: true; slot: Slot } | { ok: false; problem: string };

/**
 * The minimum gap after a lesson (two elapsed days when twice weekly) is counted from when it left, a little after
 * its slot. Days only two apart would therefore always lose the second one, silently; so they are refused aloud.
 */
const FEWEST_DAYS_APART = 3;

/** A usable slot, with weekdays sorted and the zone canonical, or the first problem in words for the learner. */
export function parseSlot(input: SlotInput): ParsedSlot {
  const pace = PACES.find((known) => known === input.pace);
  if (!pace) return refuse('Choose how often lessons come: once a week, twice a week or every day.');

  const weekdays = [...new Set(input.weekdays)].sort((a, b) => a - b);
  const problem = weekdaysProblem(pace, weekdays);
  if (problem) return refuse(problem);

  if (!Number.isInteger(input.hour) || input.hour < 0 || input.hour > 23)
    return refuse('Choose a full hour from 00:00 to 23:00, such as 09:00.');

  const zone = findTimeZone(input.timeZone);
  if (zone.found !== 'one') return refuse(timeZoneProblem(input.timeZone.trim(), zone));

  const { timeZone } = zone;
  return { ok: true, slot: { pace, weekdays: pace === 'daily' ? [] : weekdays, hour: input.hour, timeZone } };
}

/** "Mondays at 09:00, Europe/Paris", "Mondays and Thursdays at 09:00, …", "every day at 09:00, …" */
export function describeSlot(slot: Slot): string {
  const days = slot.weekdays.map((weekday) => `${weekdayName(weekday)}s`).join(' and ');
  const hour = String(slot.hour).padStart(2, '0');
  return `${slot.pace === 'daily' ? 'every day' : days} at ${hour}:00, ${slot.timeZone}`;
}

function weekdaysProblem(pace: Pace, weekdays: readonly number[]): string | null {
  const real = weekdays.every((weekday) => Number.isInteger(weekday) && weekday >= 1 && weekday <= 7);
  switch (pace) {
    case 'weekly':
      return real && weekdays.length === 1 ? null : 'Choose one day of the week, such as Monday.';
    case 'twice_weekly':
      if (!real || weekdays.length !== 2) return 'Choose two days of the week, such as Monday and Thursday.';
      return daysApart(weekdays) >= FEWEST_DAYS_APART
        ? null
        : 'Choose two days with at least two days between them, such as Monday and Thursday.';
    case 'daily':
      return null;
    default:
      return pace satisfies never;
  }
}

/** The shorter way round the week between two weekdays. */
function daysApart(weekdays: readonly number[]): number {
  const days = Math.max(...weekdays) - Math.min(...weekdays);
  return Math.min(days, 7 - days);
}

/** Of more zones than this, the rest is counted. */
const MOST_NAMED = 5;

function timeZoneProblem(typed: string, zone: Exclude<FoundTimeZone, { found: 'one' }>): string {
  const name = typed.length > 40 ? `${typed.slice(0, 40)}…` : typed;
  if (zone.found === 'several') {
    const named = zone.timeZones.slice(0, MOST_NAMED);
    const more = zone.timeZones.length - named.length;
    const others = more > 0 ? `${more} more` : named.pop();
    return `Choose one time zone: “${name}” could be ${named.join(', ')} or ${others}.`;
  }
  const example = 'A large city in it will do, such as Paris or New York.';
  if (name === '') return `Choose a time zone. ${example}`;
  return `Choose a time zone we know: “${name}” is none. ${zone.nearest ? `Did you mean ${zone.nearest}?` : example}`;
}

function refuse(problem: string): ParsedSlot {
  return { ok: false, problem };
}
