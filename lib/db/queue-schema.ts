import type { Db } from './client.ts';

/** Does the queue's schema exist, with all these queues in it? It holds nothing that can't be made anew. */
export async function hasQueues(db: Db, names: readonly string[]): Promise<boolean> {
  const [schema] = await db.$queryRaw<{ there: boolean }[]>`
    SELECT to_regclass('pgboss.queue') IS NOT NULL AND to_regclass('pgboss.job') IS NOT NULL AS "there"`;
  if (!schema?.there) return false;
  const [row] = await db.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM pgboss.queue WHERE "name" = ANY(${[...names]}::text[])`;
  return row?.count === names.length;
}
