import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { type KeptChild, keepChild } from '#lib/server/kept-child.ts';

const SAYS_READY = `process.send('ready');`;
const OBEYS = `process.on('message', () => process.exit(0));`;
let kept: KeptChild | undefined;
let said: string[] = [];

afterEach(async () => {
  await kept?.stop(1_000);
  said = [];
});

test('a child that ends before it is ready is reported, not started again', async () => {
  const child = keep('process.exitCode = 3');
  await expect(child.ready).rejects.toThrow('The child ended while starting (exit code 3).');
  expect(said).toEqual([]);
});

test('a child that keeps dying is started again ever more slowly, each time with a word', async () => {
  const child = keep(`${SAYS_READY} setTimeout(() => process.exit(1), 50)`);
  await child.ready;
  await until(() => said.length === 2);
  expect(said).toEqual([
    'The child ended unexpectedly (exit code 1). Starting it again in 1 s.',
    'The child ended unexpectedly (exit code 1). Starting it again in 2 s.',
  ]);
});

test('a child asked to start anew does so without being called dead', async () => {
  const child = keep(`${SAYS_READY} ${OBEYS}`);
  await child.ready;
  const before = child.pid();
  child.restart();
  await until(() => child.pid() !== before);
  expect(said).toEqual([]);
});

test('a child that does not obey is ended', async () => {
  const child = keep(`process.on('SIGTERM', () => {}); process.on('message', () => {}); ${SAYS_READY}`);
  await child.ready;
  const before = performance.now();
  await child.stop(200);
  expect(performance.now() - before).toBeGreaterThan(190);
  expect(() => process.kill(child.pid() ?? 0, 0)).toThrow(/ESRCH/);
});

function keep(script: string): KeptChild {
  const launch = () =>
    spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  kept = keepChild('child', launch, { say: (line) => said.push(line), changed: () => {} });
  return kept;
}

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = performance.now() + 10_000; !holds(); await sleep(20)) {
    if (performance.now() > deadline) throw new Error(`it never came to that: ${holds}, ${said.join('\n')}`);
  }
}
