import { Prisma } from '../../db/client.ts';
import { ACCEPTED_AT } from './accepted-at.ts';
import { type Examination, type Finding, find } from './finding.ts';

/**
 * Each receipt with the one before it in its round. A receipt's own time says in which order lessons were planned,
 * whatever became of the course since.
 */
const NEIGHBOURS = Prisma.sql`
  SELECT r."deliveryId" AS "id", e."courseSlug", r."lessonSlug", ${ACCEPTED_AT} AS "acceptedAt",
    lag(r."lessonSlug") OVER "round" AS "lessonBefore", lag(d."state") OVER "round" AS "stateBefore",
    lag(${ACCEPTED_AT}) OVER "round" AS "acceptedBefore"
  FROM "Receipt" r
  JOIN "Enrollment" e ON e."id" = r."enrollmentId"
  JOIN "Delivery" d ON d."id" = r."deliveryId"
  LEFT JOIN "Batch" b ON b."id" = d."batchId"
  LEFT JOIN "OutboxMessage" m ON m."id"::text = d."providerId" AND m."deliveryId" = d."id"::text
  WINDOW "round" AS (PARTITION BY r."enrollmentId", r."round" ORDER BY r."createdAt", r."deliveryId")`;

/** I3: no lesson is on its way before the one before it is settled, and none before an earlier one of the course. */
export async function order({ tx }: Examination): Promise<Finding[]> {
  return find(
    tx,
    'I3',
    'These lessons were planned while the one before was still on its way, or left before it, or follow one that comes later in every edition of their course.',
    Prisma.sql`
      WITH neighbours AS MATERIALIZED (${NEIGHBOURS}),
      pairs AS (
        SELECT DISTINCT "courseSlug", "lessonBefore", "lessonSlug" FROM neighbours WHERE "lessonBefore" IS NOT NULL
      ),
      places AS (
        SELECT p."number", p."courseSlug", l."lesson" ->> 'slug' AS "lessonSlug", l."place"
        FROM "Publication" p, jsonb_array_elements(p."course" -> 'lessons') WITH ORDINALITY AS l("lesson", "place")
      ),
      wrong AS (
        SELECT n."courseSlug", n."lessonBefore", n."lessonSlug" FROM pairs n
        JOIN places earlier ON earlier."courseSlug" = n."courseSlug" AND earlier."lessonSlug" = n."lessonBefore"
        JOIN places later ON later."number" = earlier."number" AND later."lessonSlug" = n."lessonSlug"
        GROUP BY 1, 2, 3 HAVING bool_and(earlier."place" > later."place")
      )
      SELECT n."id" FROM neighbours n LEFT JOIN wrong w USING ("courseSlug", "lessonBefore", "lessonSlug")
      WHERE n."stateBefore" = 'batched' OR n."acceptedAt" < n."acceptedBefore" OR w."lessonSlug" IS NOT NULL`,
  );
}
