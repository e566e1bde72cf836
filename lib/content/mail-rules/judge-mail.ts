import { isReadable } from './contrast.ts';
import { hasDarkMode } from './dark-mode.ts';
import { hasHeadingsInOrder, hasOneTitle, marksLayoutTables, saysItsLanguage } from './document.ts';
import { hasEveryLinkInItsText, hasTellingLinks, hasTextForImages } from './links.ts';
import { type MailParts, parseMail, type Rule } from './parsed-mail.ts';
import { hasNoLeftovers, hasPreheader, hasShortSubject, hasText, isShort } from './parts.ts';
import { hasFewImages, isSelfContained } from './self-contained.ts';

/** What holds for every mail that leaves. */
export const MAIL_RULES = [
  ['language', saysItsLanguage],
  ['title', hasOneTitle],
  ['layout tables', marksLayoutTables],
  ['headings', hasHeadingsInOrder],
  ['links', hasTellingLinks],
  ['alt text', hasTextForImages],
  ['few images', hasFewImages],
  ['contrast', isReadable],
  ['dark mode', hasDarkMode],
  ['self-contained', isSelfContained],
  ['size', isShort],
  ['subject', hasShortSubject],
  ['preheader', hasPreheader],
  ['text', hasText],
  ['links in the text', hasEveryLinkInItsText],
  ['leftovers', hasNoLeftovers],
] as const satisfies readonly (readonly [string, Rule])[];

export type MailRule = (typeof MAIL_RULES)[number][0];
export type MailFinding = { rule: MailRule; problem: string };

/**
 * Judges a mail, or an edition whose slots are still marked.
 * @returns what is wrong with it, a sentence each, by rule; nothing when all is right
 */
export function judgeMail(parts: MailParts): MailFinding[] {
  const mail = parseMail(parts);
  return MAIL_RULES.flatMap(([rule, judge]) => judge(mail).map((problem) => ({ rule, problem })));
}
