import type { Element } from 'domhandler';
import { classesOf, isDark, isSimple, rulesOf } from './applied-style.ts';
import { named, nameOf, type Rule } from './parsed-mail.ts';
import { type Declarations, readDeclarations } from './style-sheet.ts';

/** Mail programs that can, are told that the mail has a dark palette, and every colour of it has its dark one. */
export const hasDarkMode: Rule = (mail) => {
  const metas = new Map(named(mail, 'meta').map(({ attribs }) => [attribs.name, attribs.content]));
  const dark = rulesOf(mail).filter(isDark);
  const byClass = new Map(dark.map(({ selector, declarations }) => [selector.slice(1), declarations]));
  return [
    ...['color-scheme', 'supported-color-schemes']
      .filter((name) => metas.get(name) !== 'light dark')
      .map((name) => `The head lacks <meta name="${name}" content="light dark">.`),
    ...(dark.length > 0 ? [] : ['The style sheet has nothing for @media (prefers-color-scheme:dark).']),
    ...dark
      .filter((rule) => !isSimple(rule) && kindsIn(rule.declarations).length > 0)
      .map(({ selector }) => `The colours of “${selector}” can’t be judged: give them a class of their own.`),
    ...mail.elements.flatMap((element) => unchangedIn(element, byClass)),
  ];
};

/** The inline colours of an element that no class of it changes in the dark. */
function unchangedIn(element: Element, byClass: ReadonlyMap<string, Declarations>): string[] {
  const { style, bgcolor } = element.attribs;
  const changed = classesOf(element).flatMap((name) => kindsIn(byClass.get(name) ?? {}));
  return kindsIn({ ...readDeclarations(style), ...(bgcolor ? { background: bgcolor } : {}) })
    .filter((kind) => !changed.includes(kind))
    .map(
      (kind) => `${nameOf(element)} has a ${kind} colour inline, and no class that changes it in the dark.`,
    );
}

type Kind = 'text' | 'background' | 'border';

function kindsIn(declarations: Declarations): Kind[] {
  return Object.entries(declarations).flatMap(([property, value]) => {
    if (!/#[\da-f]{3}/i.test(value)) return [];
    if (property === 'color') return ['text'];
    return property.startsWith('background')
      ? ['background']
      : property.startsWith('border')
        ? ['border']
        : [];
  });
}
