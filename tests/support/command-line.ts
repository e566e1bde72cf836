import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { ROOT } from '#lib/server/root.mjs';
import { temporaryFolder } from './temporary-folder.ts';

/** Settings with a database that nobody answers at. */
export const NOWHERE = { DATABASE_URL: 'postgresql://127.0.0.1:1/nothing' };

/** Runs `npm run lettercourse -- …` in a process of its own. */
export function lettercourse(
  settings: Record<string, string>,
  ...words: string[]
): Promise<{ exitCode: number | null; output: string }> {
  const child = spawn(process.execPath, [join(ROOT, 'lib/server/start.mjs'), 'lettercourse', ...words], {
    env: {
      PATH: process.env.PATH,
      NODE_ENV: 'production',
      DATA_DIR: temporaryFolder(),
      TOKEN_KEYS: `k1:${'a'.repeat(43)}`,
      SUPPRESSION_KEY: 'a'.repeat(43),
      ...settings,
    },
  });
  let output = '';
  const collect = (chunk: Buffer) => {
    output += chunk;
  };
  child.stdout.on('data', collect);
  child.stderr.on('data', collect);
  return new Promise((resolve) => {
    child.on('close', (exitCode) => resolve({ exitCode, output }));
  });
}
