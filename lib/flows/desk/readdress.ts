import { writeAudit } from '../../db/audit.ts';
import { transaction } from '../../db/client.ts';
import { lockPerson } from '../../db/people.ts';
import { parseAddress } from '../../domain/address.ts';
import { endOpen, isTaken, lockAddresses, moveAddress } from '../move-address.ts';
import type { Desk } from './desk.ts';

/**
 * Writes to somebody at another address, for an operator who has made sure that both are the person's: of somebody whose
 * present one can't be mailed.
 * @returns what stood in the way, or null
 */
export function moveByHand(desk: Desk, from: string, to: string): Promise<string | null> {
  const [old, mailbox] = [parseAddress(from), parseAddress(to)];
  if (!old.ok) return Promise.resolve(old.problem);
  if (!mailbox.ok) return Promise.resolve(mailbox.problem);
  return transaction(desk.db, async (tx) => {
    await lockAddresses(tx, [old.key, mailbox.key]);
    const person = await tx.subscriber.findUnique({ where: { addressKey: old.key } });
    if (!person || !(await lockPerson(tx, person.id))) return 'Nobody has the first of these addresses.';
    if (await isTaken(desk, tx, mailbox))
      return 'The second of these addresses has a place already, or must not be written to.';
    const now = await desk.now(tx);
    await endOpen(tx, person.id, now);
    await moveAddress(desk, tx, person, mailbox, now);
    await writeAudit(tx, desk.actor, 'subscriber.readdress', `subscriber/${person.id}`);
    return null;
  });
}
