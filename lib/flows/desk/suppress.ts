import { writeAudit } from '../../db/audit.ts';
import { type Tx, transaction } from '../../db/client.ts';
import { lockPerson } from '../../db/people.ts';
import { readSituation } from '../../db/situation.ts';
import { suppress } from '../../db/suppress.ts';
import { parseAddress } from '../../domain/address.ts';
import { parseOperatorReason } from '../../domain/operator-reason.ts';
import { rememberChange, SUPPRESSED } from '../last-change.ts';
import { lockAddresses } from '../move-address.ts';
import { stopAllMail } from '../stop-all-mail.ts';
import type { Desk } from './desk.ts';

export type Suppressed = { ok: true; personId: string | null } | { ok: false; problem: string };

/**
 * Puts an address on the list of those that must not be mailed, whoever it belongs to. All mail to its person ends, as
 * after a bounce; their place is kept, and for ten minutes it can be undone.
 * @param typed the address
 * @param why for the audit log
 */
export function suppressAddress(desk: Desk, typed: string, why: string): Promise<Suppressed> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return Promise.resolve(parsed);
  const given = parseOperatorReason(why);
  if (!given.ok) return Promise.resolve(given);
  return transaction(desk.db, async (tx) => {
    // As a sign-up locks it: one that is being written comes before and is found here, or comes after and gets no mail.
    await lockAddresses(tx, [parsed.key]);
    const addressHash = desk.hashAddress(parsed.key);
    if ((await tx.suppression.findUnique({ where: { addressHash } })) !== null)
      return { ok: false, problem: 'Nothing was changed: this address is on the list already.' };
    const person = await tx.subscriber.findUnique({
      where: { addressKey: parsed.key },
      select: { id: true },
    });
    const isHere = person !== null && (await lockPerson(tx, person.id));
    await suppress(tx, addressHash, 'operator', isHere ? person.id : null);
    const change = isHere ? await stopAndRemember(desk, tx, person.id) : null;
    const subject = isHere ? (`subscriber/${person.id}` as const) : (`suppression/${addressHash}` as const);
    await writeAudit(tx, desk.actor, 'suppression.add', subject, {
      ...{ suppression: addressHash, reason: given.reason },
      ...(change && { change: change.id }),
    });
    return { ok: true, personId: isHere ? person.id : null };
  });
}

/** Remembered with one of their courses, which stands for all: undoing goes through them all. */
async function stopAndRemember(desk: Desk, tx: Tx, subscriberId: string) {
  const before = await readSituation(tx, subscriberId);
  const at = await desk.now(tx);
  await stopAllMail(tx, subscriberId, at);
  const first = await tx.enrollment.findFirst({
    where: { subscriberId },
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
    select: { id: true, subscriberId: true },
  });
  if (!first) return null;
  await rememberChange(tx, first, { said: SUPPRESSED, before, at });
  return tx.lastChange.findUnique({
    where: { enrollmentId: first.id },
    select: { id: true },
  });
}
