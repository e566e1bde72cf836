import { toPlainText } from 'react-email';

/**
 * The plain-text part of a mail, from its HTML. Addresses stand alone, so that no mail program makes a full stop or a word
 * part of one: after their text when it is all that a block holds (“Pause: https://…”), else on lines below the block.
 * Headings keep their letters, because a slot's mark in capitals would be lost. Drawings are left out.
 */
export function plainTextOf(html: string): string {
  let links: { text: string; href: string }[] = [];

  const withAddresses: Formatter = (element, walk, builder, { leadingLineBreaks, trailingLineBreaks }) => {
    const outer = links;
    links = [];
    builder.openBlock({ leadingLineBreaks });
    walk(element.children, builder);
    const hidden = links.filter(({ text, href }) => text !== href);
    const [only] = hidden;
    if (only?.text === textOf(element)) {
      builder.addInline(`: ${only.href}`);
    } else {
      for (const { href } of hidden) {
        builder.addLineBreak();
        builder.addInline(href);
      }
    }
    builder.closeBlock({ trailingLineBreaks });
    links = outer;
  };
  const link: Formatter = (element, walk, builder) => {
    walk(element.children, builder);
    links.push({ text: textOf(element), href: element.attribs?.href ?? '' });
  };
  const underlined: Formatter = (element, walk, builder) => {
    builder.openBlock({ leadingLineBreaks: 2 });
    walk(element.children, builder);
    builder.addLineBreak();
    builder.addInline((element.name === 'h1' ? '=' : '-').repeat(textOf(element).length));
    builder.closeBlock({ trailingLineBreaks: 2 });
  };
  const citation: Formatter = (element, _walk, builder) => builder.addInline(` [${textOf(element)}]`);

  return toPlainText(html, {
    selectors: SELECTORS,
    formatters: { withAddresses, link, underlined, citation },
  });
}

/** The part of html-to-text's formatters that is used here; it brings no types of its own. */
type Element = { name?: string; data?: string; attribs?: Record<string, string>; children?: Element[] };
type Builder = {
  openBlock: (options: LineBreaks) => void;
  closeBlock: (options: LineBreaks) => void;
  addInline: (text: string) => void;
  addLineBreak: () => void;
};
type LineBreaks = { leadingLineBreaks?: number | undefined; trailingLineBreaks?: number | undefined };
type Walk = (children: Element[] | undefined, builder: Builder) => void;
type Formatter = (element: Element, walk: Walk, builder: Builder, options: LineBreaks) => void;

const block = (lineBreaks: number) => ({
  format: 'withAddresses',
  options: { leadingLineBreaks: lineBreaks, trailingLineBreaks: lineBreaks },
});

const SELECTORS = [
  { selector: 'h1', format: 'underlined' },
  { selector: 'h2', format: 'underlined' },
  { selector: 'h3', format: 'underlined' },
  { selector: 'a', format: 'link' },
  { selector: 'sup', format: 'citation' },
  { selector: 'p', ...block(2) },
  { selector: 'li', ...block(1) },
  { selector: 'td', ...block(1) },
  // A row of a list that is drawn as a table: its cells go on one line.
  { selector: 'tr[data-row=true]', ...block(1) },
  { selector: 'tr[data-row=true] > td', format: 'inline' },
  { selector: 'tr[data-row=true] > td[data-skip-in-text=true]', format: 'skip' },
  { selector: 'tr[data-row=true] > td[data-label=true]', format: 'inlineSurround', options: { suffix: ' ' } },
];

function textOf(element: Element): string {
  return element.data ?? (element.children ?? []).map(textOf).join('');
}
