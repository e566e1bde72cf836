import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holderOf, knownProcess, takeLock } from '#lib/server/lock.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

test('a folder in use is refused, naming who uses it', () => {
  const path = join(temporaryFolder(), 'running.json');
  const first = takeLock(path, 'npm start');
  if (!first.ok) throw new Error('the first must get it');
  first.lock.describe({ url: 'http://localhost:3000', databaseUrl: undefined, processes: {} });

  expect(takeLock(path, 'npm run seed')).toMatchObject({
    ok: false,
    holder: { pid: process.pid, what: 'npm start', url: 'http://localhost:3000' },
  });
  first.lock.release();
  expect(holderOf(path)).toBeNull();
  expect(takeLock(path, 'npm run seed').ok).toBe(true);
});

test('a lock of a killed process is taken over, with the note of what it left behind', async () => {
  const dir = temporaryFolder();
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const holder = { ...knownProcess(child.pid ?? 0), what: 'npm start', processes: {} };
  writeFileSync(join(dir, 'running.json'), JSON.stringify(holder));
  expect(takeLock(join(dir, 'running.json'), 'npm start').ok).toBe(false);

  child.kill('SIGKILL');
  await once(child, 'exit');
  const taken = takeLock(join(dir, 'running.json'), 'npm start');
  expect(taken.ok && taken.lock.leftBy).toEqual(holder);
  expect(readdirSync(dir)).toEqual(['running.json']);
});

test('a lock whose process number belongs to another process by now is taken over', () => {
  const path = join(temporaryFolder(), 'running.json');
  const earlier = {
    pid: process.pid,
    born: 'before the machine was restarted',
    what: 'npm start',
    processes: {},
  };
  writeFileSync(path, JSON.stringify(earlier));
  expect(takeLock(path, 'npm start').ok).toBe(true);
});

test('a lock file that a crash left half-written is taken over', () => {
  const path = join(temporaryFolder(), 'running.json');
  writeFileSync(path, '{"pid": 12');
  expect(takeLock(path, 'npm start').ok).toBe(true);
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ pid: process.pid });
});
