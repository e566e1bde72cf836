import type { Tx } from '../db/client.ts';
import { dataLinkEnds } from '../domain/data-link.ts';
import type { Runtime } from '../runtime.ts';

/**
 * The person whose data a link from a mail shows, and until when. Null for a link that is not ours or whose hour is over, for a person
 * who was erased, and for a mail that went to an address they have left since.
 */
export async function dataOwner(runtime: Runtime, tx: Tx, token: string) {
  const id = runtime.tokens.verify(token, 'data');
  const mail =
    id === null ? null : await tx.delivery.findUnique({ where: { id }, include: { subscriber: true } });
  if (mail?.kind !== 'data' || dataLinkEnds(mail.createdAt) <= (await runtime.now(tx))) return null;
  const { slots, subscriber, createdAt } = mail;
  if (addressIn(slots)?.toLowerCase() !== subscriber.addressKey) return null;
  return { ...subscriber, linkEnds: dataLinkEnds(createdAt) };
}

function addressIn(slots: unknown): string | null {
  const to = typeof slots === 'object' && slots !== null && 'to' in slots ? slots.to : null;
  return typeof to === 'string' ? to : null;
}
