import 'server-only';
import { cache } from 'react';
import type { Course } from '#lib/domain/course.ts';
import { publishedCourse, publishedCourses } from '#lib/flows/course-page.ts';
import { getRuntime } from '#lib/runtime.ts';

/** The published course under this slug, read once per request. */
export const findCourse = cache(async (slug: string): Promise<Course | null> => {
  return publishedCourse(await getRuntime(), slug);
});

/** Every published course in their order, read once per request. */
export const listCourses = cache(async (): Promise<Course[]> => publishedCourses(await getRuntime()));

/** Every published course but these. */
export async function otherCourses(...than: string[]): Promise<Course[]> {
  return (await listCourses()).filter(({ slug }) => !than.includes(slug));
}
