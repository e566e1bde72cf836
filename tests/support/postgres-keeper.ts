import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onStop } from '#lib/server/lifeline.mjs';
import { migrate } from '#lib/server/migrate.ts';
import { startPostgres } from '#lib/server/postgres.ts';

// A process that holds one migrated, forgetful database server for a test run. It puts everything away when it is told to
// stop, and as well when the run is killed and can't tell anybody anything.
const folder = mkdtempSync(join(tmpdir(), 'lettercourse-postgres-'));
const starting = startPostgres({ dir: folder, password: 'only for tests', volatile: true });
onStop(async () => {
  await starting.then((postgres) => postgres.stop()).catch(() => {});
  rmSync(folder, { recursive: true, force: true });
  rmSync(`${folder}.log`, { force: true });
  process.exit(0);
});
const { url } = await starting;
await migrate(url);
process.send?.({ url });
