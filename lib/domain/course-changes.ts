import type { Course } from './course.ts';

/**
 * What is different between two versions of a course, a line each, for whoever publishes it.
 * @param before null when the course is new
 */
export function courseChanges(before: Course | null, after: Course): string[] {
  if (before === null) return [`new, with ${after.lessons.length} lessons`];
  const old = new Map(before.lessons.map((lesson) => [lesson.slug, lesson]));
  const now = new Map(after.lessons.map((lesson) => [lesson.slug, lesson]));
  const keptBefore = [...old.keys()].filter((slug) => now.has(slug));
  const kept = [...now.keys()].filter((slug) => old.has(slug));
  const added = [...now.keys()].filter((slug) => !old.has(slug));
  const takenOut = [...old.keys()].filter((slug) => !now.has(slug));
  const changed = kept.filter((slug) => differ(old.get(slug), now.get(slug)));
  const around = differ({ ...before, lessons: [] }, { ...after, lessons: [] });
  return [
    ...added.map((slug) => `lesson added: ${slug}`),
    ...takenOut.map((slug) => `lesson taken out: ${slug}`),
    ...changed.map((slug) => `lesson changed: ${slug}`),
    ...(differ(keptBefore, kept) ? [`new order: ${[...now.keys()].join(', ')}`] : []),
    ...(around ? ['what stands around the lessons'] : []),
  ];
}

/** Both versions have been through the same database column, so equal values have equal texts. */
function differ(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) !== JSON.stringify(b);
}
