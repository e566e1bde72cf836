import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from '#lib/server/lock.ts';
import { migrate } from '#lib/server/migrate.ts';
import { startPostgres } from '#lib/server/postgres.ts';
import { temporaryFolder } from './temporary-folder.ts';

export type OwnPostgres = {
  url: string;
  /** As a power cut would, then starts it again where it was: nobody finishes anything, what was committed is kept. */
  restartAtOnce(): Promise<void>;
  stop(): Promise<void>;
};

/** A database server of the test's own, which writes through to the disk, so that it may be killed. */
export async function startOwnPostgres(): Promise<OwnPostgres> {
  const dir = join(temporaryFolder(), 'postgres');
  const password = 'only for tests';
  let postgres = await startPostgres({ dir, password });
  await migrate(postgres.url);
  return {
    url: postgres.url,
    restartAtOnce: async () => {
      // https://www.postgresql.org/docs/18/server-shutdown.html: the immediate shutdown.
      process.kill(postgres.process.pid, 'SIGQUIT');
      while (isAlive(postgres.process)) await sleep(10);
      postgres = await startPostgres({ dir, password, port: postgres.port });
    },
    stop: () => postgres.stop(),
  };
}
