import '../styles/desk.css';
import '../styles/desk-courses.css';
import '../styles/desk-people.css';
import '../styles/desk-settings.css';
import '../styles/desk-today.css';
import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = { robots: { index: false, follow: false }, referrer: 'no-referrer' };

export default function OperatorLayout({ children }: { children: ReactNode }) {
  return children;
}
