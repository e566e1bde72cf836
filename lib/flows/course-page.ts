import { livePublication, livePublications } from '../db/publications.ts';
import type { Course } from '../domain/course.ts';
import type { Runtime } from '../runtime.ts';

/** The live version of a course, or null. */
export async function publishedCourse(runtime: Runtime, slug: string): Promise<Course | null> {
  return (await livePublication(runtime.db, slug))?.course ?? null;
}

/** The live versions of all courses, in their order on the site: by position, then by slug. */
export async function publishedCourses(runtime: Runtime): Promise<Course[]> {
  const courses = (await livePublications(runtime.db)).map(({ course }) => course);
  return courses.sort((a, b) => (a.position ?? LAST) - (b.position ?? LAST));
}

/** Behind every position that a course gives itself. */
const LAST = Number.MAX_SAFE_INTEGER;
