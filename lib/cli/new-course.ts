import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { blankCourse } from '#lib/content/blank-course.ts';
import { COURSES_DIR } from '#lib/content/read.ts';
import { CourseError, parseCourse } from '#lib/domain/course.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

/** It stands in addresses and in the List-Id header (RFC 2919). */
const SLUG = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_SLUG = 40;
const LONGEST_TITLE = 38;

/**
 * `course new <slug>`: writes the files of a course that is yet to be written.
 * @param dir where the courses are
 * @returns code 2 for a slug or a title that can't be used, 1 for a course that is there already
 */
export async function newCourse(args: readonly string[], dir = COURSES_DIR): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { title: { one: '"What tea is"' } });
  const [slug = '', ...others] = words;
  if (problems.length === 0 && (others.length > 0 || slug === ''))
    problems.push('Give one slug: course new <slug>, as in course new what-tea-is --title "What tea is".');
  else if (!SLUG.test(slug) || slug.length > LONGEST_SLUG)
    problems.push(
      `“${slug}” can’t be a course’s slug. Use small letters, digits and single hyphens, ${LONGEST_SLUG} at most, as in what-tea-is.`,
    );
  const [title = titleFrom(slug)] = values.title;
  if (problems.length > 0) return { lines: problems, code: 2 };

  const files = blankCourse(title);
  const problem = problemOf(slug, files);
  if (problem !== null) return { lines: [`The title can’t be used. ${problem}`], code: 2 };
  const folder = join(dir, slug);
  if (!(await makeNew(dir, slug)))
    return { lines: [`${folder} is there already. Nothing was written. Choose another slug.`], code: 1 };
  for (const [name, text] of files) await writeFile(join(folder, name), text, { flag: 'wx' });
  return { lines: whatNext(slug, folder), code: 0 };
}

/** "what-tea-is" gives "What tea is". */
function titleFrom(slug: string): string {
  const words = slug.replaceAll('-', ' ').slice(0, LONGEST_TITLE).trimEnd();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** What the course's own reader says of it; the title is all that can be wrong. */
function problemOf(slug: string, files: ReadonlyMap<string, string>): string | null {
  try {
    parseCourse(slug, files);
    return null;
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return error.problems.map(({ message }) => message).join(' ');
  }
}

/** @returns false when there is something of this name, in whatever capitals: some disks can't tell them apart */
async function makeNew(dir: string, slug: string): Promise<boolean> {
  if ((await readdir(dir)).some((name) => name.toLowerCase() === slug)) return false;
  await mkdir(join(dir, slug));
  return true;
}

function whatNext(slug: string, folder: string): string[] {
  const commands: [words: string, does: string][] = [
    [`course preview ${slug}`, 'shows its mails in the browser, as they change'],
    ['course lint', 'says what is still to be written or mended'],
    [`course simulate ${slug}`, 'prints the dates on which they would come'],
  ];
  const width = Math.max(...commands.map(([words]) => words.length)) + 2;
  return [
    `${folder} is there:`,
    '  course.md      what the course promises, to whom, and when its lessons come',
    '  01-first.md    lesson 1; rename it to 01-<slug>.md, and go on with 02-<slug>.md',
    '  evidence.yaml  the claims it weighs',
    '  sources.json   the works it may cite',
    '',
    'Write over each TODO. While you write:',
    ...commands.map(([words, does]) => `  npm run lettercourse -- ${words.padEnd(width)}${does}`),
    '',
    'A new course goes live when Lettercourse next starts. Where real people sign up, finish it first.',
  ];
}
