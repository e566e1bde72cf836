import type { Course } from '../../domain/course.ts';
import { type FoundTimeZone, findTimeZone } from '../../domain/find-time-zone.ts';
import { parseLocalTime, parseSlot } from '../../domain/schedule.ts';
import { simulate } from '../../domain/simulation.ts';
import { type SimulationRow, simulationBegins, simulationRows } from '../../domain/simulation-words.ts';

/** As typed; empty means the course's own, and now for the start. */
export type TypedDates = Readonly<Record<'start' | 'zone' | 'pace' | 'day' | 'secondDay' | 'hour', string>>;

export type CourseDates =
  | { ok: true; begins: string; rows: SimulationRow[] }
  | { ok: false; problem: string };

/** On which dates somebody would get the mails of a course who confirms then, by the rules that send them. */
export function courseDates(course: Course, typed: TypedDates, now: Date): CourseDates {
  const zone = findTimeZone(typed.zone || course.timeZone);
  if (zone.found !== 'one') return { ok: false, problem: whichZone(typed.zone, zone) };
  const pace = typed.pace || 'weekly';
  const day = Number(typed.day || course.weekday);
  const second = Number(typed.secondDay || ((day + 2) % 7) + 1);
  const slot = parseSlot({
    pace,
    weekdays: pace === 'twice_weekly' ? [day, second] : [day],
    hour: Number(typed.hour || course.hour),
    timeZone: zone.timeZone,
  });
  if (!slot.ok) return { ok: false, problem: slot.problem };
  const start = typed.start === '' ? null : parseLocalTime(typed.start, zone.timeZone);
  if (start?.ok === false) return { ok: false, problem: start.problem };
  const simulation = {
    slot: slot.slot,
    start: start?.at ?? now,
    wishes: { pauses: new Map<number, number>(), now: new Map<number, number>() },
  };
  const order = course.lessons.map(({ slug }) => slug);
  const mails = simulate(order, simulation.slot, simulation.start, simulation.wishes);
  return {
    ok: true,
    begins: simulationBegins(simulation),
    rows: simulationRows({ ...simulation, course, mails }),
  };
}

function whichZone(typed: string, zone: Exclude<FoundTimeZone, { found: 'one' }>): string {
  if (zone.found === 'several')
    return `“${typed}” has several time zones: ${zone.timeZones.slice(0, 8).join(', ')}.`;
  return `There is no time zone “${typed}”${zone.nearest === null ? '.' : `. Did you mean ${zone.nearest}?`}`;
}
