import type { Element } from 'domhandler';
import { isTag } from 'domhandler';
import { named, nameOf, type Rule, wordsOf } from './parsed-mail.ts';

/** Web mail moves what is in the body into a page of its own, so each part says its language and direction itself. */
export const saysItsLanguage: Rule = (mail) => {
  const [body] = named(mail, 'body');
  const top = [...named(mail, 'html'), ...(body ? [body, ...body.children.filter(isTag)] : [])];
  if (top.length < 3) return ['The HTML has no <html>, no <body>, or nothing in it.'];
  return top.flatMap((element) =>
    ['lang', 'dir']
      .filter((name) => !element.attribs[name])
      .map((name) => `${nameOf(element)} has no ${name}.`),
  );
};

export const hasOneTitle: Rule = (mail) => {
  const titles = named(mail, 'title');
  if (titles.length !== 1) return [`The HTML has ${titles.length} titles; it needs one.`];
  return titles.every(isEmpty) ? ['The title of the HTML is empty.'] : [];
};

/** Without the role a screen reader announces rows and columns where there are none. */
export const marksLayoutTables: Rule = (mail) =>
  named(mail, 'table')
    .filter(({ attribs }) => attribs.role !== 'presentation' && attribs.role !== 'none')
    .map((table) => `${nameOf(table)} is a table for layout without role="presentation".`);

/** One `h1`, first, and no level left out: people who listen go from heading to heading. */
export const hasHeadingsInOrder: Rule = (mail) => {
  const headings = named(mail, 'h1', 'h2', 'h3', 'h4', 'h5', 'h6');
  const ones = headings.filter(({ name }) => name === 'h1').length;
  return [
    ...(ones === 1 ? [] : [`The mail has ${ones} headings of the first level (h1); it needs one.`]),
    ...headings.filter(isEmpty).map(({ name }) => `A heading (${name}) is empty.`),
    ...headings.flatMap((heading, index) => {
      const above = index === 0 ? 0 : levelOf(headings[index - 1]);
      return levelOf(heading) > above + 1
        ? [`${nameOf(heading)} comes after level ${above}: a level is left out.`]
        : [];
    }),
  ];
};

function levelOf(heading: Element | undefined): number {
  return Number(heading?.name.slice(1));
}

function isEmpty(element: Element): boolean {
  return wordsOf(element) === '';
}
