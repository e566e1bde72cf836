import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, expect, test } from 'vitest';
import { type Postgres, startPostgres } from '#lib/server/postgres.ts';
import { hasEnded } from '#tests/support/lettercourse.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const password = 'only for tests';
const running: Postgres[] = [];
afterEach(() => Promise.all(running.splice(0).map((postgres) => postgres.stop())));

test('files of a database whose making was interrupted are made anew', async () => {
  const dir = join(temporaryFolder(), 'postgres');
  mkdirSync(`${dir}.new/base`, { recursive: true });
  writeFileSync(`${dir}.new/PG_VERSION`, '18\n');
  expect(await answer(await start(dir))).toEqual({ TimeZone: 'UTC' });
});

test('a server left running is found; stopping it really stops it', async () => {
  const dir = join(temporaryFolder(), 'postgres');
  const first = await start(dir);
  const second = await start(dir);
  expect(second).toMatchObject({ found: true, url: first.url, process: first.process });
  await second.stop();
  expect(await hasEnded(first.process, 100)).toBe(true);
});

test('a killed server starts again, even when its number has gone to another process', async () => {
  const dir = join(temporaryFolder(), 'postgres');
  const first = await start(dir);
  process.kill(first.process.pid, 'SIGKILL');
  expect(await hasEnded(first.process, 5_000)).toBe(true);
  const file = join(dir, 'postmaster.pid');
  writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.pid)));
  const second = await start(dir);
  expect(second.found).toBe(false);
  expect(await answer(second)).toEqual({ TimeZone: 'UTC' });
});

test('a folder that holds something else is left alone', async () => {
  const dir = join(temporaryFolder(), 'postgres');
  mkdirSync(dir);
  writeFileSync(join(dir, 'diary.txt'), 'mine');
  await expect(start(dir)).rejects.toThrow(/holds files, but no database/);
  expect(readFileSync(join(dir, 'diary.txt'), 'utf8')).toBe('mine');
});

test('a database of another PostgreSQL is left alone', async () => {
  const dir = join(temporaryFolder(), 'postgres');
  mkdirSync(dir);
  writeFileSync(join(dir, 'PG_VERSION'), '17\n');
  await expect(start(dir)).rejects.toThrow(/made by PostgreSQL 17; Lettercourse brings PostgreSQL 18/);
});

test('nobody gets in without the password', async () => {
  const dir = join(temporaryFolder(), 'postgres');
  const { url } = await start(dir);
  await expect(answer({ url: url.replace(encodeURIComponent(password), 'guessed') })).rejects.toThrow(
    /password authentication failed/,
  );
  await expect(startPostgres({ dir, password: 'another' })).rejects.toThrow(
    /does not accept the password in secrets.json/,
  );
});

test('below a folder that only root may enter it works all the same, or says what to do', async () => {
  const starting = start(join(temporaryFolder(0o700), 'data', 'postgres'));
  // As root this takes a user namespace, which a container may forbid.
  const possible = process.getuid?.() !== 0 || spawnSync('unshare', ['--user', 'true']).status === 0;
  if (possible) expect(await answer(await starting)).toEqual({ TimeZone: 'UTC' });
  else await expect(starting).rejects.toThrow(/Run as a normal user/);
});

async function start(dir: string): Promise<Postgres> {
  const postgres = await startPostgres({ dir, password, volatile: true });
  running.push(postgres);
  return postgres;
}

async function answer({ url }: { url: string }): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  try {
    await client.connect();
    return (await client.query('SHOW TimeZone')).rows[0];
  } finally {
    await client.end();
  }
}
