import { writeAudit } from '../../db/audit.ts';
import { type Tx, transaction } from '../../db/client.ts';
import { lockPerson } from '../../db/people.ts';
import { parseAddress } from '../../domain/address.ts';
import type { AuditSubject } from '../../domain/audit.ts';
import { parseOperatorReason } from '../../domain/operator-reason.ts';
import type { Desk } from './desk.ts';

/** So long putting it back is offered (real time). */
const PUT_BACK_WITHIN_MS = 10 * 60_000;

const REASONS = ['bounced', 'complained', 'operator'] as const;
export type SuppressionReason = (typeof REASONS)[number];

/** `entry` is what was written down, for putting the address back. */
export type Unsuppressed =
  | { ok: true; entry: string; personId: string | null }
  | { ok: false; problem: string; wasComplaint: boolean };

type Asked = {
  why: string;
  /** They know that the person complained about our mail, and have heard from them since. */
  despiteComplaint: boolean;
};

export function unsuppressAddress(desk: Desk, typed: string, asked: Asked): Promise<Unsuppressed> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return Promise.resolve({ ...parsed, wasComplaint: false });
  return unsuppress(desk, desk.hashAddress(parsed.key), asked);
}

/**
 * Takes an address off the list. Nobody is signed up by it and nothing is sent: whoever was stopped comes back by
 * themselves, on their own page or by signing up.
 * @param addressHash as the list of suppressions names it
 */
export function unsuppress(
  desk: Desk,
  addressHash: string,
  { why, despiteComplaint }: Asked,
): Promise<Unsuppressed> {
  const given = parseOperatorReason(why);
  if (!given.ok) return Promise.resolve({ ...given, wasComplaint: false });
  return transaction(desk.db, async (tx): Promise<Unsuppressed> => {
    const row = await tx.suppression.findUnique({ where: { addressHash } });
    if (!row) return { ok: false, problem: NOT_THERE, wasComplaint: false };
    if (row.reason === 'complained' && !despiteComplaint)
      return { ok: false, problem: THEY_COMPLAINED, wasComplaint: true };
    if (row.subscriberId !== null) await lockPerson(tx, row.subscriberId);
    await tx.suppression.deleteMany({ where: { addressHash } });
    const detail = { suppression: addressHash, was: row.reason, reason: given.reason };
    await writeAudit(tx, desk.actor, 'suppression.remove', subjectOf(row), detail);
    const { number } = await tx.auditEntry.findFirstOrThrow({
      where: { subject: subjectOf(row), action: 'suppression.remove' },
      orderBy: { number: 'desc' },
      select: { number: true },
    });
    return { ok: true, entry: String(number), personId: row.subscriberId };
  });
}

const NOT_THERE = 'Nothing was changed: this address is not on the list.';
const THEY_COMPLAINED =
  'Nothing was changed: they marked our mail as unwanted. Take their address off the list only if they have asked you to since, and say that you know of the complaint.';

/** Puts an address back that was taken off a moment ago, for the reason it had. @returns what stood in the way, or null */
export function putBack(desk: Desk, entry: string): Promise<string | null> {
  if (!/^\d{1,18}$/.test(entry)) return Promise.resolve(TOO_LATE);
  return transaction(desk.db, async (tx) => {
    const removed = await removal(tx, BigInt(entry));
    if (!removed) return TOO_LATE;
    const { addressHash, reason, subscriberId } = removed;
    if ((await tx.suppression.findUnique({ where: { addressHash } })) !== null)
      return 'Nothing was changed: this address is on the list again already.';
    const isHere = subscriberId !== null && (await lockPerson(tx, subscriberId));
    const holder = isHere ? await tx.subscriber.findUnique({ where: { id: subscriberId } }) : null;
    // Whoever has come back in these minutes, or moved, has said something since; that is not to be run over.
    if (holder && (holder.standing !== 'departed' || desk.hashAddress(holder.addressKey) !== addressHash))
      return TOO_LATE;
    const row = { addressHash, reason, subscriberId: holder?.id ?? null };
    await tx.suppression.create({ data: row });
    const detail = { suppression: addressHash, reason: 'undone', was: reason };
    await writeAudit(tx, desk.actor, 'suppression.add', subjectOf(row), detail);
    return null;
  });
}

const TOO_LATE =
  'It can’t be put back this way any more: ten minutes are over, or something has happened since. Add it by its address.';

async function removal(tx: Tx, number: bigint) {
  const [entry] = await tx.$queryRaw<{ hash: string; was: string; subject: string }[]>`
    SELECT "detail" ->> 'suppression' AS "hash", "detail" ->> 'was' AS "was", "subject" FROM "AuditEntry"
    WHERE "number" = ${number} AND "action" = 'suppression.remove'
      AND "at" > clock_timestamp() - ${PUT_BACK_WITHIN_MS} * interval '1 millisecond'`;
  const reason = REASONS.find((known) => known === entry?.was);
  if (!entry || !reason) return null;
  const [kind, id = null] = entry.subject.split('/');
  return { addressHash: entry.hash, reason, subscriberId: kind === 'subscriber' ? id : null };
}

function subjectOf(row: { addressHash: string; subscriberId: string | null }): AuditSubject {
  return row.subscriberId === null ? `suppression/${row.addressHash}` : `subscriber/${row.subscriberId}`;
}
