import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from './environment.mjs';
import { type Lock, takeLock } from './lock.ts';
import { ROOT } from './root.mjs';
import { StartError } from './start-error.ts';

const SOURCES = ['app', 'emails', 'lib', 'prisma/schema.prisma', 'public'];
const FILES = [
  'package-lock.json',
  'package.json',
  'tsconfig.json',
  'next.config.mjs',
  'proxy.ts',
  'instrumentation.ts',
];
/** Not part of the pages, or made from what is. */
const IGNORED = ['lib/server', 'lib/cli', 'lib/db/generated'].map((path) => join(ROOT, path));
const OUTPUT = join(ROOT, '.next');
const STAMP = join(OUTPUT, 'built-from');
const LOCK = join(ROOT, 'node_modules', '.next-build.lock');
const PROGRESS_MS = 10_000;
const WAIT_MS = 300;

/**
 * Builds the pages unless they were built from these very sources. One at a time: a second caller waits for the first.
 * @param say told what happens, a line each
 * @param signal gives up
 * @throws StartError with the build's own words
 */
export async function buildIfNeeded(say: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const source = fingerprint();
  if (isBuiltFrom(source)) return;
  const lock = await untilMine(signal);
  try {
    if (isBuiltFrom(source)) return;
    say('Building the pages (about half a minute the first time) …');
    rmSync(STAMP, { force: true });
    await build(say, signal);
    writeFileSync(STAMP, source);
  } finally {
    lock.release();
  }
}

/** Changes when a file that goes into the pages changes, comes or goes. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const file of [...SOURCES, ...FILES].flatMap((path) => filesBelow(join(ROOT, path)))) {
    hash.update(relative(ROOT, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function filesBelow(path: string): string[] {
  if (IGNORED.includes(path) || !existsSync(path)) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesBelow(join(path, name)));
}

function isBuiltFrom(source: string): boolean {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === source;
}

async function untilMine(signal?: AbortSignal): Promise<Lock> {
  for (;;) {
    const taken = takeLock(LOCK, 'a build');
    if (taken.ok) return taken.lock;
    await sleep(WAIT_MS, undefined, { signal });
  }
}

async function build(say: (line: string) => void, signal?: AbortSignal): Promise<void> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 1000);
  const child = spawn(process.execPath, [join(ROOT, 'node_modules/next/dist/bin/next'), 'build'], {
    cwd: ROOT,
    env: { ...environment(), NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
  });
  let output = '';
  child.stdout.on('data', (text) => {
    output += text;
  });
  child.stderr.on('data', (text) => {
    output += text;
  });
  const progress = setInterval(() => say(`  still building, ${seconds()} s`), PROGRESS_MS);
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  clearInterval(progress);
  signal?.throwIfAborted();
  if (code !== 0) throw new StartError(`The pages could not be built:\n${output}`);
  say(`Built in ${seconds()} s.`);
}
