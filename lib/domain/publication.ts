import type { Course } from './course.ts';

/** What of a course is live. Planning and pages read only this, never the files, so that two versions agree during a deploy. */
export type Publication = {
  number: number;
  course: Course;
  /** Edition hashes: of the mails around the course, and of each lesson by slug. */
  editions: {
    confirmation: string;
    link: string;
    completion: string;
    lessons: Record<string, string>;
    /** Each lesson with a link to the one before it. Publications from before there were any lack them. */
    lessonsAfterDoubt?: Record<string, string>;
  };
};

/** The order of the course: which lesson follows which. */
export function lessonOrder(publication: Publication): string[] {
  return publication.course.lessons.map((lesson) => lesson.slug);
}
