import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Db, openDatabase, transaction } from '#lib/db/client.ts';
import { courseNow, moveCourseTimeTo } from '#lib/db/course-time.ts';
import { createDatabase, type TestDatabase } from '#tests/support/database.ts';

let database: TestDatabase;
let db: Db;
beforeAll(async () => {
  database = await createDatabase();
  db = openDatabase(database.url);
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

test('sessions run in UTC on a server that doesn’t, so what is stored is the instant that was meant', async () => {
  await db.$executeRawUnsafe(
    `ALTER DATABASE "${new URL(database.url).pathname.slice(1)}" SET timezone = 'America/New_York'`,
  );
  const there = openDatabase(database.url);
  try {
    const at = new Date('2026-07-01T06:14:00Z');
    await there.heartbeat.create({ data: { worker: 'test', startedAt: at, beatAt: at, nextBy: at } });
    const [row] = await there.$queryRaw<{ same: boolean; zone: string }[]>`
      SELECT "beatAt" = '2026-07-01T06:14:00Z'::timestamptz AS "same", current_setting('TimeZone') AS "zone" FROM "Heartbeat"`;
    expect(row).toEqual({ same: true, zone: 'UTC' });
  } finally {
    await there.$disconnect();
  }
});

test('course time moves on and never back', async () => {
  const before = await courseNow(db);
  await moveCourseTimeTo(db, new Date(before.getTime() + 86_400_000));
  const later = await courseNow(db);
  expect(later.getTime() - before.getTime()).toBeGreaterThanOrEqual(86_400_000);
  await moveCourseTimeTo(db, before);
  expect((await courseNow(db)).getTime()).toBeGreaterThanOrEqual(later.getTime());
});

test('a deadlock’s loser tries again, and both decisions are made', async () => {
  const subscribers = await db.subscriber.createManyAndReturn({
    data: ['ada', 'ben'].map((name) => ({ address: name, addressKey: name, timeZone: 'UTC' })),
  });
  const ids = subscribers.map(({ id }) => id);
  let tries = 0;
  const meet = meetingOf(2);
  const touch = (order: string[]) => {
    let first = true;
    return transaction(db, async (tx) => {
      tries++;
      for (const [i, id] of order.entries()) {
        await tx.$executeRaw`UPDATE "Subscriber" SET "name" = coalesce("name", '') || 'x' WHERE "id" = ${id}::uuid`;
        // Each holds one row before it asks for the other's.
        if (i === 0 && first) await meet();
      }
      first = false;
    });
  };
  await Promise.all([touch(ids), touch(ids.toReversed())]);
  expect(tries).toBeGreaterThan(2);
  expect((await db.subscriber.findMany()).map(({ name }) => name)).toEqual(['xx', 'xx']);
});

/** Lets nobody go on before so many have come; whoever comes later passes. */
function meetingOf(count: number): () => Promise<void> {
  let come = 0;
  let open: () => void = () => {};
  const all = new Promise<void>((resolve) => {
    open = resolve;
  });
  return () => {
    if (++come >= count) open();
    return all;
  };
}
