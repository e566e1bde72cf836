import type { CourseDraft } from '#lib/domain/course.ts';
import { countWords } from '#lib/domain/lesson-words.ts';
import { minutesToRead } from '#lib/domain/reading-time.ts';
import type { Editions } from '../editions.ts';
import { longestKb, mailsOf } from './mails.ts';
import { isCountable, readingGrade } from './reading.ts';

/** A lesson in numbers. `htmlKb` is that of its mail, of 1024 bytes each; null where no mail could be made yet. */
export type LessonFigures = {
  course: string;
  lesson: string;
  words: number;
  minutes: number;
  grade: number;
  htmlKb: number | null;
};

/** The figures of each lesson of which everything could be read. */
export function figuresOf({ slug, lessons }: CourseDraft, editions: Editions | null): LessonFigures[] {
  return lessons.filter(isCountable).map(({ lesson }) => ({
    course: slug,
    lesson: lesson.slug,
    words: countWords(lesson),
    minutes: minutesToRead(lesson),
    grade: readingGrade(lesson),
    htmlKb: editions && longestKb(mailsOf(lesson.slug, editions)),
  }));
}
