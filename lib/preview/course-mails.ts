import { join } from 'node:path';
import { renderEdition } from '#lib/content/editions.ts';
import { judgeMail } from '#lib/content/mail-rules/judge-mail.ts';
import { parseMail } from '#lib/content/mail-rules/parsed-mail.ts';
import { preheaderOf } from '#lib/content/mail-rules/parts.ts';
import { completionMail, confirmationMail, lessonMail, linkMail, type Mail } from '#lib/content/mails.tsx';
import type { Course } from '#lib/domain/course.ts';
import { fillSample } from '#lib/mail/sample.ts';
import type { Entry, ShownMail } from './view.ts';

const SITE = 'Lettercourse';
const POSTAL_ADDRESS = '[Name of the operator], [street and number], [postcode and town], [country]';

/** A mail that can be made of a course. */
export type CourseMail = Entry & {
  course: Course;
  mail: Mail;
  /** The file that most of it stands in, below the folder of courses. */
  file: string;
  minutes: number | null;
};

/** Every mail of a course, in the order in which a reader gets them; the link to one's own page last. */
export function mailsOf(course: Course): CourseMail[] {
  const { slug } = course;
  // As a browser asks for it: a folder may be called anything.
  const under = encodeURIComponent(slug);
  const around = (name: string, label: string, mail: Mail): CourseMail => {
    const file = join(slug, 'course.md');
    return { course, path: `${under}/${name}`, label, title: mail.subject, mail, file, minutes: null };
  };
  return [
    around('confirmation', 'Confirmation', confirmationMail(course, SITE)),
    ...course.lessons.map((lesson, i) => ({
      course,
      path: `${under}/lesson/${lesson.slug}`,
      label: `Lesson ${i + 1}`,
      title: lesson.title,
      mail: lessonMail(course, lesson, SITE),
      file: join(slug, `${String(i + 1).padStart(2, '0')}-${lesson.slug}.md`),
      minutes: lesson.minutes,
    })),
    around('completion', 'Closing mail', completionMail(course, SITE)),
    around('link', 'Lost link', linkMail(course, SITE)),
  ];
}

/**
 * Makes a mail as a reader called Ada would get it now.
 * @param origin of the preview, where the links of the sample lead
 * @throws Error when no mail can be made of it, such as one that is too long
 */
export async function makeMail({ mail, course, ...rest }: CourseMail, origin: string): Promise<ShownMail> {
  const ends = { urlOf: (slot: string) => `${origin}/link/${slot}`, postalAddress: POSTAL_ADDRESS };
  const parts = fillSample(await renderEdition(mail), course, new Date(), ends);
  return {
    ...parts,
    path: rest.path,
    label: rest.label,
    title: rest.title,
    minutes: rest.minutes,
    from: SITE,
    preheader: preheaderOf(parseMail(parts)) ?? '',
    lacks: judgeMail(parts).map(({ problem }) => problem),
  };
}
