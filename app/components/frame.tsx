import type { ReactNode } from 'react';
import { findSite } from '#app/site.ts';
import { SiteFooter } from './site-footer.tsx';
import { Wordmark } from './wordmark.tsx';

/** What every page stands in: the wordmark, links of this page, the page itself, and the operator's lines. */
export async function Frame({ nav, children }: { nav?: ReactNode; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the text
      </a>
      <header className="wrap top">
        <Wordmark name={(await findSite()).name} />
        {nav}
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      <SiteFooter />
    </>
  );
}
