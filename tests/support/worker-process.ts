import { fork } from 'node:child_process';
import { join } from 'node:path';
import type { Env } from '#lib/env.ts';
import type { Milestone } from '#lib/runtime.ts';

export type CrashPoint = Milestone | 'in flight';

export type WorkerProcess = {
  kill(signal: NodeJS.Signals): void;
  /** Resolves when the process has ended, with the signal that ended it. */
  ended: Promise<NodeJS.Signals | null>;
};

/**
 * Starts a worker process over the settings of a test's runtime, and waits until it works.
 * @param crash where it kills itself, if anywhere
 */
export async function startWorkerProcess(
  env: Env,
  crash?: { at: CrashPoint; afterMs?: number },
): Promise<WorkerProcess> {
  const settings = Object.fromEntries(Object.entries(env).map(([name, value]) => [name, String(value)]));
  const path = { NODE_ENV: env.NODE_ENV, PATH: process.env.PATH };
  const doom = crash ? { CRASH_AT: crash.at, CRASH_AFTER_MS: String(crash.afterMs ?? 0) } : {};
  const child = fork(join(import.meta.dirname, 'worker-main.ts'), [], {
    execArgv: ['--import', 'tsx'],
    env: { ...path, ...settings, ...doom },
  });
  const ended = new Promise<NodeJS.Signals | null>((resolve) =>
    child.on('exit', (_code, signal) => resolve(signal)),
  );
  // A worker with nothing but "planned" on its way may die before it could say that it works.
  await Promise.race([new Promise((resolve) => child.on('message', resolve)), ended]);
  return {
    kill: (signal) => {
      child.kill(signal);
    },
    ended,
  };
}
