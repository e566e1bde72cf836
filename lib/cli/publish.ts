import { orNearest } from '#lib/domain/nearest.ts';
import type { Desk } from '#lib/flows/desk/desk.ts';
import { foreseePublishing } from '#lib/flows/foresee-publishing.ts';
import { asData, type ForeseenWords, foreseenInWords, people } from '#lib/flows/foreseen-words.ts';
import { type Done, publishForeseen } from '#lib/flows/publish-foreseen.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

const ALSO = { many: 'three' } as const;
const noCourse = ({ env }: Runtime) => `There is no course in ${env.COURSES_DIR}.`;

/**
 * `course plan [course] [--also lesson] [--json]`: what publishing the courses on disk would change, and who would get what
 * and when. Changes nothing, and names nobody.
 * @param dir where the courses are
 * @throws CourseError with every problem of the files
 */
export async function plan(runtime: Runtime, args: readonly string[], dir?: string): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { also: ALSO, json: 'alone' });
  if (problems.length > 0 || words.length > 1)
    return { lines: [...problems, 'course plan [course] [--also lesson] [--json]'], code: 2 };
  const foreseen = await foreseePublishing(runtime, values.also, dir);
  if (!foreseen.ok) return { lines: foreseen.problems, code: 1 };
  const [wanted] = words;
  const chosen = foreseen.courses.filter(({ edit }) => wanted === undefined || edit.course.slug === wanted);
  if (wanted !== undefined && chosen.length === 0) {
    const slugs = foreseen.courses.map(({ edit }) => edit.course.slug);
    return {
      lines: [`There is no course “${wanted}” in ${runtime.env.COURSES_DIR}${orNearest(wanted, slugs)}`],
      code: 1,
    };
  }
  if (values.json.length > 0)
    return { lines: [JSON.stringify({ courses: chosen.map(asData) }, null, 2)], code: 0 };
  return {
    lines: chosen.length > 0 ? chosen.flatMap((one) => linesOf(foreseenInWords(one))) : [noCourse(runtime)],
    code: 0,
  };
}

/**
 * `course publish [--also lesson] [--yes]`: says what `course plan` says, and does it. Where it changes what somebody in a
 * course gets, only with `--yes`.
 * @returns code 1 when nothing was published that could be
 * @throws CourseError with every problem of the files; nothing is published then
 */
export async function publish(desk: Desk, args: readonly string[], dir?: string): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { also: ALSO, yes: 'alone' });
  if (problems.length > 0 || words.length > 0)
    return { lines: [...problems, 'course publish [--also lesson] [--yes]'], code: 2 };
  const foreseen = await foreseePublishing(desk, values.also, dir);
  if (!foreseen.ok) return { lines: [...foreseen.problems, 'Nothing was published.'], code: 1 };
  const { courses } = foreseen;
  if (courses.length === 0) return { lines: [noCourse(desk)], code: 0 };
  const lines = courses.flatMap((one) => linesOf(foreseenInWords(one)));
  const affected = courses.reduce((sum, course) => sum + course.affected, 0);
  if (affected > 0 && values.yes.length === 0) {
    const ask = `This changes what ${people(affected)} in a course will get, so nothing was published. To do it, add --yes.`;
    return { lines: [...lines, '', ask], code: 1 };
  }
  const result = await publishForeseen(desk, courses);
  if (result.ok) return { lines: [...lines, ...result.done.flatMap((one) => doneInWords(one))], code: 0 };
  const overtaken = `Somebody else has published “${result.overtaken}” meanwhile, so nothing was published. Look again, and publish then.`;
  return { lines: [...lines, '', overtaken], code: 1 };
}

/** Indented by what belongs to what. */
function linesOf({ verdict, changes, renames, reach, groups, note }: ForeseenWords): string[] {
  return [
    verdict,
    ...changes.map((change) => `  ${change}`),
    ...renames.flat().map((line) => `  ${line}`),
    ...reach.flatMap(({ lesson, lines, toBeSent }) => [
      `  ${lesson}:`,
      ...[...lines, ...(toBeSent ? [`${toBeSent} To send it next: --also ${lesson}`] : [])].map(
        (line) => `    ${line}`,
      ),
    ]),
    ...(groups.length > 0 ? ['  Who gets what, and when:'] : []),
    ...groups.flatMap(({ who, lines }) => [`    ${who}`, ...lines.map((line) => `      ${line}`)]),
    ...(note === null ? [] : [`  ${note}`]),
  ];
}

function doneInWords({ course, result, owed }: Done): string[] {
  return [
    ...(result === 'published' ? [`Published: ${course}.`] : []),
    ...owed.map(
      ({ lesson, people: count }) => `“${lesson}” comes next for ${people(count)} who had passed it.`,
    ),
  ];
}
