import type { Metadata } from 'next';
import type { ReactNode } from 'react';

/** These pages belong to one person: no search engine, and no address handed on to the next site. */
export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' };

export default function LearnerLayout({ children }: { children: ReactNode }) {
  return children;
}
