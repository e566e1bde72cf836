import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find, MAY_HAVE_LEFT } from './finding.ts';

/** A request that had begun may still be under way for so long after somebody's no. */
const GRACE_SECONDS = 15;
const GRACE = Prisma.sql`${GRACE_SECONDS} * interval '1 second'`;

/** I5: after a withdrawal or a pause, nothing it covers is handed over, until there is a new consent. */
export async function noMeansNo(examination: Examination): Promise<Finding[]> {
  return [
    ...(await afterWithdrawal(examination)),
    ...(await againstTheirState(examination)),
    ...(await find(
      examination.tx,
      'I5',
      'The people of these enrollments have stopped all mail, and the course goes on as if they had not. End it.',
      Prisma.sql`
        SELECT e."id" FROM "Enrollment" e JOIN "Subscriber" s ON s."id" = e."subscriberId"
        WHERE s."standing" = 'departed' AND e."state" IN ('waiting', 'active', 'paused')`,
    )),
  ];
}

/**
 * Every withdrawal there ever was. It covers the lessons of its course, or of all courses; leaving everything also covers
 * what was asked for before. Attempts and consents are compared by the database's own clock; where the outbox knows when
 * it took a mail, by course time.
 */
function afterWithdrawal({ tx, now }: Examination): Promise<Finding[]> {
  return find(
    tx,
    'I5',
    'These mails were handed over after their person had withdrawn from them, without a new consent.',
    Prisma.sql`
      SELECT DISTINCT d."id" FROM "Consent" w
      JOIN "Delivery" d ON d."subscriberId" = w."subscriberId" AND d."state" IN ${MAY_HAVE_LEFT}
      JOIN "Batch" b ON b."id" = d."batchId"
      LEFT JOIN "Enrollment" e ON e."id" = d."enrollmentId"
      LEFT JOIN "OutboxMessage" m ON m."id"::text = d."providerId" AND m."deliveryId" = d."id"::text
      WHERE w."action" = 'withdrawn'
        AND CASE WHEN d."priority" > 0 THEN w."scope" IN ('everything', 'course/' || e."courseSlug")
                 -- Once it may have left, repeating it under its key harms nobody.
                 ELSE w."scope" = 'everything' AND d."createdAt" <= w."at" AND b."doubtSince" IS NULL END
        AND (m."sentAt" > w."at" + ${GRACE}
          OR b."attemptedAt" > w."recordedAt" + ${GRACE} AND coalesce(d."sentAt" > w."at" + ${GRACE}, true))
        AND NOT EXISTS (
          SELECT FROM "Consent" g
          WHERE g."subscriberId" = w."subscriberId" AND g."action" = 'given' AND g."scope" = 'course/' || e."courseSlug"
            AND g."at" >= w."at" AND g."at" <= coalesce(m."sentAt", d."sentAt", ${now}::timestamptz))`,
  );
}

/**
 * A pause leaves no record but the state itself, so only those that last are seen. What changed the state held the
 * person's row, as every freeze does: none can have begun after it and not have seen it.
 */
function againstTheirState({ tx }: Examination): Promise<Finding[]> {
  return find(
    tx,
    'I5',
    'These lessons were handed over although the course was paused or left, or all mail stopped.',
    Prisma.sql`
      SELECT d."id" FROM "Enrollment" e
      JOIN "Subscriber" s ON s."id" = e."subscriberId"
      JOIN "Delivery" d ON d."enrollmentId" = e."id" AND d."priority" > 0 AND d."state" IN ${MAY_HAVE_LEFT}
      JOIN "Batch" b ON b."id" = d."batchId"
      WHERE (e."state" IN ('paused', 'left') OR s."standing" = 'departed')
        AND b."attemptedAt" > greatest(s."changedAt", e."changedAt")`,
  );
}

/** I6: nothing is handed over to an address that must not be mailed. Dates that are still open are skipped when due. */
export async function suppression({ tx, suppressed, note }: Examination): Promise<Finding[]> {
  if (suppressed.ids.length === 0) return [];
  const { ids, since } = suppressed;
  const [open] = await tx.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS "count" FROM "Delivery"
    WHERE "subscriberId" = ANY(${ids}::uuid[]) AND "state" IN ('scheduled', 'batched')`;
  if (open && open.count > 0)
    note(`${open.count} open deliveries are for suppressed addresses; they are skipped when due`);
  return find(
    tx,
    'I6',
    'These mails were handed over although their address was suppressed.',
    Prisma.sql`
      SELECT d."id" FROM unnest(${ids}::uuid[], ${since}::timestamptz[]) AS p("id", "since")
      JOIN "Delivery" d ON d."subscriberId" = p."id" AND d."state" IN ${MAY_HAVE_LEFT}
      JOIN "Batch" b ON b."id" = d."batchId"
      WHERE b."attemptedAt" > p."since" + ${GRACE}`,
  );
}
