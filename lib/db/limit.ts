import type { Db, Tx } from './client.ts';

/**
 * Counts one hit against a limit and says whether it is still within. One atomic upsert: reading first and writing
 * after lets two requests of the same instant both pass.
 * @param key what is limited; contains hashes, never an address
 * @param most hits allowed in one window
 * @param windowSeconds length of the fixed window, which starts with its first hit (course time, which real mail keeps equal to real time)
 */
export async function withinLimit(
  db: Db | Tx,
  key: string,
  most: number,
  windowSeconds: number,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ count: number }[]>`
    INSERT INTO "Limit" ("key", "windowStartedAt", "count") VALUES (${key}, course_now(), 1)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN "Limit"."windowStartedAt" <= course_now() - ${windowSeconds} * interval '1 second'
                     THEN 1 ELSE "Limit"."count" + 1 END,
      "windowStartedAt" = CASE WHEN "Limit"."windowStartedAt" <= course_now() - ${windowSeconds} * interval '1 second'
                               THEN course_now() ELSE "Limit"."windowStartedAt" END
    RETURNING "count"`;
  return (row?.count ?? 0) <= most;
}
