import { PrismaPg } from '@prisma/adapter-pg';
import { Prisma, PrismaClient } from './generated/client.ts';

export type Db = PrismaClient;
/** What a decision writes through: inside a transaction, never the client itself. */
export type Tx = Prisma.TransactionClient;
export { Prisma };

/** The server ends a statement that takes longer. */
const STATEMENT_MS = 10_000;

/** When not even that was heard, the line is dead: a router has forgotten it, and TCP alone would wait for hours. */
export const SILENT_LINE_MS = STATEMENT_MS + 2_000;

/**
 * Opens the database; connections are made when they are first needed.
 *
 * `TimeZone=UTC` on every session: with any other zone the adapter stores shifted instants and reads them back
 * unshifted, so nothing looks wrong until the database itself compares (prisma/orm #26786).
 *
 * `verify` is the first that sees a new connection, and hears its errors from then on. Between the pool's handing it out
 * and the adapter's listening nobody would, and a connection that is terminated in that moment would end the process.
 * Whoever uses the connection learns of the error from their statement.
 * @param url a postgresql:// address
 * @param connections the most connections this process holds
 */
export function openDatabase(url: string, connections = 10): Db {
  const adapter = new PrismaPg({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    query_timeout: SILENT_LINE_MS,
    options: `-c TimeZone=UTC -c statement_timeout=${STATEMENT_MS} -c idle_in_transaction_session_timeout=30000`,
    verify: (connection, done) => {
      connection.on('error', () => {});
      done();
    },
  });
  // minimal: a longer message may quote what was asked with, and so an address.
  return new PrismaClient({
    adapter,
    errorFormat: 'minimal',
    transactionOptions: { maxWait: 10_000, timeout: 20_000 },
  });
}

/** Serialization failure and deadlock: the database chose a loser, and trying again is the answer it expects. */
const TRY_AGAIN = new Set(['40001', '40P01', 'P2034']);
const ATTEMPTS = 5;

/**
 * Runs one decision in one transaction. `decide` may run more than once, so it must only read and write `tx`.
 * @throws whatever `decide` throws, and the database's error after the fifth deadlock
 */
export async function transaction<T>(db: Db, decide: (tx: Tx) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.$transaction(decide);
    } catch (error) {
      if (attempt === ATTEMPTS || !TRY_AGAIN.has(sqlState(error) ?? '')) throw error;
    }
  }
}

/** Is it the connection that failed, rather than what was asked of it? Then trying again is right, and blaming a row wrong. */
export function isConnectionTrouble(error: unknown): boolean {
  if (error instanceof Prisma.PrismaClientInitializationError) return true;
  // P1: the server can't be reached or has closed the connection; P2024, P2028: no connection or transaction in time.
  return (
    error instanceof Prisma.PrismaClientKnownRequestError && /^P1\d{3}$|^P2024$|^P2028$/.test(error.code)
  );
}

/** The SQLSTATE (or Prisma code) behind an error, wherever Prisma put it. */
function sqlState(error: unknown): string | undefined {
  if (!(error instanceof Prisma.PrismaClientKnownRequestError)) return undefined;
  const cause: unknown = error.meta?.driverAdapterError;
  const text = `${error.code} ${JSON.stringify(error.meta)} ${cause instanceof Error ? JSON.stringify(cause.cause) : ''}`;
  return /\b(40001|40P01|P2034)\b/.exec(text)?.[1];
}
