import type { Correction } from './correction.ts';
import type { Course } from './course.ts';
import type { NumberedLesson } from './course-sources.ts';
import { namesOf } from './lesson-names.ts';

/** The lesson that a correction is about, whatever it was called when it was wrong; null when it is in the course no more. */
export function correctedLesson(
  { lessons }: Course,
  { lesson: name }: Pick<Correction, 'lesson'>,
): NumberedLesson | null {
  const index = lessons.findIndex((lesson) => namesOf(lesson).includes(name));
  const lesson = lessons[index];
  return lesson ? { number: index + 1, lesson } : null;
}
