import type { Tx } from '../db/client.ts';
import { liveHash, livePublication, publishedNames } from '../db/publications.ts';
import { standings } from '../db/standings.ts';
import type { Course } from '../domain/course.ts';
import { type CourseChanges, compareCourses } from '../domain/course-changes.ts';
import { foresee, type Group, isAffected, type Reach } from '../domain/foresight.ts';
import { keepNames } from '../domain/lesson-names.ts';
import { readsAlike } from '../domain/reads-alike.ts';
import type { Runtime } from '../runtime.ts';
import { type Edit, readEdits } from './edits.ts';

/** What publishing a course from its files would do. */
export type Foreseen = {
  edit: Edit;
  /** The publication it was compared with; null for a course that is not live yet. */
  live: number | null;
  isUnchanged: boolean;
  /** Null for a new course. */
  changes: CourseChanges | null;
  /** Lessons taken out and added that look like one lesson under a new name, and by what. */
  perhapsRenamed: { from: string; to: string; same: 'title' | 'subject' | 'text' }[];
  /** The lessons of it that whoever has passed them gets next all the same. */
  also: string[];
  groups: Group[];
  /** Of the lessons that are new, that somebody passes by this edit, or that are sent `also`. */
  reach: Reach[];
  /** People in the course for whom something changes. */
  affected: number;
};

/**
 * Foresees what publishing the courses on disk would mean for everybody. Changes nothing.
 * @param also lessons to be sent to whoever has passed them, each as `lesson` or `course/lesson`
 * @param dir where the courses are
 * @throws CourseError with every problem of the files
 */
export async function foreseePublishing(
  runtime: Runtime,
  also: readonly string[],
  dir?: string,
): Promise<{ ok: true; courses: Foreseen[] } | { ok: false; problems: string[] }> {
  const edits = await readEdits(runtime, dir);
  const problems = also.flatMap((name) => whyNotAlso(name, edits));
  if (problems.length > 0) return { ok: false, problems };
  const courses = edits.map((edit) => {
    const slugs = edit.course.lessons.map(({ slug }) => slug);
    return foreseeOne(
      runtime,
      edit,
      slugs.filter((slug) => also.some((name) => isMeant(name, edit.course, slug))),
    );
  });
  return { ok: true, courses: await Promise.all(courses) };
}

function isMeant(name: string, course: Course, lesson: string): boolean {
  return name === lesson || name === `${course.slug}/${lesson}`;
}

function whyNotAlso(name: string, edits: readonly Edit[]): string[] {
  const found = edits.filter(({ course }) => course.lessons.some(({ slug }) => isMeant(name, course, slug)));
  if (found.length === 1) return [];
  return found.length === 0
    ? [`There is no lesson “${name}”. Write its slug, without the number of its file.`]
    : [
        `Several courses have a lesson “${name}”. Write ${found.map(({ course }) => `${course.slug}/${name}`).join(' or ')}.`,
      ];
}

/** What publishing one course would mean. All of it from one snapshot, so that people and publication agree. */
export async function foreseeOne(runtime: Runtime, edit: Edit, also: string[]): Promise<Foreseen> {
  const isolationLevel = 'RepeatableRead';
  return runtime.db.$transaction((tx) => lookAhead(runtime, tx, edit, also), { isolationLevel });
}

async function lookAhead(runtime: Runtime, tx: Tx, edit: Edit, also: string[]): Promise<Foreseen> {
  const { slug } = edit.course;
  const live = await livePublication(tx, slug);
  const isUnchanged = (await liveHash(tx, slug)) === edit.hash;
  const of = { edit, also, isUnchanged, live: live?.number ?? null };
  if (live === null) return { ...of, changes: null, perhapsRenamed: [], groups: [], reach: [], affected: 0 };
  const { lessons, ...around } = keepNames(edit.course, await publishedNames(tx, slug));
  const changes = compareCourses(live.course, { ...around, lessons });
  const people = await standings(tx, slug, await runtime.now(tx));
  const { groups, reach } = foresee([live.course.lessons, lessons], people, also);
  const affected = groups.filter(isAffected);
  return {
    ...of,
    changes,
    perhapsRenamed: perhapsRenamed(changes, live.course, edit.course),
    groups,
    reach: reach.filter(
      ({ lesson, newlyPassed }) => newlyPassed > 0 || changes.added.includes(lesson) || also.includes(lesson),
    ),
    affected: affected.reduce((sum, { people }) => sum + people, 0),
  };
}

function perhapsRenamed(
  { added, takenOut }: CourseChanges,
  before: Course,
  after: Course,
): Foreseen['perhapsRenamed'] {
  const gone = before.lessons.filter(({ slug }) => takenOut.includes(slug));
  const come = after.lessons.filter(({ slug }) => added.includes(slug));
  return gone.flatMap((from) =>
    come.flatMap((to) => {
      const same = readsAlike(from, to);
      return same ? [{ from: from.slug, to: to.slug, same }] : [];
    }),
  );
}
