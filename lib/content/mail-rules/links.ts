import { type Element, isTag } from 'domhandler';
import { DomUtils } from 'htmlparser2';
import { named, nameOf, type ParsedMail, type Rule, wordsOf } from './parsed-mail.ts';

/** Read out alone, as screen readers list links, these say nothing. */
const SAYS_NOTHING =
  /^(please )?(click|tap|press)?( on)?( right)?( (here|this|below))?$|^(here|this|this (link|page|one)|link|more|more info(rmation)?|(read|learn|find out|see|show) more|go|continue|details)$/i;

/** Every link says where it leads, and the same words lead to one place. */
export const hasTellingLinks: Rule = (mail) => {
  const targets = new Map<string, string>();
  return named(mail, 'a').flatMap((link) => {
    const href = link.attribs.href ?? '';
    const words = spokenOf(link);
    if (leadsNowhere(href)) return [`${nameOf(link)} leads nowhere.`];
    // One that holds nothing but an image is judged by its alt.
    if (words === '') return imagesIn(link).length > 0 ? [] : [`A link to ${href} has no words.`];
    if (SAYS_NOTHING.test(words.replace(/[.:…»›→]+$/u, '').trim()))
      return [`The link “${words}” does not say where it leads.`];
    const known = targets.get(words.toLowerCase());
    targets.set(words.toLowerCase(), known ?? href);
    return known === undefined || known === href
      ? []
      : [`The link “${words}” leads to ${known} and to ${href}.`];
  });
};

/** Where images are blocked, or can’t be seen, their text stands for them. */
export const hasTextForImages: Rule = (mail) =>
  named(mail, 'img').flatMap((image) => {
    const { alt, src = '', width, height } = image.attribs;
    const link = linkAround(image);
    return [
      ...(alt === undefined ? [`The image ${src} has no alt.`] : []),
      ...(link && spokenOf(link) === ''
        ? [`The image ${src} is all that a link holds, so its alt can’t be empty.`]
        : []),
      ...(width && height
        ? []
        : [`The image ${src} has no width and height: text would jump when it comes.`]),
    ];
  });

/** The text part holds every address of the HTML, between spaces, so that no program makes a full stop part of one. */
export const hasEveryLinkInItsText: Rule = (mail) => {
  const words = new Set(mail.text.split(/\s+/));
  return addressesIn(mail)
    .filter((address) => !words.has(address))
    .map((address) => `The text part lacks the link to ${address}, or has something glued to it.`);
};

/** Every address that the HTML links, each once. */
export function addressesIn(mail: ParsedMail): string[] {
  const hrefs = named(mail, 'a').map(({ attribs }) => attribs.href ?? '');
  return [...new Set(hrefs.filter((href) => !leadsNowhere(href)))];
}

function leadsNowhere(href: string): boolean {
  return /^(#.*|javascript:.*|)$/i.test(href);
}

/** The words of a link, and of the images in it. */
function spokenOf(link: Element): string {
  return [wordsOf(link), ...imagesIn(link).map(({ attribs }) => attribs.alt ?? '')].join(' ').trim();
}

function imagesIn(link: Element): Element[] {
  return DomUtils.getElementsByTagName('img', link);
}

function linkAround(element: Element): Element | null {
  for (let around = element.parent; around; around = around.parent) {
    if (isTag(around) && around.name === 'a') return around;
  }
  return null;
}
