import type { Document, Element } from 'domhandler';
import { DomUtils, parseDocument } from 'htmlparser2';

/** What can be judged: a mail as it leaves, or an edition whose slots are still marked. */
export type MailParts = { subject: string; html: string; text: string };

/** The same with its HTML read once, for all rules. */
export type ParsedMail = MailParts & {
  document: Document;
  /** Every element, in the order of the document. */
  elements: readonly Element[];
};

/** A rule says in a sentence each what is wrong with a mail; nothing when it is right. */
export type Rule = (mail: ParsedMail) => string[];

export function parseMail(parts: MailParts): ParsedMail {
  const document = parseDocument(parts.html);
  return { ...parts, document, elements: DomUtils.findAll(() => true, document.children) };
}

/** The elements of these names, such as `h1`. */
export function named({ elements }: ParsedMail, ...names: readonly string[]): Element[] {
  return elements.filter(({ name }) => names.includes(name));
}

/** What a reader sees of an element, in one line: without the fillers that nobody sees. */
export function wordsOf(element: Element | Document): string {
  return DomUtils.textContent(element)
    .replace(/(?:\s|\p{Cf}|\u034f)+/gu, ' ')
    .trim();
}

/** An element as a person finds it again: its tag and the first of its words. */
export function nameOf(element: Element): string {
  const words = wordsOf(element);
  const begin = words.length > 40 ? `${words.slice(0, 40)}…` : words;
  return words === '' ? `<${element.name}>` : `<${element.name}> “${begin}”`;
}
