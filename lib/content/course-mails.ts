import { join } from 'node:path';
import { correctedLesson } from '#lib/domain/corrected-lesson.ts';
import type { Course } from '#lib/domain/course.ts';
import {
  completionMail,
  confirmationMail,
  correctionMail,
  lessonMail,
  linkMail,
  type Mail,
} from './mails.tsx';

/** A mail that is made of a course. */
export type CourseMail = {
  course: Course;
  /** `confirmation`, `lesson/<slug>`, `completion`, `correction/<id>` or `link`. */
  name: string;
  /** The same in words: "Lesson 3". */
  label: string;
  /** Of the lesson it is, or is about; null for the others. */
  title: string | null;
  mail: Mail;
  /** The file that most of it stands in, below the folder of courses. */
  file: string;
  /** To read; null for mails that are no lesson. */
  minutes: number | null;
};

/** Every mail of a course, in the order in which a reader gets them; then its corrections, and the link for who lost it. */
export function mailsOf(course: Course): CourseMail[] {
  const around = (name: string, label: string, mail: Mail): CourseMail => {
    const file = join(course.slug, 'course.md');
    return { course, name, label, title: null, mail, file, minutes: null };
  };
  return [
    around('confirmation', 'Confirmation', confirmationMail(course)),
    ...course.lessons.map((lesson, i) => ({
      course,
      name: `lesson/${lesson.slug}`,
      label: `Lesson ${i + 1}`,
      title: lesson.title,
      mail: lessonMail(course, lesson),
      file: join(course.slug, `${String(i + 1).padStart(2, '0')}-${lesson.slug}.md`),
      minutes: lesson.minutes,
    })),
    around('completion', 'Closing mail', completionMail(course)),
    ...course.corrections.flatMap((correction) => {
      const about = correctedLesson(course, correction);
      if (!about) return [];
      const mail = correctionMail(course, correction, about);
      const file = join(course.slug, 'corrections.yaml');
      const name = `correction/${correction.id}`;
      return [{ course, name, label: 'Correction', title: about.lesson.title, mail, file, minutes: null }];
    }),
    around('link', 'Lost link', linkMail(course)),
  ];
}

/** The mail a person means: by its name, by a lesson's slug, or by its number, counted from 1. */
export function mailNamed(mails: readonly CourseMail[], word: string): CourseMail | null {
  const by = (is: (mail: CourseMail) => boolean) => mails.find(is);
  return (
    by(({ name }) => name === word) ??
    by(({ name }) => name === `lesson/${word}`) ??
    by(({ label }) => label === `Lesson ${word}`) ??
    null
  );
}
