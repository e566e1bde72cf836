import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import { afterAll } from 'vitest';
import type { Env } from '#lib/env.ts';
import type { Milestone } from '#lib/runtime.ts';

export type CrashPoint = Milestone | 'in flight';

export type WorkerProcess = {
  pid: number;
  kill(signal: NodeJS.Signals): void;
  /** Resolves when it has come to the place where it was to stand still. SIGCONT wakes it. */
  standsStill: Promise<void>;
  /** Resolves when the process has ended, with its exit code or the signal that ended it. */
  ended: Promise<number | NodeJS.Signals>;
  hasEnded(): boolean;
  /** What it has logged so far; nothing, unless the settings let it. */
  said(): string;
};

/** Where it kills itself or stands still, if anywhere, and how far its clock is off. */
export type Trouble = {
  dieAt?: CrashPoint;
  dieAfterMs?: number;
  standStillAt?: Milestone;
  clockOffByMs?: number;
};

const living = new Set<ChildProcess>();
afterAll(() => {
  for (const child of living) child.kill('SIGKILL');
});

/** Starts a worker process over the settings of a test's runtime, and waits until it works. None outlives its test file. */
export async function startWorkerProcess(env: Env, trouble: Trouble = {}): Promise<WorkerProcess> {
  const settings = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
  const path = { NODE_ENV: env.NODE_ENV, PATH: process.env.PATH };
  const { dieAt = '', dieAfterMs = 0, standStillAt = '', clockOffByMs = 0 } = trouble;
  const clock = clockOffByMs === 0 ? [] : ['--import', join(import.meta.dirname, 'shifted-clock.ts')];
  const child = fork(join(import.meta.dirname, 'worker-main.ts'), [], {
    execArgv: ['--import', 'tsx', ...clock],
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: {
      ...path,
      ...settings,
      CRASH_AT: dieAt,
      CRASH_AFTER_MS: String(dieAfterMs),
      STOP_AT: standStillAt,
      CLOCK_SHIFT_MS: String(clockOffByMs),
    },
  });
  let said = '';
  child.stdout?.on('data', (text) => {
    said += text;
  });
  living.add(child);
  const ended = new Promise<number | NodeJS.Signals>((resolve) =>
    child.on('exit', (code, signal) => {
      living.delete(child);
      resolve(signal ?? code ?? 0);
    }),
  );
  const hears = (word: string) =>
    new Promise<void>((resolve) => child.on('message', (message) => message === word && resolve()));
  const standsStill = hears('standing still');
  // A worker with something on its way may die or stop before it could say that it works.
  await Promise.race([hears('working'), standsStill, ended]);
  return {
    pid: child.pid ?? 0,
    kill: (signal) => {
      child.kill(signal);
    },
    standsStill,
    ended,
    hasEnded: () => !living.has(child),
    said: () => said,
  };
}
