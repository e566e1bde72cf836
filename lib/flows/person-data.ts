import type { Tx } from '../db/client.ts';
import { type PersonData, readPerson } from '../db/person-data.ts';
import { parseAddress } from '../domain/address.ts';
import type { Runtime } from '../runtime.ts';
import { dataOwner } from './data-owner.ts';

export type { PersonData };

/** What the page of a link to one's data shows; `linkEnds` is when it stops doing so (course time). */
export type DataView = { data: PersonData; linkEnds: Date };

/**
 * What a link to one's data shows, read from one snapshot. Looking changes nothing.
 * @returns null for a link that shows nothing (any more)
 */
export async function dataOf(runtime: Runtime, token: string): Promise<DataView | null> {
  return runtime.db.$transaction(
    async (tx) => {
      const owner = await dataOwner(runtime, tx, token);
      return owner && { data: await gather(runtime, tx, owner.addressKey), linkEnds: owner.linkEnds };
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
  const { person, suppression, signUps } = data;
  if (person === null && suppression === null && signUps.length === 0)
    return { ok: false, problem: 'Nothing is held under this address.' };
  return { ok: true, data };
}

async function gather(runtime: Runtime, tx: Tx, addressKey: string): Promise<PersonData> {
  return readPerson(tx, addressKey, runtime.hashAddress(addressKey), await runtime.now(tx));
}
