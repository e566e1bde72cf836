import './styles/index.css';
import './fonts.ts';
import type { Metadata } from 'next';
import { connection } from 'next/server';
import type { ReactNode } from 'react';
import { getRuntime } from '#lib/runtime.ts';
import { SiteColours } from './components/site-colours.tsx';
import { findSite } from './site.ts';

export async function generateMetadata(): Promise<Metadata> {
  // Settings and course are known when the page is asked for, not when it is built.
  await connection();
  const { env } = await getRuntime();
  const { name } = await findSite();
  return {
    metadataBase: new URL(env.APP_URL),
    title: { default: name, template: `%s · ${name}` },
    description:
      'Courses by email: one lesson at a time, at the hour you chose, and your place is kept whatever happens.',
    openGraph: { siteName: name, type: 'website', locale: 'en' },
    // Safari on phones would turn dates and numbers in lessons into links.
    formatDetection: { telephone: false, date: false, address: false, email: false },
  };
}

export default async function RootLayout({ children }: { children: ReactNode }) {
  // Rendered for each request, so that every script gets the nonce of its own page's policy.
  await connection();
  return (
    <html lang="en" dir="ltr">
      <head>
        <SiteColours />
      </head>
      <body>{children}</body>
    </html>
  );
}
