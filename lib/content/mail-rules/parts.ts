import { isTag } from 'domhandler';
import { named, type ParsedMail, type Rule, wordsOf } from './parsed-mail.ts';
import { readDeclarations } from './style-sheet.ts';

/** A phone shows about so many characters of a subject. */
export const LONGEST_SUBJECT = 60;
export const PREHEADER = { shortest: 40, longest: 110 } as const;

/** Gmail cuts a mail off at 102 KB; this is where a course should say so, long before. */
export const MOST_HTML_KB = 80;

export const hasShortSubject: Rule = ({ subject }) => {
  if (subject.trim() === '') return ['The subject is empty.'];
  return subject.length > LONGEST_SUBJECT
    ? [`The subject has ${subject.length} characters; ${LONGEST_SUBJECT} fit on a phone.`]
    : [];
};

/** What mail programs show after the subject: the first thing in the body, which the mail itself doesn’t show. */
export function preheaderOf(mail: ParsedMail): string | null {
  const first = named(mail, 'body')[0]?.children.find(isTag);
  return first && readDeclarations(first.attribs.style).display === 'none' ? wordsOf(first) : null;
}

export const hasPreheader: Rule = (mail) => {
  const length = preheaderOf(mail)?.length;
  if (length === undefined) return ['The mail has no preheader.'];
  return length < PREHEADER.shortest || length > PREHEADER.longest
    ? [`The preheader has ${length} characters; it needs ${PREHEADER.shortest} to ${PREHEADER.longest}.`]
    : [];
};

export const isShort: Rule = (mail) => isWithin(mail, MOST_HTML_KB);

/** @param mostKb kilobytes of 1024 bytes that the HTML may have */
export function isWithin({ html }: { html: string }, mostKb: number): string[] {
  const kb = new TextEncoder().encode(html).length / 1024;
  return kb > mostKb
    ? [`The HTML has ${kb.toFixed(1)} KB; at most ${mostKb} KB, or mailboxes cut it off.`]
    : [];
}

/** Marks of a template that was not filled, or of text that was not made from HTML with care. */
const LEFTOVERS: readonly [RegExp, string][] = [
  [/\[object \w+\]|\bNaN\b/, 'a value that is no text'],
  [/(?<=["/>\s])undefined(?=["/<]|$)/m, 'a value that was not given'],
  [/\{\{.*?\}\}|%[A-Z_]{3,}%/, 'a placeholder'],
];
const IN_TEXT: readonly [RegExp, string][] = [
  ...LEFTOVERS,
  [/<\/[a-z]+\d?>|<[a-z]+ [a-z-]+=[^<>]*>/, 'a tag of HTML'],
  [/&(#x?[\da-f]+|amp|lt|gt|quot|nbsp|apos);/i, 'an entity of HTML'],
  [/\u200b|\ufeff|\u034f/, 'a character that nobody sees'],
  [/\n{4}/, 'three empty lines in a row'],
];

export const hasNoLeftovers: Rule = ({ html, text }) => [
  ...leftoversIn('The HTML', html, LEFTOVERS),
  ...leftoversIn('The text part', text, IN_TEXT),
];

function leftoversIn(part: string, words: string, signs: typeof LEFTOVERS): string[] {
  return signs.flatMap(([sign, what]) => {
    const found = sign.exec(words)?.[0];
    return found === undefined ? [] : [`${part} has ${what}: “${found.trim()}”.`];
  });
}

export const hasText: Rule = ({ text }) => (text.trim() === '' ? ['The mail has no text part.'] : []);
