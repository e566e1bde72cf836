import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { anyFreePort } from '#lib/server/free-port.ts';
import { ROOT } from '#lib/server/root.mjs';

export type DemoApplication = { url: string; stop(): Promise<void> };

/**
 * Starts the application in a new folder, with the demo cast in it: outside of the tests, for looking at it.
 * @param say told what the application prints, a line each
 * @throws when it ends before it is ready, or the cast does not come
 */
export async function startDemo(say: (line: string) => void): Promise<DemoApplication> {
  const dataDir = mkdtempSync(join(tmpdir(), 'lettercourse-'));
  chmodSync(dataDir, 0o755); // started by root, the database runs as a user of its own
  const settings = { DATA_DIR: join(dataDir, 'data'), PORT: String(await anyFreePort()) };
  const app = command('start', settings);
  try {
    const url = await readyAt(app, say);
    const [code] = await once(command('seed', settings), 'exit');
    if (code !== 0) throw new Error('the cast did not come');
    return { url, stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function stop(): Promise<void> {
    if (app.exitCode === null) {
      app.kill('SIGINT');
      await once(app, 'exit');
    }
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function command(name: 'start' | 'seed', settings: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'lib/server/start.mjs'), name], {
    env: {
      ...process.env,
      ...settings,
      NODE_ENV: 'production',
      MAIL_TRANSPORT: 'outbox',
      APP_URL: '',
      DATABASE_URL: '',
      LOG_LEVEL: 'warn',
    },
    stdio: ['ignore', name === 'start' ? 'pipe' : 'ignore', 'inherit', 'ipc'],
  });
}

function readyAt(app: ChildProcess, say: (line: string) => void): Promise<string> {
  return new Promise((resolve, reject) => {
    app.on('exit', () => reject(new Error('the application ended before it was ready')));
    if (!app.stdout) return reject(new Error('its output can’t be read'));
    createInterface(app.stdout).on('line', (line) => {
      say(line);
      const url = /^Lettercourse is ready: (\S+)/.exec(line)?.[1];
      if (url !== undefined) resolve(url);
    });
  });
}
