import { createHash } from 'node:crypto';
import { type Editions, renderEditions } from '../content/editions.ts';
import { readCourses } from '../content/read.ts';
import { publishedNames } from '../db/publications.ts';
import type { Course } from '../domain/course.ts';
import { keepNames } from '../domain/lesson-names.ts';
import type { Runtime } from '../runtime.ts';

/** A course as its files have it, ready to be published. */
export type Edit = {
  course: Course;
  editions: Editions;
  /** Of course and editions: what is live under the same hash is the same. */
  hash: string;
};

/**
 * Reads every course from its files and renders its mails. Changes nothing.
 * @param dir where the courses are
 * @throws CourseError with every problem of every course, or of the names in one that only what was published can tell
 */
export async function readEdits({ db, env }: Runtime, dir = env.COURSES_DIR): Promise<Edit[]> {
  const edits: Edit[] = [];
  for (const course of await readCourses(dir)) {
    keepNames(course, await publishedNames(db, course.slug));
    const editions = await renderEditions(course);
    const hash = createHash('sha256')
      .update(JSON.stringify([course, editions]))
      .digest('hex');
    edits.push({ course, editions, hash });
  }
  return edits;
}
