import type { Edition } from '#lib/domain/edition.ts';
import type { Editions } from '../editions.ts';
import { judgeMail } from '../mail-rules/judge-mail.ts';
import { MOST_HTML_KB } from '../mail-rules/parts.ts';
import { lineOf } from './find-line.ts';
import type { Finding, Reviewed } from './rule.ts';

/** Up to here a mail comes quickly on a phone, wherever it is. */
const GOOD_HTML_KB = 40;

/** Judges every mail of a course. What a template has wrong is told for each mail that is made of it. */
export function judgeMails({ draft, files }: Reviewed, editions: Editions): Finding[] {
  const around = [editions.confirmation, editions.link, editions.completion];
  return [
    ...around.flatMap((edition) => findingsOn([edition], 'course.md')),
    ...Object.values(editions.corrections).flatMap((edition) => findingsOn([edition], 'corrections.yaml')),
    ...draft.lessons.flatMap(({ file, lesson }) => findingsOn(mailsOf(lesson.slug, editions), file)),
  ];

  /** @param mails editions of one mail, of which each thing is told once */
  function findingsOn(mails: readonly Edition[], file: string): Finding[] {
    const text = files.get(file) ?? '';
    const told = new Map<string, Finding>();
    for (const { rule, problem } of mails.flatMap(judgeMail)) {
      if (rule === 'size') continue;
      const [line, message] = [lineOf(quotedIn(problem), text), `Its mail: ${problem}`];
      told.set(message, {
        file,
        line,
        rule: `mail-${rule.replaceAll(' ', '-')}`,
        severity: 'error',
        message,
      });
    }
    return [...told.values(), ...sizeOf(longestKb(mails), file)];
  }
}

function sizeOf(kb: number, file: string): Finding[] {
  const about = { file, line: 1, rule: 'mail-size' } as const;
  const message = `Its mail: the HTML has ${kb.toFixed(1)} KB`;
  if (kb > MOST_HTML_KB)
    return [
      {
        ...about,
        severity: 'error',
        message: `${message}; at most ${MOST_HTML_KB} KB, or mailboxes cut it off. Shorten it.`,
      },
    ];
  if (kb > GOOD_HTML_KB)
    return [
      {
        ...about,
        severity: 'warning',
        message: `${message}. Up to ${GOOD_HTML_KB} KB it comes quickly anywhere; shorten it if you can.`,
      },
    ];
  return [];
}

/** The editions of a lesson’s mail. */
export function mailsOf(slug: string, { lessons, lessonsAfterDoubt, lessonsAgain }: Editions): Edition[] {
  return [lessons[slug], lessonsAfterDoubt[slug], lessonsAgain[slug]].filter(
    (edition) => edition !== undefined,
  );
}

/** The HTML of the longest of them, in kilobytes of 1024 bytes. */
export function longestKb(mails: readonly Edition[]): number {
  return Math.max(...mails.map(({ html }) => Buffer.byteLength(html) / 1024));
}

/** What a problem quotes from the mail, without a word that was cut off. */
function quotedIn(problem: string): string {
  return /“([^”]*)”/.exec(problem)?.[1]?.replace(/\S*…$/, '') ?? '';
}
