import type { Edition } from '../domain/edition.ts';
import { fillEdition, slotsOf } from '../mail/fill.ts';
import type { Runtime } from '../runtime.ts';

/** A mail as an operator sees it before it leaves: addressed to nobody, and with links that open nothing. */
export function previewOf({ env }: Runtime, edition: Edition): { subject: string; text: string } {
  const values = slotsOf(edition).map((slot) => [
    slot,
    slot.endsWith('Url') ? `${env.APP_URL}/…` : `[${slot}]`,
  ]);
  const { subject, text } = fillEdition(edition, {
    ...Object.fromEntries(values),
    greeting: 'Dear reader,',
    postalAddress: env.POSTAL_ADDRESS,
  });
  return { subject, text };
}
