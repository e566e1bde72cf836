import type { ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 30_000;
/** Having run this long, it counts as healthy again. */
const HEALTHY_AFTER_MS = 60_000;

export type KeptChild = {
  /** Resolves at its first "ready"; rejects when it ends before that. */
  ready: Promise<void>;
  pid(): number | undefined;
  /** Asks it to finish and end; kills it after `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
  /** Ends it now. What it was doing is left to whoever starts next. */
  kill(): void;
  /** Asks it to finish, and starts it anew. */
  restart(): void;
};

/**
 * Starts a child that says "ready" over its channel, and starts it again, ever more slowly, whenever it ends on its own.
 * @param name how it is called in what is told
 * @param launch spawns it, with a channel
 * @param told say: a line for the person watching; changed: after every start
 */
export function keepChild(
  name: string,
  launch: () => ChildProcess,
  told: { say(line: string): void; changed(): void },
): KeptChild {
  const child = { now: launch(), startedAtMs: performance.now() };
  let state: 'starting' | 'kept' | 'restarting' | 'stopping' = 'starting';
  let pauseMs = FIRST_PAUSE_MS;
  let pause = new AbortController();

  const ready = new Promise<void>((resolve, reject) => follow(resolve, reject));
  return { ready, pid: () => child.now.pid, stop, kill: () => child.now.kill('SIGKILL'), restart };

  function follow(resolve: () => void, reject: (reason: Error) => void): void {
    told.changed();
    child.now.on('message', (message) => {
      if (message !== 'ready' || state !== 'starting') return;
      state = 'kept';
      resolve();
    });
    const ended = (how: string) => {
      if (state === 'starting') reject(new Error(`The ${name} ended while starting (${how}).`));
      else void startAgain(how, () => follow(resolve, reject));
    };
    child.now.on('exit', (code, signal) => ended(signal ?? `exit code ${code}`));
    child.now.on('error', (error) => child.now.pid === undefined && ended(error.message));
  }

  async function startAgain(how: string, then: () => void): Promise<void> {
    if (state === 'kept') await waitAfter(how);
    if (state === 'stopping') return;
    state = 'kept';
    child.now = launch();
    child.startedAtMs = performance.now();
    then();
  }

  async function waitAfter(how: string): Promise<void> {
    if (performance.now() - child.startedAtMs > HEALTHY_AFTER_MS) pauseMs = FIRST_PAUSE_MS;
    told.say(`The ${name} ended unexpectedly (${how}). Starting it again in ${pauseMs / 1000} s.`);
    pause = new AbortController();
    const waited = sleep(pauseMs, undefined, { signal: pause.signal });
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
    await waited.catch(() => {}); // cut short by stop or restart
  }

  async function stop(timeoutMs: number): Promise<void> {
    state = 'stopping';
    pause.abort();
    if (hasEnded()) return;
    const gone = new Promise((resolve) => child.now.once('exit', resolve));
    ask();
    const cut = setTimeout(() => child.now.kill('SIGKILL'), timeoutMs);
    await gone;
    clearTimeout(cut);
  }

  function restart(): void {
    if (state !== 'kept') return;
    if (hasEnded()) {
      pause.abort();
      return;
    }
    state = 'restarting';
    ask();
  }

  function hasEnded(): boolean {
    return child.now.pid === undefined || child.now.exitCode !== null || child.now.signalCode !== null;
  }

  function ask(): void {
    if (child.now.connected) child.now.send('stop', () => {});
    else child.now.kill('SIGTERM');
  }
}
