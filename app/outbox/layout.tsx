import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import type { ReactNode } from 'react';
import { outboxRuntime } from './door.ts';

export const metadata: Metadata = {
  title: 'Outbox',
  robots: { index: false, follow: false },
  referrer: 'no-referrer',
};

export default async function OutboxLayout({ children }: { children: ReactNode }) {
  if (!(await outboxRuntime(await headers()))) notFound();
  return children;
}
