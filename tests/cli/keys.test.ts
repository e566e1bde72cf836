import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { listKeys, retireKey, rotateKeys } from '#lib/cli/keys.ts';
import { createTokens, parseKeyring, sessionSecret } from '#lib/domain/token.ts';
import { readSecrets } from '#lib/server/secrets.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const SOMEBODY = '0f8fad5b-d9cb-469f-a165-70867728950e';
let runtime: TestRuntime;
afterEach(() => runtime?.close());

/** With keys that this installation made itself. */
async function openWithOwnKeys(): Promise<string> {
  const dataDir = join(temporaryFolder(), 'data');
  mkdirSync(dataDir);
  const { TOKEN_KEYS } = readSecrets(dataDir);
  runtime = await openRuntime({ DATA_DIR: dataDir, TOKEN_KEYS });
  return dataDir;
}
const actions = async () =>
  (await runtime.db.auditEntry.findMany()).map(({ action, detail }) => [action, detail]);

test('own keys: a new one signs, older links still work, and nobody is signed out', async () => {
  const dataDir = await openWithOwnKeys();
  const before = runtime.env.TOKEN_KEYS;
  const old = createTokens(parseKeyring(before)).sign('manage', SOMEBODY);
  const { lines, code } = await rotateKeys(runtime);
  expect({ lines, code }).toEqual({
    lines: ['Done: k2 signs as soon as Lettercourse is started again. Links in older mail still work.'],
    code: 0,
  });
  const after = readSecrets(dataDir);
  const tokens = createTokens(parseKeyring(after.TOKEN_KEYS));
  expect(tokens.currentKeyId).toBe('k2');
  expect(tokens.sign('manage', SOMEBODY)).toMatch(/^k2\./);
  expect(tokens.verify(old, 'manage')).toBe(SOMEBODY);
  expect(sessionSecret(parseKeyring(after.TOKEN_KEYS))).toBe(sessionSecret(parseKeyring(before)));
  expect(await actions()).toEqual([['keys.rotate', { key: 'k2' }]]);
  expect(JSON.stringify(readFileSync(join(dataDir, 'secrets.json'), 'utf8'))).toContain('SUPPRESSION_KEY');
});

test('an older key is taken away with --yes only, and what it signed is dead', async () => {
  const dataDir = await openWithOwnKeys();
  const old = runtime.tokens.sign('manage', SOMEBODY);
  await rotateKeys(runtime);
  await runtime.close();
  const { TOKEN_KEYS } = readSecrets(dataDir);
  runtime = await openRuntime({ DATA_DIR: dataDir, TOKEN_KEYS });
  expect((await listKeys(runtime)).lines).toEqual([
    'k2  signs, and lets in what it signed',
    'k1  lets in what it signed',
  ]);
  expect((await retireKey(runtime, ['k1'])).code).toBe(1);
  expect(readSecrets(dataDir).TOKEN_KEYS).toBe(TOKEN_KEYS);
  for (const id of ['k2', 'k9', '', 'k1,k2']) expect((await retireKey(runtime, [id, '--yes'])).code).toBe(1);
  expect(await retireKey(runtime, ['k1', '--yes'])).toMatchObject({ code: 0 });
  const tokens = createTokens(parseKeyring(readSecrets(dataDir).TOKEN_KEYS));
  expect(tokens.verify(old, 'manage')).toBeNull();
});

test('keys from the settings: it says what to set, in an order that kills no link, and changes nothing', async () => {
  runtime = await openRuntime();
  const { lines, code } = await rotateKeys(runtime);
  expect(code).toBe(0);
  const [first = '', last = ''] = lines
    .filter((line) => line.includes('TOKEN_KEYS='))
    .map((line) => line.replace(/^.*=/, ''));
  const [known, signs] = [first, last].map((text) => createTokens(parseKeyring(text)));
  expect([known?.currentKeyId, signs?.currentKeyId]).toEqual(['k1', 'k2']);
  expect(known?.verify(signs?.sign('manage', SOMEBODY) ?? '', 'manage')).toBe(SOMEBODY);
  expect(signs?.verify(runtime.tokens.sign('manage', SOMEBODY), 'manage')).toBe(SOMEBODY);
  expect(await actions()).toEqual([]);
});

test('the list never shows a key', async () => {
  runtime = await openRuntime();
  const [key = ''] = runtime.env.TOKEN_KEYS.split(':').slice(1);
  for (const args of [[], ['--json']])
    expect((await listKeys(runtime, args)).lines.join()).not.toContain(key);
});
