import { fork } from 'node:child_process';
import { join } from 'node:path';
import { z } from 'zod';

export type ChaosDatabase = {
  url: string;
  /** An immediate shutdown and a start on the same port. Resolves when it is back. */
  crash(): Promise<void>;
  close(): Promise<void>;
};

/** A migrated database that writes through to the disk, kept by a process of its own. */
export async function startDatabase(): Promise<ChaosDatabase> {
  const keeper = fork(join(import.meta.dirname, 'postgres-keeper.ts'), { execArgv: ['--import', 'tsx'] });
  const gone = new Promise<never>((_, reject) => {
    keeper.once('exit', (code) => reject(new Error(`the database's keeper has ended (exit code ${code})`)));
  });
  gone.catch(() => {});
  const answer = () => Promise.race([new Promise((resolve) => keeper.once('message', resolve)), gone]);
  const { url } = z.object({ url: z.string() }).parse(await answer());
  return {
    url,
    crash: async () => {
      keeper.send('crash');
      await answer();
    },
    close: async () => {
      if (keeper.connected) keeper.disconnect();
      await gone.catch(() => {});
    },
  };
}
