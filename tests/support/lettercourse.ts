import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { envNames } from '#lib/env.ts';
import { usedBy } from '#lib/server/data-dir.ts';
import { anyFreePort } from '#lib/server/free-port.ts';
import { type Holder, isAlive, type KnownProcess } from '#lib/server/lock.ts';
import { ROOT } from '#lib/server/root.mjs';
import { temporaryFolder } from './temporary-folder.ts';

const READY_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 60_000;
const POLL_MS = 50;

export type Part = 'supervisor' | 'web' | 'worker' | 'database';

export type Lettercourse = {
  /** Where its web server answers. */
  url: string;
  databaseUrl: string;
  dataDir: string;
  /** Everything it has printed so far. */
  readonly output: string;
  /** Looked up anew at every reading: a part that was killed comes back under another number. */
  readonly pids: Record<Part, number>;
  kill(signal: NodeJS.Signals, part?: Part): void;
  /** Ctrl-C, and the wait for its end. */
  stop(): Promise<{ exitCode: number | null }>;
};

/**
 * Starts the application as `npm start` does: same processes, same order, on a free port.
 * @param options.env what a person would set; nothing of the test's own environment is handed on
 * @param options.dataDir to begin with what another start has left; without it, with nothing
 * @throws when it isn't ready in two minutes or ends before, with its output
 */
export async function startLettercourse(
  options: { env?: Record<string, string>; dataDir?: string } = {},
): Promise<Lettercourse> {
  const dataDir = options.dataDir ?? temporaryFolder();
  const env = { ...surroundings(), PORT: String(await anyFreePort()), DATA_DIR: dataDir, ...options.env };
  const child = spawn(process.execPath, [join(ROOT, 'lib/server/start.mjs')], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'], // the channel: should the test run be killed, the application ends with it
  });
  const output = collect(child);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const holder = await untilReady(child, dataDir, output);
  const { url, databaseUrl } = holder;
  if (!url || !databaseUrl) throw new Error(`ready, but it does not say where:\n${output()}`);
  const pids = () => pidsOf(usedBy(dataDir) ?? holder);
  return {
    url,
    databaseUrl,
    dataDir,
    get output() {
      return output();
    },
    get pids() {
      return pids();
    },
    kill: (signal, part = 'supervisor') => process.kill(pids()[part], signal),
    stop: async () => {
      child.kill('SIGINT');
      const exitCode = await Promise.race([ended, sleep(STOP_TIMEOUT_MS, null, { ref: false })]);
      child.kill('SIGKILL');
      return { exitCode };
    },
  };
}

/** Waits until a process has ended, for a while. @returns whether it has */
export async function hasEnded(known: KnownProcess, timeoutMs: number): Promise<boolean> {
  for (const deadline = performance.now() + timeoutMs; performance.now() < deadline; await sleep(POLL_MS)) {
    if (!isAlive(known)) return true;
  }
  return false;
}

async function untilReady(child: ChildProcess, dataDir: string, output: () => string): Promise<Holder> {
  for (
    const deadline = performance.now() + READY_TIMEOUT_MS;
    performance.now() < deadline;
    await sleep(POLL_MS)
  ) {
    const holder = usedBy(dataDir);
    if (holder && output().includes('Lettercourse is ready: ')) return holder;
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended while starting:\n${output()}`);
  }
  child.kill('SIGTERM');
  throw new Error(`it was not ready in time:\n${output()}`);
}

/** @returns 0 for a part there is none of, such as the database of a test that gave its own */
function pidsOf({ pid, processes }: Holder): Record<Part, number> {
  const { web, worker, database } = processes;
  return { supervisor: pid, web: web?.pid ?? 0, worker: worker?.pid ?? 0, database: database?.pid ?? 0 };
}

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (chunk) => {
    text += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    text += chunk;
  });
  return () => text;
}

/** The test's environment without its settings: neither vitest's nor a developer's reach the application. */
function surroundings(): NodeJS.ProcessEnv {
  const ours = new Set([
    ...envNames(),
    'NODE_ENV',
    'VITEST',
    'TEST',
    'DEV',
    'PROD',
    'MODE',
    'BASE_URL',
    'SSR',
  ]);
  const kept = Object.entries(process.env).filter(([name]) => !ours.has(name) && !name.startsWith('VITEST_'));
  return { ...Object.fromEntries(kept), NODE_ENV: 'production' };
}
