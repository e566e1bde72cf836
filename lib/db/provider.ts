import { PACE } from '../domain/pace.ts';
import { type Db, Prisma } from './client.ts';

/**
 * Takes the next turn to ask the provider, if one is free now. One row and one atomic statement on the database's clock
 * for all workers together (GCRA: ITU-T I.371, annex A): reading first and writing after would let two pass at once.
 * While the circuit is open nobody gets a turn; when its time is over one does, and the others wait for what it learns.
 * @param urgent somebody waits for this mail; other mail leaves a reserve of turns for it
 * @param probeMs how long the one that tries a provider which was down is given
 * @returns null with a turn, else milliseconds after which to ask again
 */
export async function takeTurn(
  db: Db,
  { urgent, probeMs }: { urgent: boolean; probeMs: number },
): Promise<number | null> {
  const taken = await db.$executeRaw`
    UPDATE "Provider" SET
      "nextAt" = greatest("nextAt", clock_timestamp() - ${PACE.creditMs} * interval '1 ms') + ${every},
      "nextBulkAt" = CASE WHEN ${urgent} THEN "nextBulkAt"
        ELSE greatest("nextBulkAt", clock_timestamp() - ${PACE.creditMs} * interval '1 ms') + ${every} / ${PACE.bulkShare} END,
      "circuitOpenUntil" = CASE WHEN "circuitOpenedAt" IS NOT NULL
        THEN clock_timestamp() + ${probeMs} * interval '1 ms' END
    WHERE "id" = 1 AND ${isFree(urgent)} <= clock_timestamp()`;
  return taken === 1 ? null : waitForTurn(db, urgent);
}

/** Milliseconds until a turn may be free; zero when one is. Takes none. */
export async function waitForTurn(db: Db, urgent: boolean): Promise<number> {
  const [row] = await db.$queryRaw<{ ms: number }[]>`
    SELECT greatest(0, ceil(extract(epoch FROM ${isFree(urgent)} - clock_timestamp()) * 1000))::float8 AS "ms"
    FROM "Provider" WHERE "id" = 1`;
  return row?.ms ?? 0;
}

/** Between the beginnings of two requests. */
const every = Prisma.sql`(${PACE.spreadMs}::float8 / coalesce("requestsPerSecond", ${PACE.carefulPerSecond}::float8)) * interval '1 ms'`;

function isFree(urgent: boolean): Prisma.Sql {
  return urgent
    ? Prisma.sql`greatest("nextAt", "circuitOpenUntil")`
    : Prisma.sql`greatest("nextAt", "nextBulkAt", "circuitOpenUntil")`;
}

export type KnownProvider = {
  circuit: { since: Date; failures: number } | null;
  requestsPerSecond: number | null;
  /** Mails the provider has counted in this day and month (UTC), as it said last; null where it has not. */
  usedToday: number | null;
  usedThisMonth: number | null;
};

/** What is known of the provider. */
export async function readProvider(db: Db): Promise<KnownProvider> {
  const [row] = await db.$queryRaw<
    (Omit<KnownProvider, 'circuit'> & { since: Date | null; failures: number })[]
  >`
    SELECT "circuitOpenedAt" AS "since", "failures", "requestsPerSecond",
      -- What was counted yesterday, or last month, says nothing any more.
      CASE WHEN "usedAt" >= date_trunc('day', clock_timestamp(), 'UTC') THEN "usedToday" END AS "usedToday",
      CASE WHEN "usedAt" >= date_trunc('month', clock_timestamp(), 'UTC') THEN "usedThisMonth" END AS "usedThisMonth"
    FROM "Provider" WHERE "id" = 1`;
  if (!row) throw new Error('the Provider row is missing: run the migrations');
  const { since, failures, ...known } = row;
  return { circuit: since && { since, failures }, ...known };
}

/** The provider has answered: the circuit closes, and its limits are what the answer said. Writes only what has changed. */
export async function providerAnswered(
  db: Db,
  heard: { requestsPerSecond?: number; usedToday?: number; usedThisMonth?: number } = {},
): Promise<void> {
  const { requestsPerSecond = null, usedToday = null, usedThisMonth = null } = heard;
  await db.$executeRaw`
    UPDATE "Provider" SET "failures" = 0, "circuitOpenedAt" = NULL, "circuitOpenUntil" = NULL,
      "requestsPerSecond" = coalesce(${requestsPerSecond}::float8, "requestsPerSecond"),
      "usedToday" = CASE WHEN ${usedThisMonth}::int IS NULL THEN "usedToday" ELSE ${usedToday}::int END,
      "usedThisMonth" = coalesce(${usedThisMonth}::int, "usedThisMonth"),
      "usedAt" = CASE WHEN ${usedThisMonth}::int IS NULL THEN "usedAt" ELSE clock_timestamp() END
    WHERE "id" = 1 AND ("failures" > 0 OR "circuitOpenedAt" IS NOT NULL
      OR "requestsPerSecond" IS DISTINCT FROM coalesce(${requestsPerSecond}::float8, "requestsPerSecond")
      OR ${usedThisMonth}::int IS NOT NULL)`;
}

/** The provider wants no request before `ms` are over: that holds for every worker. */
export async function holdTurns(db: Db, ms: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Provider" SET "nextAt" = greatest("nextAt", clock_timestamp() + ${ms} * interval '1 ms') WHERE "id" = 1`;
}

/** Another request in a row without an answer. @returns how many that makes */
export async function countFailure(db: Db): Promise<number> {
  const [row] = await db.$queryRaw<{ failures: number }[]>`
    UPDATE "Provider" SET "failures" = "failures" + 1 WHERE "id" = 1 RETURNING "failures"`;
  return row?.failures ?? 0;
}

export async function openCircuit(db: Db, ms: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Provider" SET "circuitOpenedAt" = coalesce("circuitOpenedAt", clock_timestamp()),
      "circuitOpenUntil" = greatest("circuitOpenUntil", clock_timestamp() + ${ms} * interval '1 ms')
    WHERE "id" = 1`;
}
