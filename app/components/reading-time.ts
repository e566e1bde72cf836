import type { Course } from '#lib/domain/course.ts';

/** Minutes to read a lesson, on average, rounded. */
export function averageMinutes(course: Course): number {
  return Math.round(totalMinutes(course) / Math.max(course.lessons.length, 1));
}

/** Minutes to read the whole course. */
export function totalMinutes(course: Course): number {
  return course.lessons.reduce((sum, lesson) => sum + lesson.minutes, 0);
}
