import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Holder, holderOf, isAlive, type Lock, takeLock } from './lock.ts';
import { StartError } from './start-error.ts';

const LEAVE_TIMEOUT_MS = 10_000;
const POLL_MS = 50;

/** Everything one installation keeps: its keys, its database, and who is using them now. */
export type DataDir = { path: string; postgres: string; lock: Lock };

/**
 * Takes DATA_DIR for this process alone. Of an earlier one that was killed, what it started is waited for, then ended.
 * @param what how this process is named to another that wants the folder
 * @throws StartError when another process has it
 */
export async function takeDataDir(dataDir: string, what: string): Promise<DataDir> {
  const path = resolve(dataDir);
  mkdirSync(path, { recursive: true });
  const taken = takeLock(lockFile(path), what);
  if (!taken.ok) throw new StartError(inUse(path, taken.holder));
  await Promise.all(
    Object.entries(taken.lock.leftBy?.processes ?? {}).map(([name, known]) => letGo(name, known)),
  );
  return { path, postgres: join(path, 'postgres'), lock: taken.lock };
}

/** Who uses DATA_DIR now, or null. */
export function usedBy(dataDir: string): Holder | null {
  return holderOf(lockFile(resolve(dataDir)));
}

function lockFile(path: string): string {
  return join(path, 'running.json');
}

/** Web and worker end by themselves once their parent is gone. The database is left: the next start goes on with it. */
async function letGo(name: string, known: { pid: number; born: string }): Promise<void> {
  if (name === 'database') return;
  for (const deadline = performance.now() + LEAVE_TIMEOUT_MS; isAlive(known); await sleep(POLL_MS)) {
    if (performance.now() < deadline) continue;
    process.kill(known.pid, 'SIGKILL');
    return;
  }
}

function inUse(path: string, { pid, what, url }: Holder): string {
  const where = url ? ` at ${url}` : '';
  return (
    `Lettercourse is already running in ${path}${where} (${what}, process ${pid}). ` +
    'Stop that one first, or set DATA_DIR to another folder.'
  );
}
