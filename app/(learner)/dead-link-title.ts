import type { Metadata } from 'next';

/** The page's title, or, where the link in its address means nothing, the title of the page that says so. */
export function titled(title: string, view: unknown): Metadata {
  return { title: view ? title : 'This link doesn’t work' };
}
