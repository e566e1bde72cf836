import { type Tx, transaction } from '../db/client.ts';
import { lockPerson } from '../db/people.ts';
import { dataLinkEnds } from '../domain/data-link.ts';
import { sentTo } from '../domain/sent-to.ts';
import type { Runtime } from '../runtime.ts';

export type DataOwner = NonNullable<Awaited<ReturnType<typeof dataOwner>>>;

/** What a button on the page of one's data answers. */
export type Answer = { ok: true } | { ok: false; problem: string };

/**
 * The person whose data a link from a mail shows, and until when. Null for a link that is not ours or whose hour is over,
 * for a person who was erased, and for a mail that went to an address they have left since.
 */
export async function dataOwner(runtime: Runtime, tx: Tx, token: string) {
  const id = runtime.tokens.verify(token, 'data');
  const mail =
    id === null ? null : await tx.delivery.findUnique({ where: { id }, include: { subscriber: true } });
  if (mail?.kind !== 'data' || dataLinkEnds(mail.createdAt) <= (await runtime.now(tx))) return null;
  const { slots, subscriber, createdAt, enrollmentId } = mail;
  if (sentTo(slots) !== subscriber.addressKey) return null;
  return { ...subscriber, enrollmentId, linkEnds: dataLinkEnds(createdAt) };
}

/** Runs one decision of the person a link to their data belongs to, locked as `asLearner` locks them. */
export function asDataOwner(
  runtime: Runtime,
  token: string,
  decide: (tx: Tx, owner: DataOwner, now: Date) => Promise<Answer>,
): Promise<Answer> {
  return transaction(runtime.db, async (tx) => {
    const before = await dataOwner(runtime, tx, token);
    const isHere = before !== null && (await lockPerson(tx, before.id));
    const owner = isHere ? await dataOwner(runtime, tx, token) : null;
    return owner ? decide(tx, owner, await runtime.now(tx)) : { ok: false, problem: LINK_IS_OVER };
  });
}

const LINK_IS_OVER =
  'Nothing was changed: this page worked for an hour, and that is over. Ask for a new link on your own page.';
