import { publicationWithLesson } from '../db/publications.ts';
import type { Course, Lesson } from '../domain/course.ts';
import type { Runtime } from '../runtime.ts';

export type LessonView = {
  course: Course;
  lesson: Lesson;
  number: number;
  total: number;
};

/**
 * The web version of a lesson somebody was sent. People pass such links on, so they lead to the lesson and to nothing
 * that is the learner's alone. Links in lessons never expire; null for one we did not make.
 */
export async function lessonView(runtime: Runtime, token: string): Promise<LessonView | null> {
  const id = runtime.tokens.verify(token, 'lesson');
  const delivery =
    id === null
      ? null
      : await runtime.db.delivery.findUnique({ where: { id }, include: { enrollment: true } });
  if (!delivery?.enrollment || delivery.lessonSlug === null) return null;
  const { lessonSlug, enrollment } = delivery;
  const publication = await publicationWithLesson(runtime.db, enrollment.courseSlug, lessonSlug);
  const lessons = publication?.course.lessons ?? [];
  const lesson = lessons.find(({ slug }) => slug === lessonSlug);
  if (!publication || !lesson) return null;
  return {
    course: publication.course,
    lesson,
    number: lessons.indexOf(lesson) + 1,
    total: lessons.length,
  };
}
