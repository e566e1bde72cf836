import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find, MAY_HAVE_LEFT } from './finding.ts';

/** So many confirmations an address may get within a day (course time). */
const CONFIRMATIONS_A_DAY = 3;
/** Older bursts can't be undone, and are no news. */
const LOOK_BACK_DAYS = 7;

/** I7: who has not confirmed gets confirmations only, and few; a course is for those who said yes to it. */
export async function consent({ tx, now }: Examination): Promise<Finding[]> {
  return [
    ...(await find(
      tx,
      'I7',
      'These mails left to somebody who has never confirmed, and are no confirmations.',
      Prisma.sql`
        SELECT d."id" FROM "Delivery" d
        JOIN "Subscriber" s ON s."id" = d."subscriberId" AND s."standing" = 'pending'
        JOIN "Batch" b ON b."id" = d."batchId" AND b."attempt" > 0
        WHERE d."kind" <> 'confirmation' AND d."state" IN ${MAY_HAVE_LEFT}`,
    )),
    ...(await find(
      tx,
      'I7',
      'These lessons left although there is no consent to their course from before them.',
      Prisma.sql`
        SELECT d."id" FROM "Delivery" d
        JOIN "Enrollment" e ON e."id" = d."enrollmentId"
        WHERE d."priority" > 0 AND d."state" IN ('sent', 'failed', 'unknown')
          AND NOT EXISTS (
            SELECT FROM "Consent" c WHERE c."subscriberId" = d."subscriberId" AND c."action" = 'given'
              AND c."scope" = 'course/' || e."courseSlug" AND c."at" <= coalesce(d."sentAt", ${now}::timestamptz))`,
    )),
    ...(await find(
      tx,
      'I7',
      `These confirmations are more than ${CONFIRMATIONS_A_DAY} to one address within a day.`,
      Prisma.sql`
        SELECT "id" FROM (
          SELECT "id", "createdAt", lag("createdAt", ${CONFIRMATIONS_A_DAY}::int) OVER (PARTITION BY "subscriberId" ORDER BY "createdAt", "id") AS "thirdBefore"
          FROM "Delivery"
          WHERE "kind" = 'confirmation' AND "state" IN ${MAY_HAVE_LEFT}
            AND "createdAt" > ${now}::timestamptz - ${LOOK_BACK_DAYS} * interval '1 day'
        ) AS confirmations
        WHERE "createdAt" - "thirdBefore" < interval '1 day'`,
    )),
  ];
}
