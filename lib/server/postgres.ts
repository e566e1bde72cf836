import { spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { anyFreePort } from './free-port.ts';
import { isAlive, type KnownProcess } from './lock.ts';
import { type PostgresAccount, postgresAccount } from './postgres-account.ts';
import { ensureCluster } from './postgres-cluster.ts';
import { ensureDatabase } from './postgres-database.ts';
import { type PostgresPrograms, postgresPrograms } from './postgres-programs.ts';
import { findPostmaster, type Postmaster, stopPostmaster, untilReady } from './postmaster.ts';
import { StartError } from './start-error.ts';

/** Replaying what a crash left can take a while; a healthy start takes a tenth of a second. */
const READY_TIMEOUT_MS = 120_000;
const TRIES = 20;
const RETRY_AFTER_MS = 250;

export type PostgresOptions = {
  /** Where the server keeps its files; its log lies beside it. */
  dir: string;
  password: string;
  database?: string;
  /** Port to ask for first, so that others find a restarted server where it was. */
  port?: number;
  /** For tests: faster, but a crash of the machine may lose or damage the data. */
  volatile?: boolean;
};

export type Postgres = {
  /** With the password; user postgres. */
  url: string;
  port: number;
  process: KnownProcess;
  /** It had been left running by an earlier start. */
  found: boolean;
  isRunning(): boolean;
  stop(): Promise<void>;
};

/**
 * Starts the built-in PostgreSQL, or picks up the one that an earlier start left running. Listens on 127.0.0.1 only, speaks UTC.
 * @throws StartError when it doesn't start, with the end of its log
 */
export async function startPostgres(options: PostgresOptions): Promise<Postgres> {
  const { password, database = 'lettercourse', volatile = false } = options;
  const dir = resolve(options.dir);
  const programs = postgresPrograms();
  const account = postgresAccount(dir, programs.postgres);
  await ensureCluster(dir, { initdb: programs.initdb, account, password, volatile });

  const found = await findRunning(dir);
  const { port, process } = found ?? (await launch(dir, { programs, account, volatile, port: options.port }));
  const url = `postgresql://postgres:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
  await ensureDatabase(url);
  return {
    url,
    port,
    process,
    found: found !== null,
    isRunning: () => isAlive(process),
    stop: () => stopPostmaster(dir, process, programs.pgCtl),
  };
}

/** One that is just starting or stopping is waited for. */
async function findRunning(dir: string): Promise<Postmaster | null> {
  const postmaster = findPostmaster(dir);
  return postmaster && untilReady(dir, postmaster.process.pid, READY_TIMEOUT_MS);
}

type Launch = {
  programs: PostgresPrograms;
  account: PostgresAccount;
  volatile: boolean;
  port: number | undefined;
};

async function launch(dir: string, by: Launch): Promise<Postmaster> {
  const log = `${dir}.log`;
  for (let attempt = 1; ; attempt++) {
    const port = attempt === 1 && by.port ? by.port : await anyFreePort();
    const started = await untilReady(dir, spawnServer(dir, log, port, by), READY_TIMEOUT_MS);
    if (started) return started;
    const said = readFileSync(log, 'utf8');
    // Both pass: a port that was taken a moment ago, and children of a killed server that have not noticed yet.
    const passing = /could not bind|shared memory block .* still in use|lock file .* already exists/.test(
      said,
    );
    if (!passing || attempt === TRIES) {
      throw new StartError(`The database did not start. The end of ${log}:\n${said.slice(-2000)}`);
    }
    await sleep(RETRY_AFTER_MS);
  }
}

/**
 * In a process group of its own: the terminal's Ctrl-C must not reach it before the sender has finished. Its log is a
 * file, which outlives us; a pipe would not.
 */
function spawnServer(
  dir: string,
  log: string,
  port: number,
  { programs, account, volatile }: Launch,
): number {
  const set = (settings: Record<string, string>) =>
    Object.entries(settings).flatMap(([k, v]) => ['-c', `${k}=${v}`]);
  const [program, args] = account.command(programs.postgres, [
    ...['-D', dir, '-p', String(port)],
    ...set({ listen_addresses: '127.0.0.1', unix_socket_directories: '', max_connections: '200' }),
    ...set({ TimeZone: 'UTC', log_timezone: 'UTC' }),
    ...(volatile ? set({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }) : []),
  ]);
  const output = openSync(log, 'w', 0o600);
  const child = spawn(program, args, {
    ...account.options,
    cwd: dir,
    detached: true,
    stdio: ['ignore', output, output],
  });
  child.on('error', () => {}); // seen as a process that is not there
  child.unref();
  closeSync(output);
  return child.pid ?? 0;
}
