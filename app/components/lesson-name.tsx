import type { Course } from '#lib/domain/course.ts';

/** The title of a lesson. The first is open to everyone, so it is a link; the others come by mail. */
export function LessonName({ course, number }: { course: Course; number: number }) {
  const lesson = course.lessons[number - 1];
  if (!lesson) return null;
  if (number > 1) return lesson.title;
  return <a href={`/courses/${course.slug}/${lesson.slug}`}>{lesson.title}</a>;
}
