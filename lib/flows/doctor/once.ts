import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find, MAY_HAVE_LEFT } from './finding.ts';
import { PUBLISHED_NAMES } from './lesson-names.ts';
import { NOT_AN_OPERATORS_RISK } from './operators-word.ts';

/** A lesson of one learner and round. What a person asked to have again is a wish of its own. */
const LESSONS = Prisma.sql`
  d."kind" = 'lesson' AND d."enrollmentId" IS NOT NULL AND d."state" IN ${MAY_HAVE_LEFT} AND d."intent" NOT LIKE 'again/%'`;

/**
 * A renamed lesson that was given again after its new name was known. Two lessons that stood beside each other before one
 * took the other's place were two.
 */
const RENAMED = Prisma.sql`
  WITH published AS MATERIALIZED (${PUBLISHED_NAMES}),
  renamed AS (
    SELECT one."courseSlug", one."name", other."name" AS "otherName", min(one."publishedAt") AS "knownAt"
    FROM published one JOIN published other ON other."number" = one."number" AND other."slug" = one."slug"
    WHERE one."name" < other."name" AND NOT EXISTS (
      SELECT FROM published a JOIN published b ON b."number" = a."number" AND b."slug" <> a."slug"
      WHERE a."courseSlug" = one."courseSlug" AND a."name" = one."name" AND b."name" = other."name")
    GROUP BY 1, 2, 3
  )
  SELECT unnest(ARRAY[one."deliveryId", other."deliveryId"]) AS "id"
  FROM renamed n
  JOIN "Receipt" one ON one."lessonSlug" = n."name"
  JOIN "Receipt" other ON other."enrollmentId" = one."enrollmentId" AND other."round" = one."round" AND other."lessonSlug" = n."otherName"
  JOIN "Enrollment" e ON e."id" = one."enrollmentId" AND e."courseSlug" = n."courseSlug"
  WHERE greatest(one."createdAt", other."createdAt") > n."knownAt"`;

/**
 * I1: no lesson leaves twice. Two deliveries of one lesson are found, and whatever would let the machine plan a lesson
 * that has left already: a receipt that stands for nothing, or a lesson that left without one.
 */
export async function once({ tx }: Examination): Promise<Finding[]> {
  return [
    ...(await find(
      tx,
      'I1',
      'These deliveries are the same lesson for the same learner and round: see which have left, and tell the learner.',
      Prisma.sql`
        SELECT unnest(array_agg(d."id")) AS "id" FROM "Delivery" d WHERE ${LESSONS}
        GROUP BY d."enrollmentId", d."round", d."lessonSlug" HAVING count(*) > 1`,
    )),
    ...(await find(
      tx,
      'I1',
      'These deliveries are one lesson under two names, for the same learner and round: see which have left, and tell the learner.',
      RENAMED,
    )),
    ...(await find(
      tx,
      'I1',
      'Receipts name these deliveries, which are not that lesson or have not left: the learner would never get it.',
      Prisma.sql`
        SELECT r."deliveryId" AS "id" FROM "Receipt" r
        LEFT JOIN "Delivery" d ON d."id" = r."deliveryId" AND d."enrollmentId" = r."enrollmentId"
          AND d."round" = r."round" AND d."lessonSlug" = r."lessonSlug" AND d."state" IN ${MAY_HAVE_LEFT}
        WHERE d."id" IS NULL`,
    )),
    ...(await find(
      tx,
      'I1',
      'These lessons have left, or may have, and there is no receipt of it: they could be planned again. Stop sending, and restore the receipts.',
      Prisma.sql`
        SELECT d."id" FROM "Delivery" d
        LEFT JOIN "Receipt" r ON r."enrollmentId" = d."enrollmentId" AND r."round" = d."round"
          AND r."lessonSlug" = d."lessonSlug" AND r."deliveryId" = d."id"
        WHERE ${LESSONS} AND r."deliveryId" IS NULL`,
    )),
    ...(await find(
      tx,
      'I1',
      'The outbox holds these deliveries more than once.',
      Prisma.sql`
        SELECT m."deliveryId" AS "id" FROM "OutboxMessage" m LEFT JOIN "Batch" b ON b."id"::text = m."idempotencyKey"
        WHERE ${NOT_AN_OPERATORS_RISK} GROUP BY m."deliveryId" HAVING count(*) > 1`,
    )),
  ];
}
