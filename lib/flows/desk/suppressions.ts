import type { Suppression } from '../../db/generated/client.ts';
import { parseAddress } from '../../domain/address.ts';
import { pageOf, readCursor, writeCursor } from '../../domain/list-cursor.ts';
import type { Desk } from './desk.ts';
import { NO_SUCH_PAGE, type NoList } from './people.ts';
import type { SuppressionReason } from './unsuppress.ts';

const PAGE = 50;

export type ListedSuppression = {
  addressHash: string;
  reason: SuppressionReason;
  /** Real time. */
  createdAt: Date;
  /** Whose present address it is; null for an address that nobody has here: erased, or never signed up. */
  person: { id: string; address: string } | null;
};

export type SuppressionList = {
  suppressions: ListedSuppression[];
  older: string | null;
};

/**
 * Addresses that must not be mailed, newest first.
 * @param after where the page before ended, from `older`
 */
export async function listSuppressions(
  { db }: Desk,
  { reason }: { reason: SuppressionReason | null },
  after: string | null,
): Promise<({ ok: true } & SuppressionList) | NoList> {
  const cursor = after === null ? null : readCursor(after);
  if (after !== null && cursor === null) return { ok: false, problem: NO_SUCH_PAGE };
  const rows = await db.suppression.findMany({
    where: {
      ...(reason && { reason }),
      ...(cursor && {
        OR: [{ createdAt: { lt: cursor.at } }, { createdAt: cursor.at, addressHash: { lt: cursor.id } }],
      }),
    },
    orderBy: [{ createdAt: 'desc' }, { addressHash: 'desc' }],
    take: PAGE + 1,
    include: WITH_PERSON,
  });
  const page = pageOf(rows, PAGE, ({ createdAt: at, addressHash: id }) => writeCursor({ at, id }));
  return { ok: true, suppressions: page.rows.map(listed), older: page.older };
}

/** Whether an address is on the list, and since when and why; `null` when it is not. */
export async function lookUpSuppression(
  desk: Desk,
  typed: string,
): Promise<{ ok: true; found: ListedSuppression | null } | NoList> {
  const parsed = parseAddress(typed);
  if (!parsed.ok) return parsed;
  return { ok: true, found: await suppressionOf(desk, desk.hashAddress(parsed.key)) };
}

export async function suppressionOf({ db }: Desk, addressHash: string): Promise<ListedSuppression | null> {
  const row = await db.suppression.findUnique({ where: { addressHash }, include: WITH_PERSON });
  return row && listed(row);
}

const WITH_PERSON = { subscriber: { select: { id: true, address: true } } } as const;

function listed(
  row: Suppression & { subscriber: { id: string; address: string } | null },
): ListedSuppression {
  const { addressHash, reason, createdAt, subscriber: person } = row;
  return { addressHash, reason, createdAt, person };
}
