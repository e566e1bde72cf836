import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Where daemons lie, also when the path of whoever runs this leaves it out. */
const SYSTEM_FOLDERS = ['/usr/sbin', '/sbin'];

/** The first of these programs that is installed, as its path. */
export function findProgram(names: readonly string[]): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter).filter(Boolean), ...SYSTEM_FOLDERS];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isProgram);
}

export function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return existsSync(file);
  } catch {
    return false;
  }
}

/**
 * Installs packages where this is Debian, or its like, and we are root.
 * @param say told what is installed, in a line
 * @returns whether it could try
 */
export function installPackages(packages: readonly string[], say: (line: string) => void): boolean {
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) return false;
  say(`Installing ${packages.join(', ')} with apt-get …`);
  apt(['update']);
  apt(['install', '-y', '--no-install-recommends', ...packages]);
  return true;
}

function apt(args: string[]): void {
  const quiet = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  spawnSync('apt-get', ['-q', ...args], { stdio: ['ignore', 'inherit', 'inherit'], env: quiet });
}
