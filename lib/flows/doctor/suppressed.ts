import type { Tx } from '../../db/client.ts';
import type { Runtime } from '../../runtime.ts';

/** People whose address must not be mailed, and since when (real time), side by side for `unnest`. */
export type Suppressed = { ids: string[]; since: Date[] };

const PAGE = 20_000;

/**
 * Only the hash of a suppressed address is kept, so everybody's has to be compared: a few seconds for a million people,
 * and none where nothing is suppressed.
 */
export async function readSuppressed({ hashAddress }: Runtime, tx: Tx): Promise<Suppressed> {
  const suppressed: Suppressed = { ids: [], since: [] };
  const rows = await tx.suppression.findMany({ select: { addressHash: true, createdAt: true } });
  if (rows.length === 0) return suppressed;
  const sinceByHash = new Map(rows.map(({ addressHash, createdAt }) => [addressHash, createdAt]));
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const people = await tx.$queryRaw<{ id: string; addressKey: string }[]>`
      SELECT "id"::text AS "id", "addressKey" FROM "Subscriber" WHERE "id" > ${after}::uuid ORDER BY "id" LIMIT ${PAGE}`;
    for (const { id, addressKey } of people) {
      const since = sinceByHash.get(hashAddress(addressKey));
      if (since) {
        suppressed.ids.push(id);
        suppressed.since.push(since);
      }
    }
    const last = people.at(-1);
    if (!last || people.length < PAGE) return suppressed;
    after = last.id;
  }
}
