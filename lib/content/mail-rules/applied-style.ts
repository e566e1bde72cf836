import type { Element } from 'domhandler';
import { DomUtils } from 'htmlparser2';
import { named, type ParsedMail } from './parsed-mail.ts';
import { type Declarations, readDeclarations, readStyleSheet, type StyleRule } from './style-sheet.ts';

export type Scheme = 'light' | 'dark';

export function rulesOf(mail: ParsedMail): StyleRule[] {
  return readStyleSheet(DomUtils.textContent(named(mail, 'style')));
}

export function isDark({ media }: StyleRule): boolean {
  return /prefers-color-scheme:\s*dark/i.test(media ?? '');
}

/**
 * What is declared for an element itself: by the sheet, then inline, then by the sheet’s rules for the dark, which say
 * `!important`. Follows selectors of one tag or one class, which is all that a mail’s colours need.
 */
export function stylesIn(mail: ParsedMail, scheme: Scheme): (element: Element) => Declarations {
  const rules = rulesOf(mail).filter(isSimple);
  const always = rules.filter(({ media }) => media === null);
  const dark = scheme === 'dark' ? rules.filter(isDark) : [];
  return (element) =>
    Object.assign(
      {},
      ...matching(always, element),
      readDeclarations(element.attribs.style),
      ...matching(dark, element),
    );
}

/** Whether `stylesIn` can follow a selector: `td` or `.ink`. */
export function isSimple({ selector }: StyleRule): boolean {
  return /^\.?[\w-]+$/.test(selector);
}

export function classesOf(element: Element): string[] {
  return (element.attribs.class ?? '').split(/\s+/).filter(Boolean);
}

function matching(rules: readonly StyleRule[], element: Element): Declarations[] {
  const selectors = [element.name, ...classesOf(element).map((name) => `.${name}`)];
  return rules.filter(({ selector }) => selectors.includes(selector)).map(({ declarations }) => declarations);
}
