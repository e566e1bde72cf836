import { type SpawnOptions, spawnSync } from 'node:child_process';
import { chownSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartError } from './start-error.ts';

/** How to run PostgreSQL's programs, which refuse to run as root. */
export type PostgresAccount = {
  command(program: string, args: string[]): [program: string, args: string[]];
  options: Pick<SpawnOptions, 'uid' | 'gid'>;
  /** Hands a file or folder to the account. */
  give(path: string): void;
};

/** "nobody" on Linux; a number without a passwd entry would fail in initdb ("could not look up effective user ID"). */
const NOBODY = { uid: 65534, gid: 65534 };

/**
 * @param dir the folder the server's files shall lie in; its parent is made if missing
 * @param program one of the programs to be run
 * @throws StartError when this is root and nobody else may reach the folder or the program
 */
export function postgresAccount(dir: string, program: string): PostgresAccount {
  mkdirSync(dirname(dir), { recursive: true });
  const plain = (file: string, args: string[]): [string, string[]] => [file, args];
  if (process.getuid?.() !== 0) return { command: plain, options: {}, give: () => {} };
  if (mayReach(dirname(dir), program)) {
    return { command: plain, options: NOBODY, give: (path) => chownSync(path, NOBODY.uid, NOBODY.gid) };
  }
  // Below a folder that only root may enter, such as root's home: stay root outside, look like nobody inside a user namespace.
  const inside = ['--user', `--map-user=${NOBODY.uid}`, `--map-group=${NOBODY.gid}`, '--'];
  if (spawnSync('unshare', [...inside, program, '--version']).status === 0) {
    return { command: (file, args) => ['unshare', [...inside, file, ...args]], options: {}, give: () => {} };
  }
  throw new StartError(
    `PostgreSQL refuses to run as root, and no other user may enter ${dirname(dir)} or the folder Lettercourse lies in. ` +
      'Run as a normal user, move the checkout out of the private folder (to /opt, say), or give a database with DATABASE_URL.',
  );
}

function mayReach(folder: string, program: string): boolean {
  const works = (file: string, args: string[]) => spawnSync(file, args, { ...NOBODY, cwd: '/' }).status === 0;
  return works(program, ['--version']) && works('/bin/sh', ['-c', 'cd "$1"', 'sh', folder]);
}
