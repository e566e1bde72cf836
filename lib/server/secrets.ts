import { randomBytes } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { StartError } from './start-error.ts';

const secretsSchema = z.object({
  TOKEN_KEYS: z.string(),
  SUPPRESSION_KEY: z.string(),
  CRON_SECRET: z.string(),
  POSTGRES_PASSWORD: z.string(),
});
export type Secrets = z.infer<typeof secretsSchema>;

/**
 * The keys this installation made for itself the first time it ran.
 * @param dataDir where secrets.json lies; written there once, readable by its owner only
 * @throws StartError when the file is damaged, or missing although there is a database that depends on it
 */
export function readSecrets(dataDir: string): Secrets {
  const file = join(dataDir, 'secrets.json');
  if (!existsSync(file)) {
    if (existsSync(join(dataDir, 'postgres', 'PG_VERSION'))) throw new StartError(lost(file, dataDir));
    return write(file, generate());
  }
  try {
    return secretsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    throw new StartError(`${file} can't be read as it is. ${lost(file, dataDir)}`);
  }
}

/**
 * Replaces the keys that sign links, if they are the ones this installation made for itself.
 * @param before those that are used now
 * @returns false when they come from elsewhere, and then nothing is written
 */
export function replaceTokenKeys(dataDir: string, before: string, after: string): boolean {
  if (!existsSync(join(dataDir, 'secrets.json'))) return false;
  const secrets = readSecrets(dataDir);
  if (secrets.TOKEN_KEYS !== before) return false;
  write(join(dataDir, 'secrets.json'), { ...secrets, TOKEN_KEYS: after });
  return true;
}

function generate(): Secrets {
  const key = () => randomBytes(32).toString('base64url');
  return { TOKEN_KEYS: `k1:${key()}`, SUPPRESSION_KEY: key(), CRON_SECRET: key(), POSTGRES_PASSWORD: key() };
}

/** On the disk before anything is made with these keys: the database's password is one of them. */
function write(file: string, secrets: Secrets): Secrets {
  const draft = openSync(`${file}.new`, 'w', 0o600);
  writeSync(draft, `${JSON.stringify(secrets, null, 2)}\n`);
  fsyncSync(draft);
  closeSync(draft);
  renameSync(`${file}.new`, file);
  return secrets;
}

function lost(file: string, dataDir: string): string {
  return (
    `The database in ${dataDir} needs the keys of ${file}: its password, and the keys that signed the links in every mail sent so far. ` +
    `Put the file back from a backup, or delete ${dataDir} to begin again with nothing.`
  );
}
