import type { Db, Tx } from '../client.ts';

/** Mail with a date in one hour. */
export type DueHour = { at: Date; mails: number };

/** How much is planned for each of the next 24 hours of course time, hours with none left out; what is overdue counts in the first. */
export function dueByHour(db: Db | Tx): Promise<DueHour[]> {
  return db.$queryRaw<DueHour[]>`
    SELECT date_trunc('hour', greatest(d."dueAt", clock."now")) AS "at", count(*)::int AS "mails"
    FROM (SELECT course_now() AS "now" OFFSET 0) AS clock
    JOIN "Delivery" d ON d."state" = 'scheduled' AND d."dueAt" < date_trunc('hour', clock."now") + interval '24 hours'
    GROUP BY 1 ORDER BY 1`;
}

/** Lessons with a date on one day (UTC), by how far their learner has come. */
export type DueLesson = { day: Date; furthest: number; mails: number };

/**
 * The dates of the next seven days, today among them, of one course. A learner has one date at a time, so whoever takes
 * several lessons a week counts once.
 * @param names every name of each lesson, with its place in the course (from 1) in `places`
 */
export function dueByLesson(
  db: Db | Tx,
  courseSlug: string,
  names: readonly string[],
  places: readonly number[],
): Promise<DueLesson[]> {
  return db.$queryRaw<DueLesson[]>`
    WITH lesson AS (SELECT * FROM unnest(${names}::text[], ${places}::int[]) AS l("name", "place")),
    due AS (
      SELECT date_trunc('day', greatest(d."dueAt", clock."now"), 'UTC') AS "day", e."id", e."round"
      FROM (SELECT course_now() AS "now" OFFSET 0) AS clock
      JOIN "Delivery" d ON d."state" = 'scheduled' AND d."priority" = 1
        AND d."dueAt" < date_trunc('day', clock."now", 'UTC') + interval '7 days'
      JOIN "Enrollment" e ON e."id" = d."enrollmentId" AND e."courseSlug" = ${courseSlug}
    )
    SELECT "day", "furthest", count(*)::int AS "mails"
    FROM (
      SELECT due."day", coalesce(max(lesson."place"), 0)::int AS "furthest"
      FROM due
      LEFT JOIN "Receipt" r ON r."enrollmentId" = due."id" AND r."round" = due."round"
      LEFT JOIN lesson ON lesson."name" = r."lessonSlug"
      GROUP BY due."id", due."day"
    ) AS learner
    GROUP BY 1, 2 ORDER BY 1, 2`;
}
