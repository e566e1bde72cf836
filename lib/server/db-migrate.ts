import { openDatabaseFor } from './database.ts';
import { environment } from './environment.mjs';
import { migrate } from './migrate.ts';
import { orTellAndExit } from './tell-and-exit.ts';

// `npm run db:migrate`
await orTellAndExit(async () => {
  const database = await openDatabaseFor(environment(), 'npm run db:migrate');
  try {
    const { applied } = await migrate(database.url);
    console.log(
      applied.length > 0 ? `Applied ${applied.join(', ')}.` : 'Nothing to apply: the database is up to date.',
    );
  } finally {
    await database.close();
  }
});
