import type { Standing } from '../domain/foresight.ts';
import type { Db, Tx } from './client.ts';

/**
 * Everybody who takes or has taken a course, counted by what they have had, are owed and passed over in their present
 * round. Mostly that is one row for each lesson and state, however many people there are.
 * @param now course time
 */
export function standings(db: Db | Tx, courseSlug: string, now: Date): Promise<Standing[]> {
  return db.$queryRaw<Standing[]>`
    WITH enrolled AS (SELECT "id", "round", "state", "pausedUntil" FROM "Enrollment" WHERE "courseSlug" = ${courseSlug}),
    had AS (
      SELECT e."id", array_agg(r."lessonSlug" ORDER BY r."lessonSlug") AS "lessons"
      FROM enrolled e JOIN "Receipt" r ON r."enrollmentId" = e."id" AND r."round" = e."round" GROUP BY 1
    ),
    owed AS (
      SELECT e."id", array_agg(o."lessonSlug" ORDER BY o."lessonSlug") AS "lessons"
      FROM enrolled e JOIN "Owed" o ON o."enrollmentId" = e."id" AND o."round" = e."round" GROUP BY 1
    ),
    passed_over AS (
      SELECT e."id", array_agg(o."lessonSlug" ORDER BY o."lessonSlug") AS "lessons"
      FROM enrolled e JOIN "PassedOver" o ON o."enrollmentId" = e."id" AND o."round" = e."round" GROUP BY 1
    ),
    open AS (
      SELECT e."id", min(d."dueAt") FILTER (WHERE d."state" = 'scheduled') AS "dueAt", bool_or(d."state" = 'batched') AS "leaving"
      FROM enrolled e JOIN "Delivery" d ON d."enrollmentId" = e."id"
      WHERE d."priority" = 1 AND d."state" IN ('scheduled', 'batched') GROUP BY 1
    ),
    people AS (
      SELECT e."state", coalesce(had."lessons", '{}') AS "had", coalesce(owed."lessons", '{}') AS "owed",
        coalesce(passed_over."lessons", '{}') AS "passedOver",
        coalesce(open."dueAt", e."pausedUntil") AS "at", coalesce(open."leaving", false) AS "leaving"
      FROM enrolled e
      LEFT JOIN had ON had."id" = e."id" LEFT JOIN owed ON owed."id" = e."id"
      LEFT JOIN passed_over ON passed_over."id" = e."id" LEFT JOIN open ON open."id" = e."id"
    )
    SELECT "state"::text AS "state", "had", "owed", "passedOver", count(*)::int AS "people",
      count(*) FILTER (WHERE "leaving")::int AS "leaving", min("at") AS "from", max("at") AS "until",
      count(*) FILTER (WHERE "at" <= ${now}::timestamptz + interval '7 days')::int AS "soon"
    FROM people GROUP BY 1, "had", "owed", "passedOver" ORDER BY 1, "had", "owed", "passedOver"`;
}
