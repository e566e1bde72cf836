import { createHash } from 'node:crypto';
import { correctedLesson } from '#lib/domain/corrected-lesson.ts';
import type { Course } from '#lib/domain/course.ts';
import { cutAtSlots, type Edition, MOST_HTML_BYTES, placesInHtml, slotMark } from '#lib/domain/edition.ts';
import {
  completionMail,
  confirmationMail,
  correctionMail,
  type LessonSent,
  lessonMail,
  linkMail,
  type Mail,
} from './mails.tsx';
import { renderMail } from './render-mail.ts';

export type Editions = {
  confirmation: Edition;
  link: Edition;
  completion: Edition;
  /** By lesson slug. */
  lessons: Record<string, Edition>;
  /** The same lessons, each with a link to the one before, of which nobody can tell whether it arrived. */
  lessonsAfterDoubt: Record<string, Edition>;
  /** The same lessons, each as it is sent once more to who asks for it. */
  lessonsAgain: Record<string, Edition>;
  /** By correction id. */
  corrections: Record<string, Edition>;
};

/**
 * Renders every mail of a course once, with marks where each person’s values will go. The same course gives the same bytes.
 * @param mostHtmlBytes what the HTML of a mail may have
 * @throws when a mail is longer, or has lost a slot on the way
 */
export async function renderEditions(course: Course, mostHtmlBytes = MOST_HTML_BYTES): Promise<Editions> {
  const editionOf = (mail: Mail) => renderEdition(mail, mostHtmlBytes);
  const lessonsSent = async (how: LessonSent) => {
    const editions = course.lessons.map(
      async (lesson) => [lesson.slug, await editionOf(lessonMail(course, lesson, how))] as const,
    );
    return Object.fromEntries(await Promise.all(editions));
  };
  const corrections = course.corrections.map(async (correction) => {
    const about = correctedLesson(course, correction);
    if (!about) throw new Error(`correction ${correction.id} is about no lesson of the course`);
    return [correction.id, await editionOf(correctionMail(course, correction, about))] as const;
  });
  return {
    confirmation: await editionOf(confirmationMail(course)),
    link: await editionOf(linkMail(course)),
    completion: await editionOf(completionMail(course)),
    lessons: await lessonsSent('in its turn'),
    lessonsAfterDoubt: await lessonsSent('after a doubt'),
    lessonsAgain: await lessonsSent('again'),
    corrections: Object.fromEntries(await Promise.all(corrections)),
  };
}

/** The edition of one mail. @throws when it is longer than that, or has lost a slot on the way */
export async function renderEdition(
  { kind, subject, body }: Mail,
  mostHtmlBytes = MOST_HTML_BYTES,
): Promise<Edition> {
  const asked = new Set<string>();
  const marked = body((name) => {
    asked.add(name);
    return slotMark(name);
  });
  const { html, text } = await renderMail(marked);
  if (Buffer.byteLength(html) > mostHtmlBytes)
    throw new Error(
      `The ${kind} mail “${subject}” is longer than ${mostHtmlBytes / 1024} KB: mailboxes would cut it off. Make two of it.`,
    );
  assertSlots(kind, asked, { html, text });
  const hash = createHash('sha256')
    .update(JSON.stringify([kind, subject, html, text]))
    .digest('hex');
  return { hash, kind, subject, html, text };
}

/** A slot that got lost on the way would be lost in every mail, so it fails here, once. */
function assertSlots(kind: string, asked: ReadonlySet<string>, parts: { html: string; text: string }): void {
  for (const [part, template] of Object.entries(parts)) {
    const cut = cutAtSlots(template);
    for (const name of asked) {
      if (!cut.names.includes(name))
        throw new Error(`Slot ${name} does not occur in the ${part} of the ${kind} mail.`);
    }
    for (const name of cut.names) {
      if (!asked.has(name))
        throw new Error(`The ${part} of the ${kind} mail has a slot ${name} that nobody gave it.`);
    }
  }
  placesInHtml(cutAtSlots(parts.html));
}
