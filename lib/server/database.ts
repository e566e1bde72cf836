import { takeDataDir, usedBy } from './data-dir.ts';
import { startPostgres } from './postgres.ts';
import { readSecrets, type Secrets } from './secrets.ts';
import { givenSettings } from './settings.ts';

/**
 * `secrets` is null where the operator provides database and keys; `site` is where a running Lettercourse answers,
 * which need not be the port asked for.
 */
export type OpenDatabase = {
  url: string;
  secrets: Secrets | null;
  site?: string | undefined;
  close(): Promise<void>;
};

/**
 * The database a command is to work on: the one of DATABASE_URL; else the built-in one, which is started for the time if
 * Lettercourse isn't running.
 * @param what how the command is named to a `npm start` that finds the folder in use
 * @throws EnvError, StartError
 */
export async function openDatabaseFor(
  given: Readonly<Record<string, string | undefined>>,
  what: string,
): Promise<OpenDatabase> {
  const { DATA_DIR } = givenSettings(given);
  if (given.DATABASE_URL) {
    return { url: given.DATABASE_URL, secrets: null, close: async () => {} };
  }
  const running = usedBy(DATA_DIR);
  if (running?.databaseUrl) {
    const { databaseUrl: url, url: site } = running;
    return { url, site, secrets: readSecrets(DATA_DIR), close: async () => {} };
  }
  const dataDir = await takeDataDir(DATA_DIR, what);
  const secrets = readSecrets(dataDir.path);
  const postgres = await startPostgres({ dir: dataDir.postgres, password: secrets.POSTGRES_PASSWORD });
  return {
    url: postgres.url,
    secrets,
    close: async () => {
      await postgres.stop();
      dataDir.lock.release();
    },
  };
}
