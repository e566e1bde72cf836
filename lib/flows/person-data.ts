import type { Tx } from '../db/client.ts';
import { type PersonData, readPerson } from '../db/person-data.ts';
import { parseAddress } from '../domain/address.ts';
import type { Runtime } from '../runtime.ts';
import { type DataOwner, dataOwner } from './data-owner.ts';

export type { PersonData };

/** What the page of a link to one's data shows. */
export type PersonView = {
  data: PersonData;
  /** When the link stops working (course time). */
  linkEnds: Date;
  /** The address they want to move to, and whether their present one has not said yes yet. */
  moving: { address: string; until: Date; waitsForOld: boolean } | null;
};

/**
 * What a link to one's data shows, read from one snapshot. Looking changes nothing.
 * @returns null for a link that shows nothing (any more)
 */
export async function dataOf(runtime: Runtime, token: string): Promise<PersonView | null> {
  return runtime.db.$transaction(
    async (tx) => {
      const owner = await dataOwner(runtime, tx, token);
      return owner && viewOf(runtime, tx, owner);
    },
    { isolationLevel: 'RepeatableRead' },
  );
}

/**
 * The same for the operator, by address: also of somebody who has only ever asked for a course, or whose suppression is
 * all that is left.
 */
export async function dataAt(
  runtime: Runtime,
  typed: string,
): Promise<{ ok: true; data: PersonData } | { ok: false; problem: string }> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return { ok: false, problem: parsed.problem };
  const data = await runtime.db.$transaction((tx) => gather(runtime, tx, parsed.key), {
    isolationLevel: 'RepeatableRead',
  });
  const { person, suppression, signUps, addressChanges } = data;
  if (person === null && suppression === null && signUps.length + addressChanges.length === 0)
    return { ok: false, problem: 'Nothing is held under this address.' };
  return { ok: true, data };
}

async function viewOf(runtime: Runtime, tx: Tx, owner: DataOwner): Promise<PersonView> {
  const { id: subscriberId, addressKey, linkEnds } = owner;
  const now = await runtime.now(tx);
  const open = await tx.addressChange.findFirst({
    where: { subscriberId, doneAt: null, endedAt: null, expiresAt: { gt: now } },
  });
  return {
    data: await gather(runtime, tx, addressKey),
    linkEnds,
    moving: open && {
      address: open.address,
      until: open.expiresAt,
      waitsForOld: open.oldConfirmedAt === null,
    },
  };
}

async function gather(runtime: Runtime, tx: Tx, addressKey: string): Promise<PersonData> {
  return readPerson(tx, addressKey, runtime.hashAddress(addressKey), await runtime.now(tx));
}
