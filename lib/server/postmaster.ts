import { execFile } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { isAlive, type KnownProcess, knownProcess } from './lock.ts';
import { runsWith } from './process-birth.ts';

const STOP_TIMEOUT_MS = 20_000;
const ABORT_TIMEOUT_MS = 5_000;
const POLL_MS = 20;

/** The server process of a data folder, as it describes itself in postmaster.pid. */
export type Postmaster = { process: KnownProcess; port: number; ready: boolean };

/**
 * The living server of this data folder, or null. A file left by one that died is left where it is: PostgreSQL deals with
 * it, except when its number now belongs to a stranger; then the file is removed, because PostgreSQL would refuse to start.
 */
export function findPostmaster(dir: string): Postmaster | null {
  const postmaster = readPostmaster(dir);
  if (!postmaster || !isAlive(postmaster.process)) return null;
  if (runsWith(postmaster.process.pid, dir)) return postmaster;
  rmSync(join(dir, 'postmaster.pid'), { force: true });
  return null;
}

/** Waits until it accepts connections. @returns null when it ended instead or `timeoutMs` passed */
export async function untilReady(dir: string, pid: number, timeoutMs: number): Promise<Postmaster | null> {
  const server = knownProcess(pid);
  for (const deadline = performance.now() + timeoutMs; performance.now() < deadline; await sleep(POLL_MS)) {
    const postmaster = readPostmaster(dir);
    if (postmaster?.process.pid === pid && postmaster.ready) return postmaster;
    if (!isAlive(server)) return null;
  }
  return null;
}

/** Stops a server: connections are closed, everything committed is kept. Bounded in time; harder when it doesn't obey. */
export async function stopPostmaster(dir: string, server: KnownProcess, pgCtl: string): Promise<void> {
  if (process.platform === 'win32') {
    await promisify(execFile)(pgCtl, ['stop', '-D', dir, '-m', 'fast']).catch(() => {});
    return;
  }
  // https://www.postgresql.org/docs/18/server-shutdown.html: SIGINT is the fast shutdown, SIGQUIT the immediate one
  for (const [signal, timeoutMs] of [
    ['SIGINT', STOP_TIMEOUT_MS],
    ['SIGQUIT', ABORT_TIMEOUT_MS],
  ] as const) {
    if (!isAlive(server)) return;
    process.kill(server.pid, signal);
    for (const deadline = performance.now() + timeoutMs; performance.now() < deadline; await sleep(POLL_MS)) {
      if (!isAlive(server)) return;
    }
  }
}

/** Lines of postmaster.pid: 1 process, 2 folder, 3 start, 4 port, …, 8 "ready", "starting", … (miscadmin.h, LOCK_FILE_LINE_*) */
function readPostmaster(dir: string): Postmaster | null {
  try {
    const lines = readFileSync(join(dir, 'postmaster.pid'), 'utf8').split('\n');
    const [pid, port] = [Number(lines[0]), Number(lines[3])];
    if (!Number.isInteger(pid) || pid <= 0) return null;
    return { process: knownProcess(pid), port, ready: lines[7]?.trim() === 'ready' };
  } catch {
    return null;
  }
}
