import { readCourses } from '#lib/content/read.ts';
import { type Course, CourseError } from '#lib/domain/course.ts';
import { orNearest } from '#lib/domain/nearest.ts';
import { simulate as datesOf } from '#lib/domain/simulation.ts';
import {
  SIMULATION_HEAD,
  type Simulated,
  simulationAsData,
  simulationBegins,
  simulationRows,
} from '#lib/domain/simulation-words.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';
import { readSimulation, SIMULATE_OPTIONS } from './simulate-settings.ts';

const USAGE = [
  'course simulate [course] …   the dates on which somebody gets its mails, by the rules that send them',
  '',
  '  --start 2027-03-20T18:30   when they confirm, by the clock of their zone; now, and noon of a date',
  '  --zone Europe/Berlin       their time zone; the course’s',
  '  --pace twice_weekly        weekly, twice_weekly or daily; weekly',
  '  --weekday monday,thursday  the days they chose; the course’s',
  '  --hour 9                   the hour they chose; the course’s',
  '  --pause 3+10d              after lesson 3 they pause for ten days (2w: two weeks); may be repeated',
  '  --now 4, --now 4+2d        they ask for lesson 4 at once, or two days after lesson 3; may be repeated',
  '  --json                     the same as data, instants in UTC',
];

/**
 * `course simulate`: prints when each mail of a course would come. Reads the files, not what is published.
 * @param now the clock of this machine, for those who give no start
 * @returns code 2 for words and values that can't be used, 1 when the course's files can't be read yet
 */
export async function simulate(args: readonly string[], now: Date, dir?: string): Promise<Answer> {
  if (args.includes('--help')) return { lines: USAGE, code: 0 };
  const { words, values, problems } = readOptions(args, SIMULATE_OPTIONS);
  // The value of an option that is none would be taken for a course.
  if (words.length > 1 && problems.length === 0)
    problems.push(`Give one course, not ${words.length}: ${words.join(', ')}.`);
  let courses: Course[];
  try {
    courses = await readCourses(dir);
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return { lines: ['The course can’t be read yet. Please mend:', error.message], code: 1 };
  }
  const [wanted] = words;
  const chosen = courses.filter(({ slug }) => wanted === undefined || slug === wanted);
  if (wanted !== undefined && chosen.length === 0)
    problems.push(
      `There is no course “${wanted}”${orNearest(
        wanted,
        courses.map(({ slug }) => slug),
      )}`,
    );

  const simulated = chosen.flatMap((course) => {
    const read = readSimulation(course, values, now);
    if (!read.ok) problems.push(...read.problems);
    if (!read.ok) return [];
    const { slot, start, wishes } = read.simulation;
    const order = course.lessons.map(({ slug }) => slug);
    return { course, ...read.simulation, mails: datesOf(order, slot, start, wishes) };
  });
  if (problems.length > 0)
    return { lines: [...new Set(problems), '', 'See: course simulate --help'], code: 2 };
  if (values.json.length > 0)
    return { lines: [JSON.stringify(simulated.map(simulationAsData), null, 2)], code: 0 };
  return { lines: simulated.flatMap((one, i) => [...(i > 0 ? [''] : []), ...inWords(one)]), code: 0 };
}

/** A table of the mails, with a line wherever the clocks change, a pause ends or a lesson was asked for. */
function inWords(simulated: Simulated): string[] {
  const rows = simulationRows(simulated);
  const widths = SIMULATION_HEAD.map((name, i) =>
    Math.max(name.length, ...rows.map(({ cells }) => cells[i]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    `${simulated.course.slug}: ${simulated.course.title}`,
    simulationBegins(simulated),
    '',
    line(SIMULATION_HEAD),
    ...rows.flatMap(({ cells, notes }) => [
      ...notes.map((note) => ' '.repeat((widths[0] ?? 0) + 2) + note),
      line(cells),
    ]),
  ];
}
