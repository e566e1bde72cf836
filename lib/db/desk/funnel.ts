import type { Db, Tx } from '../client.ts';

/** What became of the learners after one lesson, in their present round. */
export type FunnelRow = {
  /** The lesson's place in the course, from 1. */
  place: number;
  had: number;
  /** Of those who had it: said so on its page. Few do. */
  read: number;
  /** Have had a later one. */
  wentOn: number;
  /** Have had none after it: their next date has not come, or they paused, or left. */
  waiting: number;
  paused: number;
  left: number;
  complained: number;
};

/**
 * Who goes on, lesson by lesson, of those who asked for the course between two instants (course time, the second not
 * included). Lessons nobody had are left out.
 * @param names every name of each lesson, with its place in the course (from 1) in `places`
 */
export function readFunnel(
  db: Db | Tx,
  courseSlug: string,
  { names, places }: { names: readonly string[]; places: readonly number[] },
  { from, until }: { from: Date; until: Date },
): Promise<FunnelRow[]> {
  return db.$queryRaw<FunnelRow[]>`
    WITH lesson AS (SELECT * FROM unnest(${names}::text[], ${places}::int[]) AS l("name", "place")),
    had AS (
      SELECT e."id", e."state", lesson."place", r."round", r."lessonSlug", r."deliveryId",
        max(lesson."place") OVER (PARTITION BY e."id") AS "furthest"
      FROM "Enrollment" e
      JOIN "Receipt" r ON r."enrollmentId" = e."id" AND r."round" = e."round"
      JOIN lesson ON lesson."name" = r."lessonSlug"
      WHERE e."courseSlug" = ${courseSlug} AND e."askedAt" >= ${from} AND e."askedAt" < ${until}
    )
    SELECT had."place", count(*)::int AS "had", count(p."readAt")::int AS "read",
      count(*) FILTER (WHERE had."furthest" > had."place")::int AS "wentOn",
      count(*) FILTER (WHERE had."furthest" = had."place" AND had."state" IN ('active', 'waiting'))::int AS "waiting",
      count(*) FILTER (WHERE had."furthest" = had."place" AND had."state" = 'paused')::int AS "paused",
      count(*) FILTER (WHERE had."furthest" = had."place" AND had."state" = 'left')::int AS "left",
      count(c."id")::int AS "complained"
    FROM had
    LEFT JOIN "LessonProgress" p ON p."enrollmentId" = had."id" AND p."round" = had."round" AND p."lessonSlug" = had."lessonSlug"
    LEFT JOIN "Delivery" c ON c."id" = had."deliveryId" AND c."complainedAt" IS NOT NULL
    GROUP BY had."place" ORDER BY had."place"`;
}
