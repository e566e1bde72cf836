import type { PhrasingContent } from 'mdast';
import type { TextDirective } from 'mdast-util-directive';
import type { Inline } from './course.ts';
import type { ParserRule } from './course-error.ts';
import { whyNotCite } from './evidence.ts';
import type { Source } from './source.ts';

const WHOLE_ADDRESS = /^https?:\/\/[^\s/]/;
const WITHIN_THE_SITE = /^\/(?!\/)/;

type Node = { position?: { start: { line: number } } | undefined };

/** Says what is wrong at a place of the Markdown. Gives null, so that a reader can return it. */
export type ProblemAt = (node: Node | undefined, message: string, rule?: ParserRule) => null;

/**
 * Makes a reader of running text, which numbers the sources it meets in the order of their first citation.
 * @param sources what may be cited, by id; null on a page of the site, where nothing may be, and a link may lead to another
 * @param references the numbered sources; the reader adds to it
 */
export function inlineReader(
  sources: ReadonlyMap<string, Source> | null,
  references: Source[],
  problem: ProblemAt,
): (nodes: readonly PhrasingContent[]) => Inline[] {
  return readInline;

  function readInline(nodes: readonly PhrasingContent[]): Inline[] {
    return nodes.map(readPhrase).filter((phrase) => phrase !== null);
  }

  function readPhrase(node: PhrasingContent): Inline | null {
    switch (node.type) {
      case 'text':
        if (/:cite|::/.test(node.value)) {
          return problem(
            node,
            'Write :cite[id] without spaces, and ::claim or ::: alone on a line of their own.',
          );
        }
        return { type: 'text', text: oneLine(node.value) };
      case 'emphasis':
      case 'strong':
        return { type: node.type, children: readInline(node.children) };
      case 'link':
        if (!WHOLE_ADDRESS.test(node.url) && !(sources === null && WITHIN_THE_SITE.test(node.url))) {
          return problem(node, `Write the link’s whole address, beginning with https://, not “${node.url}”.`);
        }
        return { type: 'link', url: node.url, children: readInline(node.children) };
      case 'textDirective':
        return node.name === 'cite' ? readCite(node) : readColon(node);
      default:
        return problem(node, `A lesson can’t hold ${NAMES[node.type] ?? node.type}. Say it in words.`);
    }
  }

  function readCite(node: TextDirective): Inline | null {
    if (sources === null)
      return problem(node, 'This page has no list of references. Link to the source instead.');
    const text = node.children.map((child) => (child.type === 'text' ? child.value : '')).join('');
    const ids = text.split(',').map((id) => id.trim());
    const numbers = ids.map((id) => readCitation(node, id, sources)).filter((number) => number !== null);
    return numbers.length > 0 ? { type: 'cite', numbers } : null;
  }

  function readCitation(
    node: TextDirective,
    id: string,
    sources: ReadonlyMap<string, Source>,
  ): number | null {
    const source = sources.get(id);
    const why = whyNotCite(id, sources);
    return !source || why ? problem(node, why?.message ?? id, why?.rule) : numberOf(source, references);
  }

  /** In “09:00” the parser sees a directive called 00. It is text. */
  function readColon(node: TextDirective): Inline | null {
    if (/^\d/.test(node.name) && node.children.length === 0) return { type: 'text', text: `:${node.name}` };
    return problem(node, `There is no :${node.name}. Put a space after the colon, or write :cite[id].`);
  }
}

/** The number a source is cited by; a new one goes to the end of the references. */
export function numberOf(source: Source, references: Source[]): number {
  if (!references.includes(source)) references.push(source);
  return references.indexOf(source) + 1;
}

/** What authors call the things that lessons don't hold. */
export const NAMES: Readonly<Record<string, string>> = {
  blockquote: 'a quotation block',
  break: 'a line break',
  code: 'a code block',
  definition: 'a link definition',
  html: 'HTML',
  image: 'a picture',
  imageReference: 'a picture',
  inlineCode: 'code',
  linkReference: 'a link by reference',
  thematicBreak: 'a dividing line',
};

export function oneLine(text: string): string {
  return text.replace(/\s*\n\s*/g, ' ');
}
