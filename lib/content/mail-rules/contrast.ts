import { type ChildNode, type Element, isTag, isText } from 'domhandler';
import { contrast, inverted } from '#lib/domain/colour.ts';
import { type Scheme, stylesIn } from './applied-style.ts';
import { named, type Rule } from './parsed-mail.ts';
import type { Declarations } from './style-sheet.ts';

/** WCAG 2.2, 1.4.3. Large text may have less; ours doesn’t. */
const LEAST = 4.5;

type Look = { color: string; background: string };

/** Where nothing is said, as in every mail program by day. */
const PLAIN: Look = { color: '#000000', background: '#ffffff' };

/** All text can be read by day, in the dark, and where a mail program turns the lightness of either over by itself. */
export const isReadable: Rule = (mail) =>
  (['light', 'dark'] as const).flatMap((scheme) => {
    const texts = textsIn(named(mail, 'body'), PLAIN, stylesIn(mail, scheme));
    const looks = new Map(texts.toReversed().map((text) => [`${text.color} ${text.background}`, text]));
    return [...looks.values()].flatMap((text) => problemsOf(text, scheme));
  });

type SeenText = Look & { words: string };

/** Every text that is seen, with the colours it is seen in. */
function textsIn(
  nodes: readonly ChildNode[],
  around: Look,
  styleOf: (element: Element) => Declarations,
): SeenText[] {
  return nodes.flatMap((node) => {
    if (isText(node))
      return /\S/.test(node.data) ? [{ ...around, words: node.data.trim().slice(0, 40) }] : [];
    if (!isTag(node)) return [];
    const style = styleOf(node);
    return style.display === 'none' ? [] : textsIn(node.children, lookOf(node, style, around), styleOf);
  });
}

function lookOf({ attribs }: Element, style: Declarations, around: Look): Look {
  const background = style['background-color'] ?? style.background ?? attribs.bgcolor;
  return {
    color: style.color ?? around.color,
    background: background === undefined || background === 'transparent' ? around.background : background,
  };
}

function problemsOf({ color, background, words }: SeenText, scheme: Scheme): string[] {
  const strange = [color, background].find((value) => !/^#[\da-f]{6}$/i.test(value));
  if (strange !== undefined) return [`“${words}” has the colour ${strange}; write it as #1f242b is written.`];
  const ratios: [string, number][] = [
    [scheme, contrast(color, background)],
    [`${scheme}, inverted`, contrast(inverted(color), inverted(background))],
  ];
  return ratios
    .filter(([, ratio]) => ratio < LEAST)
    .map(
      ([when, ratio]) =>
        `“${words}” has a contrast of ${ratio.toFixed(2)} (${when}: ${color} on ${background}); it needs ${LEAST}.`,
    );
}
