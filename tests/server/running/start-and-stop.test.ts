import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anyFreePort } from '#lib/server/free-port.ts';
import { knownProcess } from '#lib/server/lock.ts';
import { createDatabase, type TestDatabase } from '#tests/support/database.ts';
import { hasEnded, type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

describe('a start without any configuration', () => {
  let app: Lettercourse;
  const dataDir = temporaryFolder();
  beforeAll(async () => {
    app = await startLettercourse({ dataDir });
  });

  test('answers where it says it does', async () => {
    expect(app.output).toContain(`Lettercourse is ready: ${app.url}\n`);
    expect((await fetch(app.url)).status).toBe(200);
  });

  test.each(['announced', 'streamed'])(
    'refuses a body over 64 KB, %s, without an error of its own',
    async (how) => {
      const printed = app.output.length;
      const body = 'x'.repeat(65 * 1024);
      const streamed = { body: new Blob([body]).stream(), duplex: 'half' };
      const answer = await fetch(`${app.url}/api/subscribe`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        ...(how === 'streamed' ? streamed : { body }),
      });
      expect(answer.status).toBe(413);
      expect((await fetch(app.url)).status).toBe(200);
      expect(app.output.slice(printed)).not.toMatch(/error/i);
    },
  );

  test('refuses a second start in the same folder, naming the first', async () => {
    const second = startLettercourse({ dataDir });
    await expect(second).rejects.toThrow(`Lettercourse is already running in ${dataDir} at ${app.url}`);
    expect((await fetch(app.url)).status).toBe(200);
  });

  test('Ctrl-C ends everything it started and keeps the data', async () => {
    const started = Object.values(app.pids).map(knownProcess);
    expect(started).toHaveLength(4);
    const { exitCode } = await app.stop();
    expect(exitCode).toBe(0);
    for (const process of started) expect(await hasEnded(process, 1_000)).toBe(true);
    expect(existsSync(join(dataDir, 'postgres', 'PG_VERSION'))).toBe(true);
    expect(existsSync(join(dataDir, 'running.json'))).toBe(false);
  });
});

describe('a start with a database given', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createDatabase();
  });
  afterAll(() => database.drop());

  test('uses it, starts none of its own, and moves from a taken port to the next', async () => {
    const port = await anyFreePort();
    const neighbour = createServer().listen(port, '127.0.0.1');
    const app = await startLettercourse({ env: { DATABASE_URL: database.url, PORT: String(port) } });
    const moved = Number(new URL(app.url).port);
    expect(moved).toBeGreaterThan(port);
    expect(app.output).toContain(`Port ${port} is taken; using ${moved}.`);
    expect((await fetch(app.url)).status).toBe(200);
    expect(app.databaseUrl).toBe(database.url);
    expect(existsSync(join(app.dataDir, 'postgres'))).toBe(false);
    await app.stop();
    neighbour.close();
  });

  test('refuses one whose migrations are not these', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    await client.query(`UPDATE _prisma_migrations SET checksum = 'another'`);
    await client.end();
    const start = startLettercourse({ env: { DATABASE_URL: database.url } });
    await expect(start).rejects.toThrow(/changed after this database had applied them: 2/);
  });
});

describe('settings that can’t be used', () => {
  test('are listed all at once, before anything is made', async () => {
    const dataDir = join(temporaryFolder(), 'not-yet');
    const start = startLettercourse({ dataDir, env: { PORT: 'eighty', LOG_LEVEL: 'loud' } });
    await expect(start).rejects.toThrow(/PORT does not look right.*LOG_LEVEL does not look right/s);
    expect(existsSync(dataDir)).toBe(false);
  });

  test('the outbox is not shown to other machines', async () => {
    await expect(startLettercourse({ env: { HOST: '0.0.0.0' } })).rejects.toThrow(
      /HOST is 0\.0\.0\.0, but the outbox/,
    );
  });
});
