import { migrationState } from './migrate.ts';
import { StartError } from './start-error.ts';

/**
 * For processes that use a database without being the one to change it.
 * @throws StartError naming what has not been applied
 */
export async function requireMigrations(url: string): Promise<void> {
  const { pending } = await migrationState(url);
  if (pending.length === 0) return;
  throw new StartError(
    `The database lacks ${pending.join(', ')}. Run "npm run db:migrate" once, then start again.`,
  );
}
