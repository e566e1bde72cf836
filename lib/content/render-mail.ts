import type { ReactElement } from 'react';
import { render } from 'react-email';
import { plainTextOf } from './plain-text.ts';

/** Renders both parts of a mail together: the text is made from the HTML, and the HTML is then rid of what only that needed. */
export async function renderMail(body: ReactElement): Promise<{ html: string; text: string }> {
  const marked = await render(body);
  return { html: withoutMarks(marked), text: plainTextOf(marked) };
}

/**
 * React’s comments, the attributes that steer the text part, and capitals in names of attributes mean nothing to a mail
 * program. In text React writes each `"` as an entity, so nothing but attributes can match.
 */
function withoutMarks(html: string): string {
  return html
    .replace(/<!--.*?-->/gs, '')
    .replace(/ data-[a-z-]+="[^"]*"/g, '')
    .replace(/ (cellPadding|cellSpacing)="/g, (attribute) => attribute.toLowerCase());
}
