import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { type KnownProcess, knownProcess } from '#lib/server/lock.ts';
import { hasEnded, type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const dataDir = temporaryFolder();
let app: Lettercourse | undefined;
afterAll(() => app?.stop());

test('killed at once, it takes web and worker along, and the next start goes on with its database', async () => {
  app = await startLettercourse({ dataDir });
  await query(app, 'CREATE TABLE kept AS SELECT 1 AS round');
  const { web, worker, database } = app.pids;
  const children = [web, worker].map(knownProcess);
  app.kill('SIGKILL');
  for (const child of children) expect(await hasEnded(child, 10_000)).toBe(true);

  app = await startLettercourse({ dataDir });
  expect(app.output).toContain('Found the database of an earlier start still running');
  expect(app.pids.database).toBe(database);
  expect(await query(app, 'SELECT round FROM kept')).toEqual([{ round: 1 }]);
});

test('a machine that loses power leaves a database the next start can use', async () => {
  if (!app) throw new Error('the test before starts it');
  await query(app, 'INSERT INTO kept VALUES (2)');
  const { supervisor, web, worker, database } = app.pids;
  for (const pid of [supervisor, web, worker, database]) process.kill(pid, 'SIGKILL');

  app = await startLettercourse({ dataDir });
  expect(app.pids.database).not.toBe(database);
  expect(await query(app, 'SELECT round FROM kept ORDER BY round')).toEqual([{ round: 1 }, { round: 2 }]);
});

test('a part that dies is said to have died, and comes back', async () => {
  for (const [part, name] of [
    ['worker', 'worker'],
    ['web', 'web server'],
    ['database', 'database'],
  ] as const) {
    if (!app) throw new Error('the test before starts it');
    const before = app.pids[part];
    app.kill('SIGKILL', part);
    await until(() => app?.output.includes(`The ${name} ended unexpectedly`) ?? false);
    await until(() => app?.pids[part] !== before);
  }
  await until(async () => (await status(app)) === 200);
});

test('after a database found running, Ctrl-C still ends everything', async () => {
  app?.kill('SIGKILL');
  app = await startLettercourse({ dataDir });
  expect(app.output).toContain('Found the database of an earlier start still running');
  const started: KnownProcess[] = Object.values(app.pids).map(knownProcess);
  await app.stop();
  for (const process of started) expect(await hasEnded(process, 1_000)).toBe(true);
  app = undefined;
});

async function query({ databaseUrl }: Lettercourse, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

async function status(running: Lettercourse | undefined): Promise<number> {
  return running ? (await fetch(running.url).catch(() => ({ status: 0 }))).status : 0;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (const deadline = performance.now() + 30_000; !(await holds()); await sleep(100)) {
    if (performance.now() > deadline) throw new Error(`it never came to that: ${holds}\n${app?.output}`);
  }
}
