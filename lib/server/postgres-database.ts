import pg from 'pg';
import { StartError } from './start-error.ts';

/**
 * Creates the database a connection string names, on a server of ours, if it is missing.
 * @throws StartError when the server doesn't know our password
 */
export async function ensureDatabase(url: string): Promise<void> {
  const name = new URL(url).pathname.slice(1);
  const client = new pg.Client({
    connectionString: withDatabase(url, 'postgres'),
    connectionTimeoutMillis: 10_000,
  });
  try {
    await client.connect();
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)}`);
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === '28P01') {
      throw new StartError(
        'The database does not accept the password in secrets.json: the two are not from the same place.',
      );
    }
    throw error;
  } finally {
    await client.end();
  }
}

/** The same connection string for another database of the same server. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url);
  other.pathname = `/${name}`;
  return other.href;
}
