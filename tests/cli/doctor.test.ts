import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { doctor } from '#lib/cli/doctor.ts';
import { lettercourse as run } from '#tests/support/command-line.ts';
import { createDatabase, createEmptyDatabase, type TestDatabase } from '#tests/support/database.ts';
import { learning } from '#tests/support/learner.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';

let runtime: TestRuntime;
let databases: TestDatabase[] = [];
beforeAll(async () => {
  runtime = await openRuntime();
  await learning(runtime, 'ada');
});
afterEach(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  databases = [];
});
afterAll(() => runtime.close());

test('when all is well it says so of each invariant, and what it can’t see, and ends with 0', async () => {
  const { lines, code } = await doctor(runtime, []);
  expect(code).toBe(0);
  for (let number = 1; number <= 16; number++)
    expect(lines.filter((line) => new RegExp(`^I${number} .*: fine`).test(line))).toHaveLength(1);
  expect(lines).toContain('I2 none lost: fine');
  expect(lines.join('\n')).toContain('I16 no secrets: fine (not seen: logs)');
  expect(lines).toContain('unknown deliveries: 0');
  expect(lines).toContain('nothing due is waiting');
  expect(lines).toContain('  done: A course is published. 2 courses.');
  expect(lines.at(-1)).toBe('All is well.');
});

test('when something is broken it names it, with rows and without addresses, and ends with 1', async () => {
  await broken(async () => {
    const { lines, code } = await doctor(runtime, []);
    expect(code).toBe(1);
    const at = lines.indexOf('I2 none lost: BROKEN');
    expect(lines[at + 1]).toMatch(/^ {2}These enrollments are active .*\n {4}1: [0-9a-f-]{36}$/);
    expect(lines.at(-1)).toBe('1 of 16 are broken.');
    expect(lines.join()).not.toContain('@');
  });
});

test('with --json it gives one document, for machines', async () => {
  const healthy = await doctor(runtime, ['--json']);
  expect(healthy.code).toBe(0);
  const said = JSON.parse(healthy.lines.join('\n'));
  expect(said).toMatchObject({ healthy: true, findings: [] });
  expect(said.setUp[0]).toMatchObject({ name: 'course', state: 'done' });
  await broken(async () => {
    const { lines, code } = await doctor(runtime, ['--json']);
    expect(code).toBe(1);
    expect(lines).toHaveLength(1);
    const said = JSON.parse(lines[0] ?? '');
    expect(said).toMatchObject({ healthy: false, findings: [{ invariant: 'I2', count: 1 }] });
    expect(said.checked).toHaveLength(16);
    expect(said.checked[1]).toEqual({ invariant: 'I2', name: 'none lost', broken: true, unchecked: null });
  });
});

test.each([
  ['--yaml', ''],
  ['--json', 'please'],
  ['now', ''],
])('“%s %s” is no option of it: it ends with 2', async (...args) => {
  expect(await doctor(runtime, args.filter(Boolean))).toMatchObject({ code: 2 });
});

test('from the command line: on a migrated database, and it starts no queue there', async () => {
  const database = await make(createDatabase());
  const said = await lettercourse(database.url, 'doctor', '--json');
  expect(said.exitCode).toBe(0);
  expect(JSON.parse(said.output)).toMatchObject({ healthy: true });
  expect(await schemas(database.url)).toEqual(['public']);
}, 60_000);

test('a database that lacks migrations is named as that, and left as it is: it ends with 1', async () => {
  const database = await make(createEmptyDatabase());
  const said = await lettercourse(database.url, 'doctor');
  expect(said.exitCode).toBe(1);
  expect(said.output).toMatch(/The database lacks \d+_create_tables, .*npm run db:migrate/);
  expect(await tables(database.url)).toBe(0);
}, 60_000);

test('a word that is no option of it starts nothing', async () => {
  const said = await lettercourse('postgresql://127.0.0.1:1/nothing', 'doctor', '--jsn');
  expect(said.exitCode).toBe(2);
  expect(said.output).toContain('doctor [--json]');
}, 60_000);

/** Somebody has lost their date, for as long as this takes. */
async function broken(look: () => Promise<void>): Promise<void> {
  const where = { state: 'scheduled' as const };
  const { intent, slots: _, ...date } = await runtime.db.delivery.findFirstOrThrow({ where });
  await runtime.db.delivery.delete({ where: { intent } });
  try {
    await look();
  } finally {
    await runtime.db.delivery.create({ data: { ...date, intent } });
  }
}

async function make(making: Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await making;
  databases.push(database);
  return database;
}

async function schemas(url: string): Promise<string[]> {
  const rows = await read(
    url,
    `SELECT nspname AS name FROM pg_namespace WHERE nspname !~ '^pg_|^information_schema$' ORDER BY 1`,
  );
  return rows.map(({ name }) => String(name));
}

async function tables(url: string): Promise<number> {
  return (await read(url, `SELECT FROM pg_tables WHERE schemaname = 'public'`)).length;
}

async function read(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

function lettercourse(databaseUrl: string, ...words: string[]) {
  return run({ DATABASE_URL: databaseUrl }, ...words);
}
