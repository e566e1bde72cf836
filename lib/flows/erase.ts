import { type Tx, transaction } from '../db/client.ts';
import { countHeld, type Held, removeHeld } from '../db/erase-person.ts';
import { lockForErasure } from '../db/people.ts';
import { parseAddress } from '../domain/address.ts';
import type { Runtime } from '../runtime.ts';
import { dataOwner } from './data-owner.ts';

export type { Held };

export type Erasure = { ok: true; held: Held } | { ok: false; problem: string };

/** What is held of the person with this address, in rows. Changes nothing. */
export function heldOf(runtime: Runtime, typed: string): Promise<Erasure> {
  return ofAddress(runtime, typed, countHeld);
}

/**
 * Deletes everything held of the person with this address. What stays is the suppression, if there is one: a keyed hash,
 * so that nobody writes there again.
 *
 * Their open mail goes with its deliveries. The person is locked as for every *no*: a freeze comes before, and what it
 * froze leaves within two seconds, or it comes after and finds nobody.
 * @returns what was deleted
 */
export function erase(runtime: Runtime, typed: string): Promise<Erasure> {
  return ofAddress(runtime, typed, (tx, addressKey) => eraseAt(runtime, tx, addressKey));
}

/** The same as a part of what else is decided. */
export async function eraseAt(runtime: Runtime, tx: Tx, addressKey: string): Promise<Held> {
  await lockAll(tx, addressKey);
  const held = await countHeld(tx, addressKey);
  await removeHeld(tx, addressKey, runtime.hashAddress(addressKey));
  return held;
}

/**
 * The same by the person's own hand, on the page behind the link to their data.
 * @returns false when the link stands for nobody (any more), and nothing was deleted
 */
export function eraseOwn(runtime: Runtime, token: string): Promise<boolean> {
  return transaction(runtime.db, async (tx) => {
    const addressKey = (await dataOwner(runtime, tx, token))?.addressKey;
    if (addressKey === undefined) return false;
    await lockAll(tx, addressKey);
    // Read again under the locks: of two presses the second finds nobody.
    if (!(await dataOwner(runtime, tx, token))) return false;
    await removeHeld(tx, addressKey, runtime.hashAddress(addressKey));
    return true;
  });
}

async function lockAll(tx: Tx, addressKey: string): Promise<void> {
  // As a sign-up does: one that is being written comes before and goes too, or comes after and is a new beginning.
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`sign-up/${addressKey}`}, 0))`;
  await lockForErasure(tx, addressKey);
}

/** Decides about all that is held under an address; nothing is a problem. */
export async function ofAddress(
  { db }: Runtime,
  typed: string,
  decide: (tx: Tx, addressKey: string) => Promise<Held>,
): Promise<Erasure> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return { ok: false, problem: parsed.problem };
  const held = await transaction(db, (tx) => decide(tx, parsed.key));
  if (Object.values(held).every((rows) => rows === 0))
    return { ok: false, problem: 'Nothing is held under this address.' };
  return { ok: true, held };
}
