import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { z } from 'zod';
import { ROOT } from './root.mjs';
import { StartError } from './start-error.ts';

/** The lock Prisma's own engine takes, so that the two wait for each other. */
const PRISMA_LOCK = 72707369;
const LOCK_TIMEOUT = '60s';
const MIGRATIONS = join(ROOT, 'prisma', 'migrations');

const rowsSchema = z.array(
  z.object({ migration_name: z.string(), checksum: z.string(), finished_at: z.date().nullable() }),
);
type Migration = { name: string; sql: string; checksum: string };

export type MigrationState = {
  applied: string[];
  pending: string[];
  /** Applied here, but not among the files: a newer version has used this database. */
  unknown: string[];
};

/**
 * Applies what is missing of prisma/migrations, in Prisma's own table, so that its commands agree with the result. Each
 * migration is one transaction together with its row: a crash leaves it done or not begun.
 * @returns the names applied now, and those the files don't know
 * @throws StartError when an applied file was edited since, an earlier attempt by Prisma failed, the SQL fails, or the database does not answer
 */
export async function migrate(
  url: string,
  dir = MIGRATIONS,
): Promise<{ applied: string[]; unknown: string[] }> {
  return withConnection(url, async (client) => {
    await client.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query('SELECT pg_advisory_lock($1)', [PRISMA_LOCK]);
    await client.query(CREATE_TABLE);
    const files = readMigrations(dir);
    const state = compare(files, await storedRows(client));
    for (const migration of files.filter(({ name }) => state.pending.includes(name)))
      await apply(client, migration);
    return { applied: state.pending, unknown: state.unknown };
  });
}

/**
 * Looks without changing anything.
 * @throws StartError as `migrate` does
 */
export async function migrationState(url: string, dir = MIGRATIONS): Promise<MigrationState> {
  return withConnection(url, async (client) => {
    const { rows } = await client.query(`SELECT to_regclass('_prisma_migrations') IS NOT NULL AS present`);
    return compare(readMigrations(dir), rows[0]?.present ? await storedRows(client) : []);
  });
}

async function withConnection<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect().catch((error) => {
      throw new StartError(`The database of DATABASE_URL does not answer: ${describe(error)}`);
    });
    await client.query(`SET TimeZone = 'UTC'`);
    return await work(client);
  } finally {
    await client.end();
  }
}

function readMigrations(dir: string): Migration[] {
  const folders = readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  const names = folders.map(({ name }) => name).sort();
  return names.map((name) => {
    const sql = readFileSync(join(dir, name, 'migration.sql'), 'utf8');
    return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
  });
}

async function storedRows(client: pg.Client): Promise<z.infer<typeof rowsSchema>> {
  const { rows } = await client.query(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
  );
  return rowsSchema.parse(rows);
}

function compare(files: Migration[], rows: z.infer<typeof rowsSchema>): MigrationState {
  const failed = rows.find((row) => row.finished_at === null);
  if (failed) {
    throw new StartError(
      `Migration ${failed.migration_name} failed in this database earlier. See "prisma migrate resolve --help", then start again.`,
    );
  }
  const stored = new Map(rows.map((row) => [row.migration_name, row.checksum]));
  const edited = files.filter(({ name, checksum }) => stored.has(name) && stored.get(name) !== checksum);
  if (edited.length > 0) {
    throw new StartError(
      `These migrations were changed after this database had applied them: ${edited.map(({ name }) => name).join(', ')}. ` +
        'Put prisma/migrations back as it was, and make the change in a new migration.',
    );
  }
  return {
    applied: files.map(({ name }) => name).filter((name) => stored.has(name)),
    pending: files.map(({ name }) => name).filter((name) => !stored.has(name)),
    unknown: [...stored.keys()].filter((name) => !files.some((file) => file.name === name)),
  };
}

async function apply(client: pg.Client, { name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query('BEGIN');
    await client.query(sql);
    await client.query(
      `INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, clock_timestamp(), 1)`,
      [randomUUID(), checksum, name],
    );
    await client.query('COMMIT');
  } catch (error) {
    throw new StartError(`Migration ${name} failed and has changed nothing: ${describe(error)}`);
  }
}

/** A host with two addresses fails twice, in an error without a message of its own. */
function describe(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(describe).join('; ');
  return error instanceof Error ? error.message : String(error);
}

/** Letter for letter what Prisma's engine creates. */
const CREATE_TABLE = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;
