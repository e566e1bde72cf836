import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { usedBy } from '#lib/server/data-dir.ts';
import { anyFreePort } from '#lib/server/free-port.ts';
import { ROOT } from '#lib/server/root.mjs';

export type DemoApplication = {
  url: string;
  databaseUrl: string;
  /** Lets the local operator in, once. */
  deskUrl: string;
  /** So many people live another eight weeks. */
  bringCrowd(people: number): Promise<void>;
  stop(): Promise<void>;
};

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
    const { url, deskUrl } = await readyAt(app, say);
    await seed();
    const databaseUrl = usedBy(settings.DATA_DIR)?.databaseUrl;
    if (!databaseUrl) throw new Error('ready, but it does not say where its database is');
    return { url, databaseUrl, deskUrl, bringCrowd: (people) => seed('--crowd', String(people)), stop };
  } catch (error) {
    await stop();
    throw error;
  }

  async function seed(...args: string[]): Promise<void> {
    const [code] = await once(command('seed', settings, args), 'exit');
    if (code !== 0) throw new Error('the people of the demo did not come');
  }

  async function stop(): Promise<void> {
    if (app.exitCode === null) {
      app.kill('SIGINT');
      await once(app, 'exit');
    }
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function command(
  name: 'start' | 'seed',
  settings: Record<string, string>,
  args: readonly string[] = [],
): ChildProcess {
  return spawn(process.execPath, [join(ROOT, 'lib/server/start.mjs'), name, ...args], {
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

function readyAt(app: ChildProcess, say: (line: string) => void): Promise<{ url: string; deskUrl: string }> {
  return new Promise((resolve, reject) => {
    app.on('exit', () => reject(new Error('the application ended before it was ready')));
    if (!app.stdout) return reject(new Error('its output can’t be read'));
    let url = '';
    createInterface(app.stdout).on('line', (line) => {
      say(line);
      url = /^Lettercourse is ready: (\S+)/.exec(line)?.[1] ?? url;
      const deskUrl = /^ +Desk +(\S+)/.exec(line)?.[1];
      if (deskUrl !== undefined) resolve({ url, deskUrl });
    });
  });
}
