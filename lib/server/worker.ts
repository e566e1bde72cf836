import { parseEnv } from '#lib/env.ts';
import { startWorker } from '#lib/work/worker.ts';
import { environment } from './environment.mjs';
import { announceReady, onStop } from './lifeline.mjs';
import { requireMigrations } from './require-migrations.ts';
import { orTellAndExit } from './tell-and-exit.ts';

const STOP_TIMEOUT_MS = 25_000;

// The worker process. Told to stop, it finishes what is being sent; it never outlives its parent for long.
const starting = orTellAndExit(async () => {
  await requireMigrations(parseEnv(environment()).DATABASE_URL);
  return startWorker();
});
onStop(async () => {
  setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
  const worker = await starting;
  await worker.stop();
  process.exit(0);
});
await starting;
announceReady();
