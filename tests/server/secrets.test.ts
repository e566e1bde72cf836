import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { parseKeyring } from '#lib/domain/keyring.ts';
import { readSecrets } from '#lib/server/secrets.ts';
import { StartError } from '#lib/server/start-error.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

test('keys are made once, for the owner’s eyes only, and stay the same', () => {
  const dir = temporaryFolder();
  const first = readSecrets(dir);
  expect(parseKeyring(first.TOKEN_KEYS).current).toBe('k1');
  expect(statSync(join(dir, 'secrets.json')).mode & 0o777).toBe(0o600);
  expect(readSecrets(dir)).toEqual(first);
  expect(readSecrets(temporaryFolder()).TOKEN_KEYS).not.toBe(first.TOKEN_KEYS);
});

test('lost keys are not silently replaced while a database depends on them', () => {
  const dir = temporaryFolder();
  readSecrets(dir);
  mkdirSync(join(dir, 'postgres'));
  writeFileSync(join(dir, 'postgres', 'PG_VERSION'), '18\n');
  rmSync(join(dir, 'secrets.json'));
  expect(() => readSecrets(dir)).toThrow(StartError);
  expect(() => readSecrets(dir)).toThrow(/back from a backup/);
});

test('a damaged file of keys is refused and left as it is', () => {
  const dir = temporaryFolder();
  writeFileSync(join(dir, 'secrets.json'), '{"TOKEN_KEYS": 1}');
  expect(() => readSecrets(dir)).toThrow(/can't be read as it is/);
});
