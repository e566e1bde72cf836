import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';
import { expect, test } from 'vitest';
import { createDatabase } from '#tests/support/database.ts';

test('the migrations make every table and column of the schema, and no other', async () => {
  const database = await createDatabase();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    const { rows } = await client.query(`
      SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND table_name <> '_prisma_migrations' ORDER BY name`);
    expect(rows.map(({ name }) => name).toSorted()).toEqual(columnsOfSchema().toSorted());
  } finally {
    await client.end();
    await database.drop();
  }
});

test('every migration is named for one intention and comes after the last', () => {
  const names = readdirSync('prisma/migrations').filter((name) => !name.endsWith('.toml'));
  expect(names.every((name) => /^\d{14}_[a-z]+(_[a-z]+)+$/.test(name))).toBe(true);
  expect(new Set(names.map((name) => name.slice(0, 14))).size).toBe(names.length);
});

/** Scalar fields of all models, as the schema file writes them. */
function columnsOfSchema(): string[] {
  const schema = readFileSync('prisma/schema.prisma', 'utf8');
  const models = new Set([...schema.matchAll(/^model (\w+) \{/gm)].map(([, name]) => name));
  return [...schema.matchAll(/^model (\w+) \{\n([\s\S]*?)^\}/gm)].flatMap(([, model, body]) =>
    [...(body ?? '').matchAll(/^ {2}(\w+)\s+(\w+)/gm)].flatMap(([, field, type]) =>
      models.has(type ?? '') ? [] : [`${model}.${field}`],
    ),
  );
}
