import type { Tx } from '../../db/client.ts';
import { type Member, membersById, membersEverIn } from '../../db/members.ts';
import { editionsByHash } from '../../db/publications.ts';
import type { DeliveryKind } from '../../domain/delivery.ts';
import type { Envelope, Message } from '../../domain/message.ts';
import { withoutTokens } from '../../domain/token.ts';
import { bodyHash } from '../../mail/body-hash.ts';
import { presentEnvelope, renderOne } from '../render-batch.ts';
import type { Desk } from './desk.ts';
import { isUuid } from './people.ts';

/** Whether what is shown is what left, byte for byte, by the hash that was kept of it. */
export type Proof =
  | 'same'
  | 'other bytes'
  /** It was put together, and has not been handed to the provider yet. */
  | 'not frozen'
  /** The hash is gone: somebody whose mail left in the same request was erased. */
  | 'hash erased'
  /** Another mail of the same request can't be put together any more. */
  | 'others are gone';

export type ShownMail = {
  personId: string;
  kind: Member['kind'];
  state: string;
  from: string;
  to: string;
  subject: string;
  headers: Record<string, string>;
  html: string;
  text: string;
  proof: Proof;
};

export type NoMail = { ok: false; problem: string };

/**
 * One mail exactly as it was made for its person: edition, words and links put together again. Its links are cut
 * afterwards, because they act for whoever holds them.
 * @returns null when there is no such mail of this person
 */
export function showMail(
  desk: Desk,
  personId: string,
  deliveryId: string,
): Promise<({ ok: true } & ShownMail) | NoMail | null> {
  if (!isUuid(personId) || !isUuid(deliveryId)) return Promise.resolve(null);
  return desk.db.$transaction((tx) => shown(desk, tx, personId, deliveryId), {
    isolationLevel: 'RepeatableRead',
  });
}

async function shown(desk: Desk, tx: Tx, personId: string, deliveryId: string) {
  const [member] = await membersById(tx, [deliveryId]);
  if (member?.subscriberId !== personId) return null;
  if (!mayBeShown(member.kind)) return { ok: false as const, problem: HOLDS_A_CODE };
  if (member.editionHash === null || member.slots === null) return { ok: false as const, problem: NOT_MADE };
  const batch = await batchOf(tx, deliveryId);
  const envelope = batch?.envelope ?? (await presentEnvelope(desk, tx));
  const members = batch ? await membersEverIn(tx, batch.id) : [member];
  const editions = await editionsByHash(
    tx,
    members.flatMap(({ editionHash }) => editionHash ?? []),
  );
  const render = (one: Member): Message | null => {
    try {
      return renderOne(desk, one, editions.get(one.editionHash ?? ''), envelope);
    } catch {
      // Which of its parts is missing makes no difference here: it can't be shown.
      return null;
    }
  };
  const message = render(member);
  if (message === null) return { ok: false as const, problem: CANNOT_BE_MADE };
  const { from, to, subject, headers, html, text } = message;
  return {
    ok: true as const,
    ...{ personId, kind: member.kind, state: member.state, from, to, subject: withoutTokens(subject) },
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, withoutTokens(value)])),
    html: withoutTokens(html),
    text: withoutTokens(text),
    proof: prove(batch, members.map(render)),
  };
}

/** Links can be cut. What lets somebody in by being read, such as a code, can't: a mail that holds one is not shown. */
function mayBeShown(kind: DeliveryKind): boolean {
  switch (kind) {
    case 'confirmation':
    case 'link':
    case 'lesson':
    case 'completion':
    case 'correction':
    case 'data':
    case 'old_address':
    case 'new_address':
    case 'taken_address':
    case 'again':
    case 'alert':
      return true;
    case 'sign_in':
      return false;
    default:
      return kind satisfies never;
  }
}

const HOLDS_A_CODE = 'This mail is not shown: what it says lets whoever reads it in.';
const NOT_MADE = 'This mail has no words yet: they are chosen when it is planned. It was not sent.';
const CANNOT_BE_MADE =
  'This mail can’t be shown any more: a part of it is gone, such as the key that its links were signed with.';

type KeptBatch = { id: string; envelope: Envelope | null; bodyHash: string | null; attempt: number };

async function batchOf(tx: Tx, deliveryId: string): Promise<KeptBatch | null> {
  const [batch] = await tx.$queryRaw<KeptBatch[]>`
    SELECT b."id"::text AS "id", b."envelope", b."bodyHash", b."attempt"
    FROM "Batch" b JOIN "Delivery" d ON d."batchId" = b."id" WHERE d."id" = ${deliveryId}::uuid`;
  return batch ?? null;
}

function prove(batch: KeptBatch | null, messages: readonly (Message | null)[]): Proof {
  if (batch === null || batch.attempt === 0) return 'not frozen';
  if (batch.bodyHash === null) return 'hash erased';
  const all = messages.filter((message) => message !== null);
  if (all.length < messages.length) return 'others are gone';
  return bodyHash(all) === batch.bodyHash ? 'same' : 'other bytes';
}
