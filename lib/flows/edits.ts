import { createHash } from 'node:crypto';
import { type Editions, renderEditions } from '../content/editions.ts';
import { type ReadCourse, readCourses, readEachCourse } from '../content/read.ts';
import { publishedNames } from '../db/publications.ts';
import { type Course, CourseError } from '../domain/course.ts';
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
export async function readEdits(runtime: Runtime, dir = runtime.env.COURSES_DIR): Promise<Edit[]> {
  const edits: Edit[] = [];
  for (const course of await readCourses(dir)) edits.push(await editOf(runtime, course));
  return edits;
}

/**
 * The same of one course, whatever stands in the folders of the others.
 * @throws CourseError with every problem of its files
 */
export function readEdit(runtime: Runtime, { course, problems }: ReadCourse): Promise<Edit> {
  if (course === null || problems.length > 0) throw new CourseError(problems);
  return editOf(runtime, course);
}

/** The courses in the folder, each as far as it can be read; null where the folder itself can't be. */
export async function readCourseFolders(
  { env }: Runtime,
  dir = env.COURSES_DIR,
): Promise<ReadCourse[] | null> {
  try {
    return await readEachCourse(dir);
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'ENOTDIR', 'EACCES'].includes(String(error.code))
    )
      return null;
    throw error;
  }
}

async function editOf({ db }: Runtime, course: Course): Promise<Edit> {
  keepNames(course, await publishedNames(db, course.slug));
  const editions = await renderEditions(course);
  const hash = createHash('sha256')
    .update(JSON.stringify([course, editions]))
    .digest('hex');
  return { course, editions, hash };
}
