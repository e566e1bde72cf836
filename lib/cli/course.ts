import { publishedCourses } from '#lib/flows/course-page.ts';
import type { Runtime } from '#lib/runtime.ts';
import { listed } from './as-json.ts';
import type { Answer } from './command.ts';

/** A line for each live course and each of its lessons. */
export async function list(runtime: Runtime, args: readonly string[] = []): Promise<Answer> {
  const courses = (await publishedCourses(runtime)).map(({ slug, title, lessons }) => ({
    slug,
    title,
    lessons: lessons.map((lesson) => ({ slug: lesson.slug, title: lesson.title, minutes: lesson.minutes })),
  }));
  return listed(args, courses, () =>
    courses.length === 0
      ? ['No course is live yet. Publish with: npm run lettercourse -- course publish']
      : courses.flatMap(({ slug, title, lessons }) => [
          `${slug}: ${title}`,
          ...lessons.map(
            (lesson, i) => `  ${i + 1}. ${lesson.slug}: ${lesson.title} (${lesson.minutes} min)`,
          ),
        ]),
  );
}
