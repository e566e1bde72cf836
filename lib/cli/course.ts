import { publishedCourses } from '#lib/flows/course-page.ts';
import type { Runtime } from '#lib/runtime.ts';

/** @returns a line for each live course and each of its lessons */
export async function list(runtime: Runtime): Promise<string[]> {
  const courses = await publishedCourses(runtime);
  if (courses.length === 0)
    return ['No course is live yet. Publish with: npm run lettercourse -- course publish'];
  return courses.flatMap(({ slug, title, lessons }) => [
    `${slug}: ${title}`,
    ...lessons.map((lesson, i) => `  ${i + 1}. ${lesson.slug}: ${lesson.title} (${lesson.minutes} min)`),
  ]);
}
