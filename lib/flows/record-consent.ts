import type { Tx } from '../db/client.ts';
import { CONSENT_WORDING, type ConsentScope } from '../domain/consent.ts';

export type ConsentEvent = {
  subscriberId: string;
  scope: ConsentScope;
  action: 'given' | 'withdrawn';
  /** The page, mail or API it came by. */
  source: string;
  network?: string | null;
  /** Course time. */
  at: Date;
};

/** Adds a consent or its withdrawal, with the wording it was about. Never changes what is there. */
export async function recordConsent(tx: Tx, event: ConsentEvent): Promise<void> {
  const { text: wording, version: wordingVersion } = CONSENT_WORDING;
  await tx.consent.create({ data: { ...event, wording, wordingVersion } });
}
