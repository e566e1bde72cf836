import { writeAudit } from '../../db/audit.ts';
import type { Tx } from '../../db/client.ts';
import type { Desk } from './desk.ts';

type Person = { id: string; addressKey: string };

/** Is this person's address on the list because an operator put it there? Mail may have come back from it since. */
export async function isOnTheListByUs(desk: Desk, tx: Tx, { addressKey }: Person): Promise<boolean> {
  const addressHash = desk.hashAddress(addressKey);
  return (await tx.suppression.findUnique({ where: { addressHash } }))?.reason === 'operator';
}

/** Takes an address off the list that an operator put on it a moment ago. */
export async function takeOffAgain(desk: Desk, tx: Tx, { id, addressKey }: Person): Promise<void> {
  const addressHash = desk.hashAddress(addressKey);
  await tx.suppression.deleteMany({ where: { addressHash, reason: 'operator' } });
  const detail = { suppression: addressHash, was: 'operator', reason: 'undone' };
  await writeAudit(tx, desk.actor, 'suppression.remove', `subscriber/${id}`, detail);
}
