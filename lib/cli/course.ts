import { courseChanges } from '#lib/domain/course-changes.ts';
import { publishedCourse, publishedCourses } from '#lib/flows/course-page.ts';
import { publishCourses } from '#lib/flows/publish-courses.ts';
import type { Runtime } from '#lib/runtime.ts';

/**
 * Makes the courses on disk live.
 * @param dir where the courses are
 * @returns a line for each course and each change
 * @throws CourseError with every problem of every course; nothing is published then
 */
export async function publish(runtime: Runtime, dir?: string): Promise<string[]> {
  const before = new Map((await publishedCourses(runtime)).map((course) => [course.slug, course]));
  const lines: string[] = [];
  for (const { slug, result } of await publishCourses(runtime, 'always', dir)) {
    lines.push(`${slug}: ${result}`);
    const after = result === 'published' ? await publishedCourse(runtime, slug) : null;
    if (after === null) continue;
    const changes = courseChanges(before.get(slug) ?? null, after);
    lines.push(...(changes.length > 0 ? changes : ['how its mails look']).map((change) => `  ${change}`));
  }
  return lines.length > 0 ? lines : ['There is no course in emails/courses.'];
}

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
