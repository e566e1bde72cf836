import { type Env, isLoopback } from '#lib/env.ts';
import { buildIfNeeded } from './build.ts';
import { type DataDir, takeDataDir } from './data-dir.ts';
import { environment } from './environment.mjs';
import { firstLink } from './first-link.ts';
import { nextFreePort } from './free-port.ts';
import { keepDatabase } from './kept-database.ts';
import { knownProcess } from './lock.ts';
import { migrate } from './migrate.ts';
import { readSecrets } from './secrets.ts';
import { completeEnvironment, givenSettings } from './settings.ts';
import { StartError } from './start-error.ts';
import { startProcesses } from './start-processes.ts';

export type Start = {
  development: boolean;
  /** A line for the person watching. */
  say(line: string): void;
  /** Gives up between two steps. */
  signal: AbortSignal;
  /** Takes what undoes a step; to be called last first. A closer is given a signal that asks it to hurry. */
  closeLater(closer: (hurry: AbortSignal) => Promise<void>): void;
};

/**
 * Database, migrations, pages, web and worker, in this order.
 * @throws EnvError, StartError with what a person can do; the reason of `signal` when given up
 */
export async function startEverything({ development, say, signal, closeLater }: Start): Promise<void> {
  const given: Record<string, string | undefined> = {
    ...environment(),
    NODE_ENV: development ? 'development' : 'production',
  };
  const settings = givenSettings(given);

  const dataDir = await takeDataDir(settings.DATA_DIR, development ? 'npm run dev' : 'npm start');
  closeLater(async () => dataDir.lock.release());
  const secrets = readSecrets(dataDir.path);
  const running: Running = { url: undefined, databaseUrl: undefined, pids: {} };
  const changed = () => describe(dataDir, running);

  const databaseUrl = given.DATABASE_URL || (await startDatabase());
  running.databaseUrl = databaseUrl;
  signal.throwIfAborted();

  const { applied, unknown } = await migrate(databaseUrl);
  if (applied.length > 0) say(`Applied ${applied.length} migration${applied.length === 1 ? '' : 's'}.`);
  if (unknown.length > 0) say(`A newer Lettercourse has used this database: ${unknown.join(', ')}.`);
  signal.throwIfAborted();

  if (!development) await buildIfNeeded(say, signal);
  signal.throwIfAborted();

  const port = await nextFreePort(settings.PORT, settings.HOST);
  if (port === null)
    throw new StartError(`No port from ${settings.PORT} upwards is free. Set PORT to another one.`);
  if (port !== settings.PORT) say(`Port ${settings.PORT} is taken; using ${port}.`);
  const env = completeEnvironment(given, { databaseUrl, port, secrets });
  running.url = isLoopback(settings.HOST) ? `http://localhost:${port}` : `http://${settings.HOST}:${port}`;

  const processes = startProcesses({ env, development, say, changed });
  running.pids.web = processes.web.pid;
  running.pids.worker = processes.worker.pid;
  closeLater(processes.close);
  changed();
  await Promise.race([processes.ready, rejectWhen(signal)]);
  const site = (given.APP_URL || running.url).replace(/\/+$/, '');
  const { MAIL_TRANSPORT, OPERATOR_EMAILS } = settings;
  const unnamed = MAIL_TRANSPORT === 'outbox' && OPERATOR_EMAILS === undefined;
  say(welcome(site, settings, unnamed ? await firstLink(env, site) : null));

  async function startDatabase(): Promise<string> {
    say('Starting the database …');
    const options = { dir: dataDir.postgres, password: secrets.POSTGRES_PASSWORD };
    const database = await keepDatabase(options, { say, changed });
    if (database.current().found)
      say('Found the database of an earlier start still running; going on with it.');
    closeLater(database.stop);
    running.pids.database = () => database.current().process.pid;
    return database.url;
  }
}

type Running = {
  url: string | undefined;
  databaseUrl: string | undefined;
  pids: Record<string, () => number | undefined>;
};

/** Leaves a note for the next start, for other commands, and for tests. */
function describe({ lock }: DataDir, { url, databaseUrl, pids }: Running): void {
  const known = Object.entries(pids).map(([name, pid]) => [name, knownProcess(pid() ?? 0)]);
  lock.describe({ url, databaseUrl, processes: Object.fromEntries(known) });
}

function rejectWhen(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason);
    else signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}

function welcome(url: string, { MAIL_TRANSPORT, DATA_DIR }: Env, deskLink: string | null): string {
  const outbox = `  Outbox      ${url}/outbox   every mail it sends, and a clock that lets days pass`;
  return [
    '',
    `Lettercourse is ready: ${url}`,
    `  Courses     ${url}/courses`,
    ...(MAIL_TRANSPORT === 'outbox' ? [outbox] : []),
    deskLink === null
      ? `  Desk        ${url}/desk   for operators`
      : `  Desk        ${deskLink}   for you, the operator; works once, for an hour`,
    `  Stop        Ctrl-C; everything is kept in ${DATA_DIR}`,
    '',
  ].join('\n');
}
