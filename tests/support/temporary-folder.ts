import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const made: string[] = [];
afterAll(() => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/**
 * A new folder, deleted when the test file is done.
 * @param mode who may enter; by default everybody, as the database's own user must when the tests run as root
 */
export function temporaryFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'lettercourse-'));
  made.push(folder);
  chmodSync(folder, mode);
  return folder;
}
