import type { ManageView } from '#lib/flows/manage.ts';

/** What every part of this page is given. */
export type PartProps = { token: string; view: ManageView };

/** Where a form of this page is posted without JavaScript: the page, at its part, without what an earlier action said. */
export function pageAt(token: string, part: string): string {
  return `/manage/${token}#${part}`;
}
