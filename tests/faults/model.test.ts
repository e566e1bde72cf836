import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { COURSE_TIME, REAL_TIME } from '#tests/support/time.ts';
import { liveThrough } from './model/lives.ts';

liveThrough(0);

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await openRuntime();
});
afterAll(() => runtime.close());

test('simulated time passes in every column that holds a time', async () => {
  const columns = await runtime.db.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name <> '_prisma_migrations'`;
  const known = [REAL_TIME, COURSE_TIME].flatMap((clock) =>
    Object.entries(clock).flatMap(([table, names]) => names.map((name) => `${table}.${name}`)),
  );
  expect(known.toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
});
