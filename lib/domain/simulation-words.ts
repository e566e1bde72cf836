import type { Course } from './course.ts';
import {
  type ClockChange,
  clockChanges,
  describeSlot,
  formatDay,
  formatWhen,
  localTime,
  shortDay,
} from './schedule.ts';
import type { SimulatedMail, Simulation } from './simulation.ts';

export type Simulated = Simulation & { course: Course; mails: readonly SimulatedMail[] };

const CLOSING = 'Closing mail';
const LONGEST_TITLE = 46;
const MINUTE_MS = 60_000;

export const SIMULATION_HEAD = ['Lesson', 'Title', 'Day', 'Date', 'Local', 'UTC', 'Gap'] as const;

/** A line for each mail, under `SIMULATION_HEAD`, and what is to be said before it: a clock change, a pause, a wish. */
export type SimulationRow = { cells: string[]; notes: string[] };

export function simulationRows(simulated: Simulated): SimulationRow[] {
  const { course, slot, mails } = simulated;
  return mails.map((mail, i) => {
    const before = mails[i - 1]?.at ?? null;
    const title = titleOf(course, mail.slug);
    const cells = [mail.slug === null ? 'closing' : `${i + 1}`, title, ...whenOf(mail.at, slot.timeZone)];
    const gap = before === null ? '' : inDays(mail.at.getTime() - before.getTime());
    return { cells: [...cells, gap], notes: notesOf(simulated, mail, before) };
  });
}

/** "Confirmed on 22 November 2026 at 12:00. Lessons come on Mondays at 09:00, Europe/Paris." */
export function simulationBegins({ slot, start }: Simulation): string {
  const when = `${formatDay(start, slot.timeZone)} at ${localTime(start, slot.timeZone)}`;
  return `Confirmed on ${when}. Lessons come ${describeSlot(slot).replace(/^(?!every)/, 'on ')}.`;
}

/** The same for machines: instants as ISO 8601 in UTC, gaps in hours. */
export function simulationAsData(simulated: Simulated) {
  const { course, slot, start, mails } = simulated;
  return {
    course: course.slug,
    slot,
    confirmedAt: start.toISOString(),
    mails: mails.map(({ slug, at, resumedAt, asked }, i) => {
      const before = mails[i - 1]?.at ?? null;
      return {
        lesson: slug === null ? null : i + 1,
        slug,
        title: titleOf(course, slug),
        at: at.toISOString(),
        local: formatWhen(at, slot.timeZone),
        gapHours: before && (at.getTime() - before.getTime()) / (60 * MINUTE_MS),
        resumedAt: resumedAt?.toISOString() ?? null,
        asked,
        clockChanges: changesBefore(simulated, at, before).map(({ at: changedAt, minutes }) => ({
          at: changedAt.toISOString(),
          minutes,
        })),
      };
    }),
  };
}

function titleOf(course: Course, slug: string | null): string {
  const title = course.lessons.find((lesson) => lesson.slug === slug)?.title ?? CLOSING;
  return title.length <= LONGEST_TITLE ? title : `${title.slice(0, LONGEST_TITLE - 1).trimEnd()}…`;
}

/** "Mon", "29 March 2027", "09:00", "2027-03-29 07:00" */
function whenOf(at: Date, timeZone: string): string[] {
  const [weekday = ''] = shortDay(at, timeZone).split(' ');
  return [
    weekday,
    formatDay(at, timeZone),
    localTime(at, timeZone),
    at.toISOString().slice(0, 16).replace('T', ' '),
  ];
}

function notesOf(
  simulated: Simulated,
  { at, resumedAt, asked }: SimulatedMail,
  before: Date | null,
): string[] {
  const { timeZone, hour } = simulated.slot;
  const isMoved = before !== null && !asked && Number.parseInt(localTime(at, timeZone), 10) !== hour;
  return [
    ...(resumedAt ? [`Paused, and resumed on ${shortDay(resumedAt, timeZone)}.`] : []),
    ...changesBefore(simulated, at, before).map((change) => describeChange(change, timeZone)),
    ...(isMoved ? [`${String(hour).padStart(2, '0')}:00 is left out that day, so it comes later.`] : []),
    ...(asked ? ['Asked for with “send me the next one now”.'] : []),
  ];
}

function changesBefore({ slot }: Simulated, at: Date, before: Date | null): ClockChange[] {
  return before === null ? [] : clockChanges(slot.timeZone, before, at);
}

function describeChange({ at, minutes }: ClockChange, timeZone: string): string {
  const [way, size] = [minutes > 0 ? 'forward' : 'back', Math.abs(minutes)];
  return `The clocks go ${way} ${size === 60 ? 'an hour' : `${size} minutes`} on ${shortDay(at, timeZone)}.`;
}

/** "7 days", "6 days 23 hours"; what is left of an hour is said in minutes. */
function inDays(ms: number): string {
  const minutes = Math.round(ms / MINUTE_MS);
  const parts: [number, string][] = [
    [Math.floor(minutes / 1440), 'day'],
    [Math.floor(minutes / 60) % 24, 'hour'],
    [minutes % 60, 'minute'],
  ];
  const said = parts.flatMap(([count, unit]) =>
    count === 0 ? [] : `${count} ${unit}${count === 1 ? '' : 's'}`,
  );
  return said.join(' ') || 'at once';
}
