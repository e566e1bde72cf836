import { Prisma } from '../../db/client.ts';
import { ACCEPTED_AT } from './accepted-at.ts';
import { type Examination, type Finding, find } from './finding.ts';
import { PUBLISHED_NAMES } from './lesson-names.ts';

/** A passed lesson that was asked for comes after lessons that follow it in the course. */
const IS_OWED = Prisma.sql`EXISTS (
  SELECT FROM "Owed" o WHERE o."enrollmentId" = r."enrollmentId" AND o."round" = r."round" AND (
    o."lessonSlug" = r."lessonSlug" OR EXISTS (
      SELECT FROM published one JOIN published other USING ("number", "slug")
      WHERE one."courseSlug" = e."courseSlug" AND one."name" = o."lessonSlug" AND other."name" = r."lessonSlug")))`;

/**
 * Each receipt with the one before it in its round; in the order of the course, what was owed is left out. A receipt's own
 * time says in which order lessons were planned, whatever became of the course since.
 */
const NEIGHBOURS = Prisma.sql`
  SELECT r."deliveryId" AS "id", e."courseSlug", r."lessonSlug", ${ACCEPTED_AT} AS "acceptedAt",
    CASE WHEN NOT ${IS_OWED} THEN lag(r."lessonSlug") OVER (
      PARTITION BY r."enrollmentId", r."round", ${IS_OWED} ORDER BY r."createdAt", r."deliveryId") END AS "lessonBefore",
    lag(d."state") OVER "round" AS "stateBefore", lag(${ACCEPTED_AT}) OVER "round" AS "acceptedBefore"
  FROM "Receipt" r
  JOIN "Enrollment" e ON e."id" = r."enrollmentId"
  JOIN "Delivery" d ON d."id" = r."deliveryId"
  LEFT JOIN "Batch" b ON b."id" = d."batchId"
  LEFT JOIN "OutboxMessage" m ON m."id"::text = d."providerId" AND m."deliveryId" = d."id"::text
  WINDOW "round" AS (PARTITION BY r."enrollmentId", r."round" ORDER BY r."createdAt", r."deliveryId")`;

/**
 * I3: no lesson is on its way before the one before it is settled, and none before an earlier one of the course, unless it
 * was asked for behind the learner's place.
 */
export async function order({ tx }: Examination): Promise<Finding[]> {
  return find(
    tx,
    'I3',
    'These lessons were planned while the one before was still on its way, or left before it, or follow one that comes later in every edition of their course.',
    Prisma.sql`
      WITH published AS MATERIALIZED (${PUBLISHED_NAMES}), neighbours AS MATERIALIZED (${NEIGHBOURS}),
      pairs AS (
        SELECT DISTINCT "courseSlug", "lessonBefore", "lessonSlug" FROM neighbours WHERE "lessonBefore" IS NOT NULL
      ),
      wrong AS (
        SELECT n."courseSlug", n."lessonBefore", n."lessonSlug" FROM pairs n
        JOIN published earlier ON earlier."courseSlug" = n."courseSlug" AND earlier."name" = n."lessonBefore"
        JOIN published later ON later."number" = earlier."number" AND later."name" = n."lessonSlug"
        GROUP BY 1, 2, 3 HAVING bool_and(earlier."place" > later."place")
      )
      SELECT n."id" FROM neighbours n LEFT JOIN wrong w USING ("courseSlug", "lessonBefore", "lessonSlug")
      WHERE n."stateBefore" = 'batched' OR n."acceptedAt" < n."acceptedBefore" OR w."lessonSlug" IS NOT NULL`,
  );
}
