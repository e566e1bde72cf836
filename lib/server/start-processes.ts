import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { keepChild } from './kept-child.ts';
import { ROOT } from './root.mjs';
import { watchSources } from './watch-sources.ts';

const WORKER_STOP_TIMEOUT_MS = 30_000;
const WEB_STOP_TIMEOUT_MS = 10_000;

/** Starts web and worker. `close` lets the worker finish what it is sending, then the web its requests. */
export function startProcesses(by: {
  env: Record<string, string>;
  development: boolean;
  say(line: string): void;
  changed(): void;
}) {
  const worker = keepChild('worker', () => launch(by.env, [...typescript(), 'lib/server/worker.ts']), by);
  const web = keepChild('web server', () => launch(by.env, ['lib/server/web.mjs']), by);
  const stopWatching = by.development ? watchSources(['lib', 'emails'], worker.restart) : () => {};
  return { web, worker, ready: Promise.all([web.ready, worker.ready]), close };

  async function close(hurry: AbortSignal): Promise<void> {
    stopWatching();
    const kill = () => {
      worker.kill();
      web.kill();
    };
    if (hurry.aborted) kill();
    hurry.addEventListener('abort', kill, { once: true });
    await worker.stop(WORKER_STOP_TIMEOUT_MS);
    await web.stop(WEB_STOP_TIMEOUT_MS);
  }
}

/**
 * In a process group of its own, so that the terminal's Ctrl-C reaches only the supervisor; with a channel, which closes
 * when the supervisor dies.
 */
function launch(env: Record<string, string>, args: string[]): ChildProcess {
  return spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, NODE_ENV: env.NODE_ENV === 'development' ? 'development' : 'production' },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    detached: process.platform !== 'win32',
  });
}

function typescript(): string[] {
  return ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href];
}
