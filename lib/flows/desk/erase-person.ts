import { writeAudit } from '../../db/audit.ts';
import { parseAddress } from '../../domain/address.ts';
import { type Erasure, eraseAt, ofAddress } from '../erase.ts';
import type { Desk } from './desk.ts';
import { isUuid } from './people.ts';

/** Deletes everything held of the person with this address, and writes down that it was done; not whose it was. */
export function eraseByAddress(desk: Desk, typed: string): Promise<Erasure> {
  return ofAddress(desk, typed, async (tx, addressKey) => {
    const person = await tx.subscriber.findUnique({ where: { addressKey }, select: { id: true } });
    const held = await eraseAt(desk, tx, addressKey);
    const isThere = Object.values(held).some((rows) => rows > 0);
    const rows = Object.values(held).reduce((sum, count) => sum + count, 0);
    if (isThere)
      await writeAudit(tx, desk.actor, 'subscriber.erase', person && `subscriber/${person.id}`, { rows });
    return held;
  });
}

/**
 * The same for the person of a page, once their address was typed to say that it is meant.
 * @returns what stood in the way, or null
 */
export async function erasePerson(desk: Desk, id: string, typed: string): Promise<string | null> {
  const person = isUuid(id) ? await desk.db.subscriber.findUnique({ where: { id } }) : null;
  if (!person) return 'There is nobody here any more: they were erased already.';
  const parsed = parseAddress(typed);
  if (!parsed.ok || parsed.key !== person.addressKey)
    return 'Nothing was erased: what was typed is not their address. Type it as it stands on this page.';
  const erased = await eraseByAddress(desk, person.addressKey);
  return erased.ok ? null : erased.problem;
}
