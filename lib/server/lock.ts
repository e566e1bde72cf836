import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { birthOf } from './process-birth.ts';

const processSchema = z.object({ pid: z.number().int(), born: z.string() });
export type KnownProcess = z.infer<typeof processSchema>;

const holderSchema = processSchema.extend({
  what: z.string(),
  url: z.string().optional(),
  databaseUrl: z.string().optional(),
  processes: z.record(z.string(), processSchema).default({}),
});
/** Who holds a folder: the process, what it is, and, once known, where it listens and which processes it started. */
export type Holder = z.infer<typeof holderSchema>;

export type Lock = {
  /** What an earlier holder left behind when it died without letting go. */
  leftBy: Holder | null;
  describe(details: Pick<Holder, 'url' | 'databaseUrl' | 'processes'>): void;
  release(): void;
};

/**
 * Takes a lock file for this process. A file whose process is dead is taken over.
 * @param path the lock file; its folder must exist
 * @param what how the holder is named to others
 */
export function takeLock(
  path: string,
  what: string,
): { ok: true; lock: Lock } | { ok: false; holder: Holder } {
  const mine: Holder = { ...knownProcess(process.pid), what, processes: {} };
  const leftBy = readHolder(path);
  if (leftBy && isAlive(leftBy)) return { ok: false, holder: leftBy };
  clearStale(path, leftBy);

  const draft = write(`${path}.${process.pid}`, mine);
  try {
    linkSync(draft, path); // of two who get here at once, one finds the file there already
  } catch {
    const holder = readHolder(path);
    return { ok: false, holder: holder ?? mine };
  } finally {
    rmSync(draft, { force: true });
  }
  return {
    ok: true,
    lock: {
      leftBy,
      describe: (details) => renameSync(write(`${path}.${process.pid}`, { ...mine, ...details }), path),
      release: () => rmSync(path, { force: true }),
    },
  };
}

/** The living holder of a lock file, or null. */
export function holderOf(path: string): Holder | null {
  const holder = readHolder(path);
  return holder && isAlive(holder) ? holder : null;
}

export function isAlive(known: KnownProcess): boolean {
  return birthOf(known.pid) === known.born;
}

/** A process to be recognised later, even if its number has been given to another by then. */
export function knownProcess(pid: number): KnownProcess {
  return { pid, born: birthOf(pid) ?? 'dead' };
}

/** Moves a dead holder's file away; puts it back if a quicker starter's file was moved instead. */
function clearStale(path: string, stale: Holder | null): void {
  const aside = `${path}.stale.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    return; // there was none
  }
  const moved = readHolder(aside);
  if (moved && moved.pid !== stale?.pid && isAlive(moved)) linkSync(aside, path);
  rmSync(aside, { force: true });
}

/** Null for a missing file, and for one that a crash of the machine left half-written. */
function readHolder(path: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return null;
  }
}

/** Mode 0600: it may hold the database's password. */
function write(path: string, holder: Holder): string {
  writeFileSync(path, `${JSON.stringify(holder, null, 2)}\n`, { mode: 0o600 });
  return path;
}
