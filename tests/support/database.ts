import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { withDatabase } from '#lib/server/postgres-database.ts';

export type TestDatabase = { url: string; drop(): Promise<void> };

/**
 * A migrated database for one test file alone. Drop it in `afterAll`.
 * @returns url with user and password; `drop` cuts the connections that are left
 */
export function createDatabase(): Promise<TestDatabase> {
  return createFrom(new URL(inject('templateUrl')).pathname.slice(1));
}

/** A database without a single table. */
export function createEmptyDatabase(): Promise<TestDatabase> {
  return createFrom('template0');
}

async function createFrom(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  await administer(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  return {
    url: withDatabase(inject('templateUrl'), name),
    drop: () => administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`),
  };
}

async function administer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: withDatabase(inject('templateUrl'), 'postgres') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
