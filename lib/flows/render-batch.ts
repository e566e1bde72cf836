import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import { editionsByHash } from '../db/publications.ts';
import type { Edition } from '../domain/edition.ts';
import type { Envelope, Message } from '../domain/message.ts';
import { compose } from '../mail/compose.ts';
import type { Runtime } from '../runtime.ts';
import { presentSite } from './site.ts';

/** What operators and settings say now; a batch keeps what they said at its first freeze. */
export async function presentEnvelope(runtime: Runtime, tx?: Tx): Promise<Required<Envelope>> {
  const { from, replyTo, postalAddress, name: siteName, accent } = await presentSite(runtime, tx);
  const { env, tokens } = runtime;
  return { from, replyTo, origin: env.APP_URL, postalAddress, keyId: tokens.currentKeyId, siteName, accent };
}

/**
 * Renders the members in their order. One mail that can't be rendered must not hold the others: it is named, and left
 * out.
 * @returns the messages, and the ids of deliveries that have none
 */
export async function render(
  runtime: Runtime,
  tx: Tx,
  members: readonly Member[],
  envelope: Envelope,
): Promise<{ messages: Message[]; broken: string[] }> {
  const editions = await editionsByHash(
    tx,
    members.flatMap(({ editionHash }) => editionHash ?? []),
  );
  const messages: Message[] = [];
  const broken: string[] = [];
  for (const member of members) {
    try {
      messages.push(renderOne(runtime, member, editions.get(member.editionHash ?? ''), envelope));
    } catch (error) {
      runtime.log.error(
        { err: error, delivery: member.id },
        'this mail cannot be rendered; tried again in an hour',
      );
      broken.push(member.id);
    }
  }
  return { messages, broken };
}

/** @throws when its words are missing or don't fit, or when the key of its links was retired */
export function renderOne(
  { tokens }: Runtime,
  member: Member,
  edition: Edition | undefined,
  envelope: Envelope,
): Message {
  const { id: deliveryId, kind, address, courseSlug, enrollmentId, signUpId, slots } = member;
  if (!edition || !slots) throw new Error(`delivery ${deliveryId} was batched without content`);
  // The address as it was when this was planned: people may spell theirs anew in between.
  const to = slots.to ?? address;
  return compose(
    { deliveryId, kind, to, courseSlug, enrollmentId, signUpId, edition, slots },
    envelope,
    tokens,
  );
}
