import { spawn } from 'node:child_process';
import { openDatabaseFor } from './database.ts';
import { environment } from './environment.mjs';
import { migrate } from './migrate.ts';
import { requireMigrations } from './require-migrations.ts';
import { ROOT } from './root.mjs';
import { completeEnvironment, givenSettings } from './settings.ts';
import { StartError } from './start-error.ts';
import { orTellAndExit } from './tell-and-exit.ts';

// Runs a TypeScript file with the database and the keys at hand: `with-database.ts prisma/seed.ts …`. With `--as-it-is`
// before the file, a database that lacks migrations is not changed, and the file not run.
process.on('SIGINT', () => {}); // the terminal's Ctrl-C ends the file; we stay to put the database to rest
process.exitCode = await orTellAndExit(async () => {
  const words = process.argv.slice(2);
  const asItIs = words[0] === '--as-it-is';
  const [file, ...args] = asItIs ? words.slice(1) : words;
  if (!file) throw new StartError('Which file shall be run?');
  const given: Record<string, string | undefined> = { ...environment(), NODE_ENV: 'development' };
  const database = await openDatabaseFor(given, file);
  try {
    await (asItIs ? requireMigrations(database.url) : migrate(database.url));
    const { PORT } = givenSettings(given);
    const here = given.APP_URL || database.site;
    const env = completeEnvironment(here ? { ...given, APP_URL: here } : given, {
      databaseUrl: database.url,
      port: PORT,
      secrets: database.secrets,
    });
    return await runToEnd([...process.execArgv, file, ...args], env);
  } finally {
    await database.close();
  }
});

/** @returns the exit code */
function runToEnd(args: string[], env: Record<string, string>): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...env, NODE_ENV: 'development' },
    stdio: 'inherit',
  });
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
}
