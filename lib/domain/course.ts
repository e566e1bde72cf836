import { z } from 'zod';
import { type Correction, readCorrections } from './correction.ts';
import { type Report, reporter } from './course-error.ts';
import { readLessons } from './course-lessons.ts';
import { type EvidenceRow, readEvidence } from './evidence.ts';
import { line, readFrontMatter } from './front-matter.ts';
import type { Grade } from './grade.ts';
import type { LessonDraft } from './lesson.ts';
import { readBody } from './lesson-body.ts';
import { readSources, type Source } from './source.ts';
import { canonicalTimeZone } from './time-zone.ts';

export { CourseError, type Problem } from './course-error.ts';
export { parseLesson } from './lesson.ts';
export type { Correction, EvidenceRow, Grade, LessonDraft, Source };

export type Inline =
  | { type: 'text'; text: string }
  | { type: 'emphasis' | 'strong'; children: Inline[] }
  | { type: 'link'; url: string; children: Inline[] }
  /** Numbers count from 1 and point into `Lesson.references`. */
  | { type: 'cite'; numbers: number[] };

export type Block =
  | { type: 'paragraph'; children: Inline[] }
  | { type: 'heading'; level: 2 | 3; children: Inline[] }
  | { type: 'list'; ordered: boolean; items: Inline[][] }
  /** The grade of the passage above it: that of a row of the course's evidence. */
  | { type: 'claim'; row: string; grade: Grade; reason: string }
  /** A warning: what to ask or do first. */
  | { type: 'safety'; title: string; blocks: Block[] }
  | { type: 'note'; title: string | null; blocks: Block[] };

export type Lesson = {
  slug: string;
  /** The slugs it had before: who had it under one of them has had it. */
  formerly: string[];
  title: string;
  subject: string;
  preheader: string;
  /** What the lesson before said; null in the first one. */
  recap: string | null;
  minutes: number;
  action: { title: string; text: string };
  /** `correct` is an index into `answers`; `cites` are numbers as in the text. */
  check: { question: string; answers: string[]; correct: number; explanation: string; cites: number[] };
  /** `date` is YYYY-MM-DD; `by` is null until a clinician has reviewed the lesson. */
  reviewed: { date: string; by: string | null };
  body: Block[];
  /** What we know and what we don't, an item each. */
  known: Inline[][];
  unknown: Inline[][];
  /** In the order of their first citation. */
  references: Source[];
};

export type Course = {
  slug: string;
  title: string;
  promise: string;
  audience: string;
  description: string;
  /** Where it stands among the courses of a site; null for after all that say so. The first has the front page. */
  position: number | null;
  timeZone: string;
  /** ISO: 1 is Monday, 7 is Sunday. */
  weekday: number;
  hour: number;
  /** Who is behind this course. */
  behind: Block[];
  /** Whose interest stands behind the material, in a sentence or two; it stands under every lesson. */
  disclosure: string | null;
  redFlags: { title: string; soon: string[]; emergency: string };
  lessons: Lesson[];
  /** Every claim it weighs, and every work it could cite. */
  evidence: EvidenceRow[];
  sources: Source[];
  corrections: Correction[];
};

/**
 * Reads a course from the texts of its files.
 * @param slug the folder's name
 * @param files by file name: `course.md`, `sources.json`, the lessons, `01-<slug>.md` onwards, and, where there are any,
 *   `evidence.yaml` and `corrections.yaml`
 * @throws CourseError with every problem of every file
 */
export function parseCourse(slug: string, files: ReadonlyMap<string, string>): Course {
  const { report, finish } = reporter();
  return finish(readCourse(slug, files, report).course);
}

/** A course as far as it could be read: lessons whose head has problems are here, too. */
export type CourseDraft = Pick<Course, 'slug' | 'behind' | 'evidence' | 'sources' | 'corrections'> & {
  head: Partial<Pick<Course, keyof z.output<typeof COURSE>>>;
  lessons: { file: string; lesson: LessonDraft }[];
};

/** The same, reporting problems. `course` is null when the head of `course.md` can’t be used. */
export function readCourse(
  slug: string,
  files: ReadonlyMap<string, string>,
  report: Report,
): { course: Course | null; draft: CourseDraft } {
  const sources = readSources(fileOf(files, 'sources.json', report), report);
  const evidence = readEvidence(files.get('evidence.yaml') ?? null, sources, report);
  const head = readFrontMatter('course.md', fileOf(files, 'course.md', report), COURSE, report);
  const behind = readBody({ file: 'course.md', markdown: head.body, grounds: null }, report).body;
  const { lessons, drafts } = readLessons(files, { sources, evidence }, report);
  const names = drafts.flatMap(({ lesson }) => [lesson.slug, ...(lesson.formerly ?? [])]);
  const corrections = readCorrections(files.get('corrections.yaml') ?? null, { names, lessons }, report);
  const read = {
    slug,
    behind,
    evidence: [...evidence.values()],
    sources: [...sources.values()],
    corrections,
  };
  return {
    course: head.values && { ...head.values, ...read, lessons },
    draft: { ...read, head: head.values ?? COURSE.partial().parse(head.sound), lessons: drafts },
  };
}

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const COURSE = z.strictObject({
  // “Confirm your address: <title>” is a subject, and a subject holds 60 characters.
  title: line.max(38, 'keep it to 38 characters, because it stands in subjects'),
  promise: line,
  audience: line,
  description: line.min(70, 'write 70 to 160 characters').max(160, 'write 70 to 160 characters'),
  position: z
    .int('write a whole number, 1 for the first')
    .min(1, 'write 1 for the first')
    .nullable()
    .default(null),
  timeZone: line.refine(
    (name) => canonicalTimeZone(name, '') !== '',
    'write an IANA time zone, such as Europe/Paris',
  ),
  weekday: z.enum(WEEKDAYS, 'write a weekday, such as monday').transform((day) => WEEKDAYS.indexOf(day) + 1),
  hour: z.int('write a whole hour, 0 to 23').min(0, 'write 0 to 23').max(23, 'write 0 to 23'),
  disclosure: line.nullable().default(null),
  redFlags: z.strictObject({ title: line, soon: z.array(line).min(1, 'list at least one'), emergency: line }),
});

function fileOf(files: ReadonlyMap<string, string>, name: string, report: Report): string | null {
  const text = files.get(name);
  if (text === undefined) report(name, 1, `This file is missing. Add ${name} to the course’s folder.`);
  return text ?? null;
}
