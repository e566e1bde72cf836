import type { Block, CourseDraft, Inline } from '#lib/domain/course.ts';
import { lineWith } from './find-line.ts';
import type { Finding, Rule } from './rule.ts';

/** The pages that anybody can open. */
export const PAGES = ['/', '/courses', '/link', '/privacy'];
/** Those of each course, below its own. */
export const PAGES_OF_COURSE = ['', '/sources', '/changes'];

/** Each link from a course’s page to another page of the site leads to one. */
export const leadsSomewhere: Rule = ({ draft, files, site }) => {
  const pages = new Set([...PAGES, ...site.flatMap(pagesOf)]);
  return draft.behind
    .flatMap(addressesIn)
    .filter((address) => address.startsWith('/') && !pages.has(pathOf(address)))
    .map((address): Finding => {
      const message = `${address} is no page of this site. Mend the link, or take it out.`;
      const line = lineWith(`](${address}`, files.get('course.md') ?? '');
      return { file: 'course.md', line, rule: 'dead-link', severity: 'error', message };
    });
};

function pagesOf({ slug, lessons }: CourseDraft): string[] {
  const names = lessons.flatMap(({ lesson }) => [lesson.slug, ...(lesson.formerly ?? [])]);
  return [...PAGES_OF_COURSE, ...names.map((name) => `/${name}`)].map((page) => `/courses/${slug}${page}`);
}

function pathOf(address: string): string {
  const { pathname } = new URL(address, 'https://site.invalid');
  return pathname === '/' ? pathname : pathname.replace(/\/$/, '');
}

function addressesIn(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return addressesInline(block.children);
    case 'list':
      return block.items.flatMap(addressesInline);
    case 'safety':
    case 'note':
      return block.blocks.flatMap(addressesIn);
    case 'claim':
      return [];
    default:
      return block satisfies never;
  }
}

function addressesInline(inlines: readonly Inline[]): string[] {
  return inlines.flatMap((inline) => {
    switch (inline.type) {
      case 'text':
      case 'cite':
        return [];
      case 'link':
        return [inline.url];
      case 'emphasis':
      case 'strong':
        return addressesInline(inline.children);
      default:
        return inline satisfies never;
    }
  });
}
