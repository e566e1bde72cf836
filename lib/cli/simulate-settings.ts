import type { Course } from '#lib/domain/course.ts';
import { orNearest } from '#lib/domain/nearest.ts';
import {
  canonicalTimeZone,
  parseLocalTime,
  parseSlot,
  type Slot,
  timeZones,
  weekdayName,
} from '#lib/domain/schedule.ts';
import type { Simulation } from '#lib/domain/simulation.ts';
import type { Given } from './options.ts';

export const SIMULATE_OPTIONS = {
  start: { one: '2027-03-20T18:30' },
  zone: { one: 'Europe/Berlin' },
  pace: { one: 'twice_weekly' },
  weekday: { one: 'monday' },
  hour: { one: '9' },
  pause: { many: '3+10d' },
  now: { many: '4' },
  json: 'alone',
} as const;

export type ReadSimulation = { ok: true; simulation: Simulation } | { ok: false; problems: string[] };
export type SimulateValues = Given<typeof SIMULATE_OPTIONS>['values'];

const PACES = ['weekly', 'twice_weekly', 'daily'];
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => weekdayName(day).toLowerCase());
const MOST_DAYS = 366;

/**
 * What is to be simulated of a course. What was not given is the course's own; without a start somebody confirms now.
 * @returns the simulation, or every problem with what was typed
 */
export function readSimulation(course: Course, values: SimulateValues, now: Date): ReadSimulation {
  const problems: string[] = [];
  const report = (problem: string) => void problems.push(problem);
  const slot = readSlot(course, values, report);
  const [start] = values.start;
  const started = start === undefined ? null : parseLocalTime(start, slot?.timeZone ?? course.timeZone);
  if (started?.ok === false) report(started.problem);
  const count = course.lessons.length;
  const wishes = {
    pauses: readWishes(values.pause, { option: '--pause', example: '3+10d', from: 1, to: count }, report),
    now: readWishes(values.now, { option: '--now', example: '4', from: 2, to: count }, report),
  };
  if (problems.length > 0 || slot === null || started?.ok === false) return { ok: false, problems };
  return { ok: true, simulation: { slot, start: started?.at ?? now, wishes } };
}

type Report = (problem: string) => void;

function readSlot(course: Course, values: SimulateValues, report: Report): Slot | null {
  const [zone = course.timeZone] = values.zone;
  const timeZone = canonicalTimeZone(zone, '');
  if (timeZone === '') report(`There is no time zone “${zone}”${orNearest(zone, timeZones())}`);

  const [pace = 'weekly'] = values.pace;
  if (!PACES.includes(pace))
    report(`There is no pace “${pace}”: give weekly, twice_weekly or daily${orNearest(pace, PACES)}`);

  // The page offers a second day half a week after the first.
  const ofCourse =
    pace === 'twice_weekly' ? [course.weekday, ((course.weekday + 2) % 7) + 1] : [course.weekday];
  const names = values.weekday[0]?.toLowerCase().split(',') ?? null;
  const unknown = names?.find((name) => !WEEKDAYS.includes(name));
  if (unknown !== undefined) report(`There is no weekday “${unknown}”${orNearest(unknown, WEEKDAYS)}`);

  const [hourText = String(course.hour)] = values.hour;
  const hour = /^\d{1,2}(:00)?$/.test(hourText) ? Number.parseInt(hourText, 10) : Number.NaN;
  const isHour = hour <= 23;
  if (!isHour) report(`“${hourText}” is no full hour. Give 0 to 23.`);

  if (timeZone === '' || !PACES.includes(pace) || unknown !== undefined || !isHour) return null;
  const weekdays = names?.map((name) => WEEKDAYS.indexOf(name) + 1) ?? ofCourse;
  const parsed = parseSlot({ pace, weekdays, hour, timeZone });
  if (parsed.ok) return parsed.slot;
  report(parsed.problem);
  return null;
}

/** "3+10d" means lesson 3 and ten days; weeks are w. A pause needs its days, a wish may do without. */
function readWishes(
  texts: readonly string[],
  { option, example, from, to }: { option: string; example: string; from: number; to: number },
  report: Report,
): Map<number, number> {
  const wishes = new Map<number, number>();
  for (const text of texts) {
    const [, lesson = '', , count, unit] = /^(\d+)(\+(\d+)([dw]))?$/.exec(text) ?? [];
    const number = Number(lesson);
    const days = Number(count ?? 0) * (unit === 'w' ? 7 : 1);
    const isWhole = lesson !== '' && (option === '--now' || days > 0);
    if (!isWhole) report(`${option} ${text} can’t be read. Write it as ${option} ${example}.`);
    else if (number < from || number > to)
      report(
        `${option} ${text}: ${number === 1 ? 'lesson 1 comes at once anyway.' : `there is no lesson ${number}, only 1 to ${to}.`}`,
      );
    else if (days > MOST_DAYS) report(`${option} ${text}: give ${MOST_DAYS} days at most.`);
    else if (wishes.has(number)) report(`${option} stands twice for lesson ${number}. Leave one out.`);
    else wishes.set(number, days);
  }
  return wishes;
}
