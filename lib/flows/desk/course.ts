import { join } from 'node:path';
import { mailsOf } from '../../content/course-mails.ts';
import { type LintReport, lint } from '../../content/lint/lint.ts';
import { livePublication } from '../../db/publications.ts';
import { standings } from '../../db/standings.ts';
import type { Course } from '../../domain/course.ts';
import type { EnrollmentState } from '../../domain/eligibility.ts';
import { foresee, type Standing } from '../../domain/foresight.ts';
import { readCourseFolders } from '../edits.ts';
import { type FilesState, filesState } from './courses.ts';
import type { Desk } from './desk.ts';
import { expensive } from './expensive.ts';

export type LessonAtDesk = {
  slug: string;
  title: string;
  subject: string;
  minutes: number;
  /** Of its mail's HTML, and how many years of school it takes to read; null where the files can't be read. */
  htmlKb: number | null;
  grade: number | null;
  /** In the course, not paused: so many get it next. Null for a lesson that is not published. */
  next: number | null;
  /** The same of who is paused or waits. */
  later: number;
};

export type CourseAtDesk = {
  slug: string;
  title: string;
  isLive: boolean;
  files: FilesState;
  /** Where its files are. */
  folder: string;
  lessons: LessonAtDesk[];
  /** So many get the closing mail next. */
  closing: number;
  people: Record<EnrollmentState, number>;
  findings: LintReport['findings'];
  /** Its mails that can be looked at, by name; none while the files can't be read. */
  mails: { name: string; label: string; title: string | null }[];
  /** As its files have it, where they can be read, else as it is live. */
  course: Course;
};

/**
 * One course: its lessons in numbers, what is to be mended in its files, and who stands where.
 * @param dir where the courses are
 * @returns null when there is none under this slug, or nothing of it can be read and none is live
 */
export async function courseAtDesk(
  desk: Desk,
  slug: string,
  dir = desk.env.COURSES_DIR,
): Promise<CourseAtDesk | null> {
  const folder = (await readCourseFolders(desk, dir))?.find((one) => one.slug === slug) ?? null;
  const live = await livePublication(desk.db, slug);
  const inFiles = folder?.problems.length === 0 ? folder.course : null;
  const course = inFiles ?? live?.course ?? folder?.course ?? null;
  if (course === null) return null;
  const report = folder ? await lint(join(dir, slug)) : null;
  const people = live
    ? await expensive(desk.db, `standings ${slug}`, async () => standings(desk.db, slug, await desk.now()))
    : [];
  const standing = live ? whoIsNext(live.course, people) : null;
  return {
    slug,
    title: course.title,
    isLive: live !== null,
    files: await filesState(desk, slug, folder),
    folder: join(dir, slug),
    lessons: course.lessons.map(({ slug: lesson, title, subject, minutes }) => {
      const figures = report?.lessons.find((one) => one.lesson === lesson);
      const reached = standing?.get(lesson);
      return {
        ...{ slug: lesson, title, subject, minutes },
        ...{ htmlKb: figures?.htmlKb ?? null, grade: figures?.grade ?? null },
        ...{ next: reached?.next ?? null, later: reached?.later ?? 0 },
      };
    }),
    closing: standing?.get(null)?.next ?? 0,
    people: byState(people),
    findings: report?.findings ?? [],
    mails: inFiles ? mailsOf(inFiles).map(({ name, label, title }) => ({ name, label, title })) : [],
    course,
  };
}

type Reached = { next: number; later: number };

/** For each lesson, and null for the closing mail, how many get it next. */
function whoIsNext({ lessons }: Course, people: readonly Standing[]): Map<string | null, Reached> {
  const reached = new Map<string | null, Reached>(
    [...lessons.map(({ slug }) => slug), null].map((slug) => [slug, { next: 0, later: 0 }]),
  );
  for (const { state, isNext, people: count } of foresee([lessons, lessons], people, []).groups) {
    const one = reached.get(isNext);
    if (one && state === 'active') one.next += count;
    if (one && (state === 'paused' || state === 'waiting')) one.later += count;
  }
  return reached;
}

function byState(people: readonly Standing[]): CourseAtDesk['people'] {
  const counts = { waiting: 0, active: 0, paused: 0, completed: 0, left: 0 };
  for (const { state, people: count } of people) counts[state] += count;
  return counts;
}
