import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { migrate, migrationState } from '#lib/server/migrate.ts';
import { createEmptyDatabase, type TestDatabase } from '#tests/support/database.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const databases: TestDatabase[] = [];
let url: string;
let dir: string;

beforeEach(async () => {
  const database = await createEmptyDatabase();
  databases.push(database);
  url = database.url;
  dir = temporaryFolder();
});
afterAll(() => Promise.all(databases.map((database) => database.drop())));

test('migrations are applied once, in the order of their names', async () => {
  put('2_add_shelf', 'ALTER TABLE book ADD COLUMN shelf int');
  put('1_create_book', 'CREATE TABLE book (id int)');
  expect(await migrationState(url, dir)).toMatchObject({
    applied: [],
    pending: ['1_create_book', '2_add_shelf'],
  });
  expect(await migrate(url, dir)).toEqual({ applied: ['1_create_book', '2_add_shelf'], unknown: [] });
  expect(await migrate(url, dir)).toEqual({ applied: [], unknown: [] });
});

test('two processes that migrate at once apply each migration once', async () => {
  put('1_create_book', 'CREATE TABLE book (id int); SELECT pg_sleep(0.2)');
  const both = await Promise.all([migrate(url, dir), migrate(url, dir)]);
  expect(both.flatMap(({ applied }) => applied)).toEqual(['1_create_book']);
});

test('a migration that was edited after it was applied stops the start, by name', async () => {
  put('1_create_book', 'CREATE TABLE book (id int)');
  await migrate(url, dir);
  put('1_create_book', 'CREATE TABLE book (id bigint)');
  await expect(migrate(url, dir)).rejects.toThrow(
    /changed after this database had applied them: 1_create_book/,
  );
  await expect(migrationState(url, dir)).rejects.toThrow(/1_create_book/);
});

test('a migration that fails halfway changes nothing, and can be mended and applied', async () => {
  put('1_create_book', 'CREATE TABLE book (id int); CREATE TABLE book (id int)');
  await expect(migrate(url, dir)).rejects.toThrow(
    /1_create_book failed and has changed nothing: .*already exists/,
  );
  put('1_create_book', 'CREATE TABLE book (id int)');
  expect(await migrate(url, dir)).toEqual({ applied: ['1_create_book'], unknown: [] });
});

test('a migration and the note that it was applied are kept together or not at all', async () => {
  put('1_create_book', 'CREATE TABLE book (id int); DROP TABLE _prisma_migrations');
  await expect(migrate(url, dir)).rejects.toThrow(/1_create_book failed and has changed nothing/);
  put('1_create_book', 'CREATE TABLE book (id int)');
  expect(await migrate(url, dir)).toEqual({ applied: ['1_create_book'], unknown: [] });
});

test('a migration that Prisma’s own command left unfinished is not passed over', async () => {
  put('1_create_book', 'CREATE TABLE book (id int)');
  await migrate(url, dir);
  await query(`UPDATE _prisma_migrations SET finished_at = NULL`);
  await expect(migrate(url, dir)).rejects.toThrow(/1_create_book failed in this database earlier/);
});

test('a database that a newer version has used is recognised', async () => {
  put('1_create_book', 'CREATE TABLE book (id int)');
  put('2_of_a_newer_version', 'CREATE TABLE shelf (id int)');
  await migrate(url, dir);
  rmSync(join(dir, '2_of_a_newer_version'), { recursive: true });
  expect(await migrate(url, dir)).toEqual({ applied: [], unknown: ['2_of_a_newer_version'] });
});

test('a database that does not answer is named as the trouble, without its password', async () => {
  const nowhere = migrate('postgresql://ada:hidden-word@127.0.0.1:1/nowhere', dir);
  await expect(nowhere).rejects.toThrow(/DATABASE_URL does not answer: .*ECONNREFUSED/);
  await expect(nowhere).rejects.not.toThrow(/hidden-word/);
});

function put(name: string, sql: string): void {
  mkdirSync(join(dir, name), { recursive: true });
  writeFileSync(join(dir, name, 'migration.sql'), sql);
}

async function query(sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(sql);
  await client.end();
}
