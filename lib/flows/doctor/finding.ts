import { Prisma, type Tx } from '../../db/client.ts';
import type { Runtime } from '../../runtime.ts';
import type { ProviderSays } from './provider.ts';
import type { Sending } from './sending.ts';
import type { Suppressed } from './suppressed.ts';

export type Invariant =
  | 'I1'
  | 'I2'
  | 'I3'
  | 'I4'
  | 'I5'
  | 'I6'
  | 'I7'
  | 'I8'
  | 'I9'
  | 'I10'
  | 'I11'
  | 'I12'
  | 'I13'
  | 'I14'
  | 'I15'
  | 'I16';

/** Something that must never be so, and is. */
export type Finding = {
  invariant: Invariant;
  /** A sentence that says what is wrong and what to do. */
  what: string;
  /** Of rows: twenty of them at most, and never an address. */
  ids: string[];
  /** How many there are altogether. */
  count: number;
};

/** What every check is given: one snapshot of the database, and what was asked once for all of them. */
export type Examination = {
  runtime: Runtime;
  tx: Tx;
  /** Course time. */
  now: Date;
  sending: Sending;
  suppressed: Suppressed;
  provider: ProviderSays;
  /** Whether what is late counts: see `examine`. */
  judgesLateness: boolean;
  /** Takes down what is worth knowing and not wrong. */
  note(line: string): void;
};

export type Check = (examination: Examination) => Promise<Finding[]>;

const MOST_IDS = 20;

/** Deliveries in these states have left, or may have. */
export const MAY_HAVE_LEFT = Prisma.sql`('batched', 'sent', 'failed', 'unknown')`;

/** @param broken a SELECT of `"id"`, a row for each thing that is wrong; no row, no finding */
export async function find(
  tx: Tx,
  invariant: Invariant,
  what: string,
  broken: Prisma.Sql,
): Promise<Finding[]> {
  const rows = await tx.$queryRaw<{ id: string; count: number }[]>`
    SELECT b."id"::text AS "id", count(*) OVER ()::int AS "count" FROM (${broken}) AS b LIMIT ${MOST_IDS}`;
  return found(
    invariant,
    what,
    rows.map(({ id }) => id),
    rows[0]?.count,
  );
}

/** The finding about these rows; none when there are no rows. */
export function found(
  invariant: Invariant,
  what: string,
  ids: readonly string[],
  count = ids.length,
): Finding[] {
  return count === 0 ? [] : [{ invariant, what, ids: ids.slice(0, MOST_IDS), count }];
}
