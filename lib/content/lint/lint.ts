import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { readCourse } from '#lib/domain/course.ts';
import { renderEditions } from '../editions.ts';
import { courseFolders, readTexts } from '../read.ts';
import { leadsSomewhere } from './dead-links.ts';
import { groundsEveryRow, namesEveryRow, praisesNothingDropped, usesEverySource } from './evidence.ts';
import { figuresOf, type LessonFigures } from './figures.ts';
import { judgeMails } from './mails.ts';
import { hasNoPlaceholder } from './placeholder.ts';
import { hasItsLength, isEasyToRead } from './reading.ts';
import { citesNothingRetracted, RETRACTIONS, readRetractions } from './retractions.ts';
import type { Finding, Reviewed, Rule } from './rule.ts';
import { groundsItsQuestion, hasItsSections, saysWhatIsKnown } from './shape.ts';
import { namesNoDay, promisesNothing, speaksQuietly } from './wording.ts';

const RULES: readonly Rule[] = [
  hasItsLength,
  isEasyToRead,
  hasItsSections,
  saysWhatIsKnown,
  groundsItsQuestion,
  citesNothingRetracted,
  usesEverySource,
  namesEveryRow,
  praisesNothingDropped,
  groundsEveryRow,
  hasNoPlaceholder,
  promisesNothing,
  namesNoDay,
  speaksQuietly,
  leadsSomewhere,
];

export type LintReport = { findings: Finding[]; lessons: LessonFigures[] };

/**
 * Looks over courses: all that parsing reports, and every rule here.
 * @param dir a folder of courses, or that of one course
 * @param options.mails whether their mails are made and judged too, which takes most of the time
 * @returns findings by file and line, and the figures of each lesson that could be counted; null when there is no course
 */
export async function lint(dir: string, { mails = true } = {}): Promise<LintReport | null> {
  const isCourse = existsSync(join(dir, 'course.md'));
  const root = isCourse ? join(dir, '..') : dir;
  const slugs = existsSync(root) ? await courseFolders(root) : [];
  const wanted = isCourse ? [basename(resolve(dir))] : slugs;
  if (wanted.length === 0) return null;

  const { retractions, problems } = readRetractions(await textOf(join(root, RETRACTIONS)));
  const findings = problems.map((message): Finding => {
    return { file: join(root, RETRACTIONS), line: 1, rule: 'syntax', severity: 'error', message };
  });
  const read = await Promise.all(slugs.map((slug) => readAll(slug, join(root, slug))));
  const site = read.map(({ draft }) => draft);
  const lessons: LessonFigures[] = [];
  for (const course of read.filter(({ draft }) => wanted.includes(draft.slug))) {
    const looked = await lookOver({ ...course, retractions, site }, course.problems, mails);
    const folder = join(root, course.draft.slug);
    findings.push(...looked.findings.map((finding) => ({ ...finding, file: join(folder, finding.file) })));
    lessons.push(...looked.lessons);
  }
  return { findings: findings.toSorted(byPlace), lessons };
}

type Read = Pick<Reviewed, 'draft' | 'course' | 'files'> & { problems: Finding[] };

async function readAll(slug: string, folder: string): Promise<Read> {
  const problems: Finding[] = [];
  const files = await readTexts(folder);
  const { course, draft } = readCourse(slug, files, (file, line, message, rule = 'syntax') =>
    problems.push({ file, line, rule, severity: 'error', message }),
  );
  return { course: problems.length === 0 ? course : null, draft, files, problems };
}

async function lookOver(
  reviewed: Reviewed,
  problems: readonly Finding[],
  mails: boolean,
): Promise<LintReport> {
  const editions =
    mails && reviewed.course ? await renderEditions(reviewed.course, Number.POSITIVE_INFINITY) : null;
  const findings = [
    ...problems,
    ...RULES.flatMap((rule) => rule(reviewed)),
    ...(editions ? judgeMails(reviewed, editions) : []),
  ];
  return { findings, lessons: figuresOf(reviewed.draft, editions) };
}

/** @returns null when the file is missing */
async function textOf(file: string): Promise<string | null> {
  return existsSync(file) ? readFile(file, 'utf8') : null;
}

function byPlace(one: Finding, other: Finding): number {
  return (
    one.file.localeCompare(other.file, 'en') ||
    one.line - other.line ||
    one.rule.localeCompare(other.rule, 'en')
  );
}
