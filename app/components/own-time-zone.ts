'use client';

import { useSyncExternalStore } from 'react';

/** The browser's IANA time zone; null on the server, without JavaScript, and where the browser will not say. */
export function useOwnTimeZone(): string | null {
  return useSyncExternalStore(neverChanges, ask, () => null);
}

function ask(): string | null {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZone?.includes('/') || timeZone === 'UTC' ? timeZone : null;
}

function neverChanges(): () => void {
  return () => {};
}
