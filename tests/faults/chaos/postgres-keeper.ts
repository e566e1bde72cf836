import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { onStop } from '#lib/server/lifeline.mjs';
import { migrate } from '#lib/server/migrate.ts';
import { startPostgres } from '#lib/server/postgres.ts';

// A process that holds a durable database server and crashes it when told to. It puts everything away when it is told to
// stop, and as well when the run is killed and can't tell anybody anything.
const dir = mkdtempSync(join(tmpdir(), 'lettercourse-chaos-'));
const settings = { dir, password: 'only for tests' };
let running = startPostgres(settings);
let port = 0;

onStop(async () => {
  await running.then((postgres) => postgres.stop()).catch(() => {});
  for (const path of [dir, `${dir}.log`]) rmSync(path, { recursive: true, force: true });
  process.exit(0);
});
process.on('message', (message) => {
  if (message !== 'crash') return;
  running = running.then(async (postgres) => {
    // What `pg_ctl -m immediate` sends: every process of the server quits on the spot, and the next start is a recovery.
    process.kill(postgres.process.pid, 'SIGQUIT');
    while (postgres.isRunning()) await sleep(10);
    const next = await startPostgres({ ...settings, port });
    if (next.port !== port) {
      await next.stop();
      throw new Error('the database came back on another port');
    }
    process.send?.('back');
    return next;
  });
});
const { url, port: firstPort } = await running;
port = firstPort;
await migrate(url);
process.send?.({ url });
