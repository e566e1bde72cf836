import type { NumberedLesson } from '#lib/domain/course-sources.ts';

/** “lesson 2”, or “lessons 1, 3, and 5”. */
export function inLessons(lessons: readonly NumberedLesson[]): string {
  const list = new Intl.ListFormat('en-GB').format(lessons.map(({ number }) => String(number)));
  return `${lessons.length === 1 ? 'lesson' : 'lessons'} ${list}`;
}
