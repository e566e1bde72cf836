import type { Tx } from '../db/client.ts';
import { skip } from '../db/skip.ts';
import type { Runtime } from '../runtime.ts';

export type Mailbox = { address: string; key: string };

/**
 * One address at a time, as sign-ups lock it: of two people who move to one, or one who signs up with it meanwhile, the
 * second finds what the first has written. Taken before any person is locked, in one order.
 */
export async function lockAddresses(tx: Tx, keys: readonly string[]): Promise<void> {
  for (const key of [...new Set(keys)].sort())
    await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-up/${key}`}, 0))`;
}

/** Can this address not be anybody's new one: it has a place already, or must not be written to? */
export async function isTaken(runtime: Runtime, tx: Tx, { key }: Mailbox): Promise<boolean> {
  const addressHash = runtime.hashAddress(key);
  return (
    (await tx.subscriber.findUnique({ where: { addressKey: key }, select: { id: true } })) !== null ||
    (await tx.suppression.findUnique({ where: { addressHash } })) !== null
  );
}

/**
 * Writes to a person, who is locked, at another address from now on. Nothing follows the old one: what was asked for
 * there and not confirmed is over, links to their data that went there are dead, and a batch that was planned for it and
 * has not begun is planned anew. What was once sent there stays theirs, and is erased with them.
 * @param now course time
 */
export async function moveAddress(
  runtime: Runtime,
  tx: Tx,
  person: { id: string; addressKey: string },
  to: Mailbox,
  now: Date,
): Promise<void> {
  const { id: subscriberId, addressKey: old } = person;
  await tx.subscriber.update({
    where: { id: subscriberId },
    data: { address: to.address, addressKey: to.key, changedAt: new Date() },
  });
  await tx.signUp.updateMany({ where: { addressKey: old, subscriberId: null }, data: { subscriberId } });
  await tx.signUp.updateMany({
    where: { subscriberId, confirmedAt: null, supersededAt: null },
    data: { supersededAt: now },
  });
  // What was kept of the old address is nobody's any more.
  await tx.suppression.updateMany({ where: { subscriberId }, data: { subscriberId: null } });
  await tx.limit.deleteMany({ where: { key: { startsWith: `address/${runtime.hashAddress(old)}/` } } });
}

/** Ends whatever change this person, who is locked, has open, and the mails of it that have not left. */
export async function endOpen(tx: Tx, subscriberId: string, now: Date): Promise<void> {
  const open = await tx.addressChange.findMany({ where: { subscriberId, doneAt: null, endedAt: null } });
  const ids = open.map(({ id }) => id);
  await tx.addressChange.updateMany({ where: { id: { in: ids } }, data: { endedAt: now } });
  const waiting = await tx.delivery.findMany({
    where: { subscriberId, addressChangeId: { in: ids }, state: 'scheduled' },
    select: { id: true },
  });
  await skip(
    tx,
    waiting.map(({ id }) => ({ id, reason: 'superseded' as const })),
  );
}
