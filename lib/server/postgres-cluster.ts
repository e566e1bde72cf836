import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PostgresAccount } from './postgres-account.ts';
import { StartError } from './start-error.ts';

const MAJOR = '18';

/**
 * Makes the database server's files if there are none yet. They are made beside their place and moved there whole, so an
 * interruption leaves nothing half made.
 * @param dir absolute path
 * @param volatile skip writing through to the disk
 * @throws StartError when the folder holds something else, or initdb fails
 */
export async function ensureCluster(
  dir: string,
  by: { initdb: string; account: PostgresAccount; password: string; volatile: boolean },
): Promise<void> {
  if (holdsCluster(dir)) return;
  const draft = `${dir}.new`;
  const passwordFile = `${dir}.password`;
  rmSync(draft, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
  mkdirSync(draft, { mode: 0o700 });
  by.account.give(draft);
  writeFileSync(passwordFile, by.password, { mode: 0o600 });
  by.account.give(passwordFile);
  try {
    await initdb(draft, passwordFile, by);
  } finally {
    rmSync(passwordFile, { force: true });
  }
  rmSync(dir, { recursive: true, force: true }); // at most an empty folder, see holdsCluster
  renameSync(draft, dir);
}

function holdsCluster(dir: string): boolean {
  if (!existsSync(dir)) return false;
  const versionFile = join(dir, 'PG_VERSION');
  if (!existsSync(versionFile)) {
    if (readdirSync(dir).length === 0) return false;
    throw new StartError(`${dir} holds files, but no database. Move them away, or choose another DATA_DIR.`);
  }
  const version = readFileSync(versionFile, 'utf8').trim();
  if (version === MAJOR) return true;
  throw new StartError(
    `The database in ${dir} was made by PostgreSQL ${version}; Lettercourse brings PostgreSQL ${MAJOR}.`,
  );
}

/** Locale flags: without them initdb fails where LC_ALL names a missing locale, and lower('É') depends on the machine. */
async function initdb(
  dir: string,
  passwordFile: string,
  by: { initdb: string; account: PostgresAccount; volatile: boolean },
): Promise<void> {
  const [program, args] = by.account.command(by.initdb, [
    ...['-D', dir, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ...['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'],
    ...(by.volatile ? ['--no-sync'] : []),
  ]);
  const child = spawn(program, args, {
    ...by.account.options,
    cwd: dir,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint += text;
  });
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  if (code !== 0) throw new StartError(`The database could not be made in ${dir}: ${complaint || code}`);
}
