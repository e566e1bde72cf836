import { setTimeout as sleep } from 'node:timers/promises';
import { type Postgres, type PostgresOptions, startPostgres } from './postgres.ts';

const LOOK_EVERY_MS = 1_000;

export type KeptDatabase = { url: string; current(): Postgres; stop(): Promise<void> };

/**
 * Starts the built-in database, and starts it again on the same port should it end on its own.
 * @param told say: a line for the person watching; changed: after every start
 */
export async function keepDatabase(
  options: PostgresOptions,
  told: { say(line: string): void; changed(): void },
): Promise<KeptDatabase> {
  let postgres = await startPostgres(options);
  const watching = new AbortController();
  const watched = watch();
  return { url: postgres.url, current: () => postgres, stop };

  async function watch(): Promise<void> {
    while (!watching.signal.aborted) {
      await sleep(LOOK_EVERY_MS, undefined, { signal: watching.signal }).catch(() => {});
      if (watching.signal.aborted || postgres.isRunning()) continue;
      told.say('The database ended unexpectedly. Starting it again.');
      await startPostgres({ ...options, port: postgres.port }).then(
        (again) => {
          postgres = again;
          told.changed();
        },
        (error: Error) => told.say(error.message),
      );
    }
  }

  async function stop(): Promise<void> {
    watching.abort();
    await watched;
    await postgres.stop();
  }
}
