import { renderEdition, renderEditions } from '#lib/content/editions.ts';
import {
  completionMail,
  confirmationMail,
  correctionMail,
  lessonMail,
  linkMail,
  type Mail,
  type ValueOf,
} from '#lib/content/mails.tsx';
import { renderMail } from '#lib/content/render-mail.ts';
import { SITE_MAILS } from '#lib/content/site-mails.tsx';
import { correctedLesson } from '#lib/domain/corrected-lesson.ts';
import type { Course } from '#lib/domain/course.ts';
import type { Edition } from '#lib/domain/edition.ts';
import { fillEdition, slotsOf } from '#lib/mail/fill.ts';
import { wordsAround } from '#lib/mail/sample.ts';

/** A mail to one of the recipients below. */
export type SampleMail = {
  name: string;
  /** Slug of its course. */
  course: string;
  edition: Edition;
  values: Record<string, string>;
  filled: { subject: string; html: string; text: string };
  /** What React makes of the same values, without slots in between. */
  rendered: { html: string; text: string };
};

/** Names as long, as short and as foreign as they may be, and one that was never let in: what a mail makes of each. */
export const NAMES = {
  'a name that tries to break it': 'Ada <i> & "Co" O\'Neil $& $1',
  'sixty letters without a space': 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch-P',
  'a name from right to left': 'نور الهدى بنت عبد الرحمن بن إبراهيم الأندلسي',
  'no name': null,
};
export type Recipient = keyof typeof NAMES;
export const RECIPIENTS = Object.keys(NAMES) as Recipient[];

/** Every mail of a course, filled. */
export async function sampleMails(
  course: Course,
  recipient: Recipient = 'a name that tries to break it',
): Promise<SampleMail[]> {
  const editions = await renderEditions(course);
  const mails: [string, Mail, Edition | undefined][] = [
    ['confirmation', confirmationMail(course), editions.confirmation],
    ['link', linkMail(course), editions.link],
    ['completion', completionMail(course), editions.completion],
    ...(await siteMails()),
    ...course.corrections.flatMap((correction): [string, Mail, Edition | undefined][] => {
      const about = correctedLesson(course, correction);
      const mail = about && correctionMail(course, correction, about);
      return mail ? [[`correction ${correction.id}`, mail, editions.corrections[correction.id]]] : [];
    }),
    ...course.lessons.map((lesson): [string, Mail, Edition | undefined] => [
      `lesson ${lesson.slug}`,
      lessonMail(course, lesson),
      editions.lessons[lesson.slug],
    ]),
    ...course.lessons
      .slice(0, 1)
      .map((lesson): [string, Mail, Edition | undefined] => [
        `lesson ${lesson.slug} again`,
        lessonMail(course, lesson, 'again'),
        editions.lessonsAgain[lesson.slug],
      ]),
    ...course.lessons.map((lesson): [string, Mail, Edition | undefined] => [
      `lesson ${lesson.slug} after a doubt`,
      lessonMail(course, lesson, 'after a doubt'),
      editions.lessonsAfterDoubt[lesson.slug],
    ]),
  ];
  const greeting = `Dear ${NAMES[recipient] ?? 'reader'},`;
  return Promise.all(
    mails.map((named) => {
      const [, mail] = named;
      const words: Record<string, string> = { greeting, ...wordsAround(mail, course) };
      return sample(course.slug, named, (slot) => words[slot] ?? valueFor(slot));
    }),
  );
}

async function siteMails(): Promise<[string, Mail, Edition][]> {
  const mails = Object.entries(SITE_MAILS).map(([name, mailOf]) => [name, mailOf()] as const);
  return Promise.all(mails.map(async ([name, mail]) => [name, mail, await renderEdition(mail)]));
}

async function sample(
  course: string,
  [name, mail, edition]: [string, Mail, Edition | undefined],
  slotValue: ValueOf,
): Promise<SampleMail> {
  if (!edition) throw new Error(`${name} has no edition`);
  const values = Object.fromEntries(slotsOf(edition).map((slot) => [slot, slotValue(slot)]));
  return {
    name,
    course,
    edition,
    values,
    filled: fillEdition(edition, values),
    rendered: await renderMail(mail.body(slotValue)),
  };
}

function valueFor(slot: string): string {
  if (slot.endsWith('Url'))
    return `https://example.org/${slot}/k1.AZqkL3yHdU6b3m2Zt8Qw4g.c2ln_bmVk-LWJ5?a=1&b='2'#held`;
  return WORDS[slot] ?? `a value for ${slot}`;
}

const WORDS: Readonly<Record<string, string>> = {
  missedTitle: 'What <tea> is, what it isn’t, what it costs and who drinks it',
  askedOn: '10 November 2026',
  nextWhen: 'Monday 30 November at 09:00, Europe/Paris',
  expiresOn: 'Sunday 29 November at 14:05, Europe/Paris',
  slot: 'Mondays at 09:00, Europe/Paris',
  siteName: 'Lettercourse',
  postalAddress: 'Tea & Sons, 1 <Example> Street, 75000 Paris, France',
};
