import type { Db, Tx } from './client.ts';

/**
 * Asks whether one more hit is within a limit, and counts it if it is. The window slides: at no instant were there more
 * than `most` in the seconds before it; a window with fixed edges lets nearly twice as many pass around one. One atomic
 * upsert: reading first and writing after lets two requests of the same instant both pass.
 * @param key what is limited; contains hashes, never an address
 * @param most hits allowed in one window
 * @param windowSeconds length of the window (course time, which real mail keeps equal to real time)
 */
export async function withinLimit(
  db: Db | Tx,
  key: string,
  most: number,
  windowSeconds: number,
): Promise<boolean> {
  const [row] = await db.$queryRaw<{ within: boolean }[]>`
    WITH clock AS MATERIALIZED (SELECT course_now() AS "now"), counted AS (
      INSERT INTO "Limit" ("key", "hits") SELECT ${key}, ARRAY["now"] FROM clock
      ON CONFLICT ("key") DO UPDATE SET "hits" = (
        SELECT CASE WHEN count(*) < ${most} THEN array_agg(hit ORDER BY hit) || excluded."hits"
                    ELSE array_agg(hit ORDER BY hit) END
        FROM unnest("Limit"."hits") AS hit WHERE hit > excluded."hits"[1] - ${windowSeconds} * interval '1 second')
      RETURNING "hits"
    )
    SELECT "hits"[cardinality("hits")] = "now" AS "within" FROM counted, clock`;
  return row?.within ?? false;
}
