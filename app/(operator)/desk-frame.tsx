import type { ReactNode } from 'react';
import { ActionForm } from '#app/components/action-form.tsx';
import { Wordmark } from '#app/components/wordmark.tsx';
import { findSite } from '#app/site.ts';
import { signOut } from './desk/account/actions.ts';

const PAGES = {
  today: ['Today', '/desk'],
  courses: ['Courses', '/desk/courses'],
  unknown: ['Unknown', '/desk/unknown'],
  people: ['People', '/desk/people'],
  suppressions: ['Suppressions', '/desk/suppressions'],
  audit: ['Audit log', '/desk/audit'],
  settings: ['Settings', '/desk/settings'],
  account: ['Account', '/desk/account'],
} as const;
export type DeskPage = keyof typeof PAGES;

/** What every page of the desk stands in. */
export async function DeskFrame({ current, children }: { current: DeskPage | null; children: ReactNode }) {
  return (
    <>
      <a className="skip" href="#content">
        Skip to the text
      </a>
      <header className="wrap desk-bar">
        <Wordmark name={(await findSite()).name} />
        <nav aria-label="The desk">
          {Object.entries(PAGES).map(([page, [label, href]]) => (
            <a key={page} href={href} aria-current={page === current ? 'page' : undefined}>
              {label}
            </a>
          ))}
        </nav>
        <ActionForm action={signOut} page="/desk/account" hidden={{}} className="desk-out">
          <button type="submit">Sign out</button>
        </ActionForm>
      </header>
      <main id="content" className="wrap desk" tabIndex={-1}>
        {children}
      </main>
    </>
  );
}
