import { Prisma } from '../../db/client.ts';
import { formatDay, MINIMUM_GAP_HOURS } from '../../domain/schedule.ts';
import { ACCEPTED_AT } from './accepted-at.ts';
import { type Examination, type Finding, find, found } from './finding.ts';

/** A date is sometimes written while the lesson before is just leaving: it counts from then. */
const TOLERANCE_MINUTES = 15;

/** I4: the gap between two lessons, and one unrequested lesson a day. */
export async function pace(examination: Examination): Promise<Finding[]> {
  return [...(await gaps(examination)), ...(await oneADay(examination))];
}

/**
 * The shortest gap of the paces before, then and now is asked for. Each lesson keeps the pace it was planned by; of those that
 * are older than that, it shows in how far ahead they promised the next.
 */
async function gaps({ tx }: Examination): Promise<Finding[]> {
  const { weekly, twice_weekly, daily } = MINIMUM_GAP_HOURS;
  const hoursPromised = Prisma.sql`
    CASE WHEN d."slots" ->> 'pace' = 'daily' THEN ${daily}::int
         WHEN d."slots" ->> 'pace' = 'twice_weekly' THEN ${twice_weekly}::int
         WHEN d."slots" ->> 'pace' = 'weekly' THEN ${weekly}::int
         WHEN d."nextDueAt" - b."plannedAt" < interval '72 hours' THEN ${daily}::int
         WHEN d."nextDueAt" - b."plannedAt" < ${weekly} * interval '1 hour' THEN ${twice_weekly}::int ELSE ${weekly}::int END`;
  return find(
    tx,
    'I4',
    'These lessons came sooner after the one before than their pace allows, and nobody had asked for them.',
    Prisma.sql`
      SELECT "id" FROM (
        SELECT d."id", d."requested", ${ACCEPTED_AT} AS "acceptedAt", lag(${ACCEPTED_AT}) OVER "course" AS "acceptedBefore",
          least(${hoursPromised}, lag(${hoursPromised}) OVER "course",
            CASE e."pace" WHEN 'weekly' THEN ${weekly}::int WHEN 'twice_weekly' THEN ${twice_weekly}::int ELSE ${daily}::int END) AS "hours"
        FROM "Delivery" d
        JOIN "Enrollment" e ON e."id" = d."enrollmentId"
        JOIN "Batch" b ON b."id" = d."batchId"
        LEFT JOIN "OutboxMessage" m ON m."id"::text = d."providerId" AND m."deliveryId" = d."id"::text
        WHERE d."state" = 'sent' AND d."kind" IN ('lesson', 'completion')
        WINDOW "course" AS (PARTITION BY d."enrollmentId" ORDER BY d."sentAt", d."id")
      ) AS lessons
      WHERE NOT "requested" AND "acceptedAt" >= "acceptedBefore"
        AND "acceptedAt" - "acceptedBefore" < "hours" * interval '1 hour' - ${TOLERANCE_MINUTES} * interval '1 minute'`,
  );
}

type Pair = { id: string; plannedAt: Date; before: Date; zone: string; zoneBefore: string };

/**
 * By the day of planning, as planning decides it; what a halt or doubt made late may arrive on another. A day is one
 * only if it is in the zones of both mails: their person may have moved in between.
 */
async function oneADay({ tx }: Examination): Promise<Finding[]> {
  // A lesson's slots name the zone its next date was told in.
  const pairs = await tx.$queryRaw<Pair[]>`
    SELECT * FROM (
      SELECT d."id"::text AS "id", d."enrollmentId", b."plannedAt", z."zone", lag(b."plannedAt") OVER "person" AS "before",
        lag(z."zone") OVER "person" AS "zoneBefore", lag(d."enrollmentId") OVER "person" AS "enrollmentBefore"
      FROM "Delivery" d
      JOIN "Batch" b ON b."id" = d."batchId"
      JOIN "Subscriber" s ON s."id" = d."subscriberId"
      CROSS JOIN LATERAL (SELECT coalesce(substring(d."slots" ->> 'nextWhen' FROM ', ([A-Za-z_/+-]+)$'), s."timeZone") AS "zone") AS z
      WHERE d."state" IN ('sent', 'unknown') AND d."kind" IN ('lesson', 'completion') AND NOT d."requested"
        AND d."enrollmentId" IS NOT NULL
        AND EXISTS (SELECT FROM "Enrollment" e WHERE e."subscriberId" = d."subscriberId" AND e."id" <> d."enrollmentId")
      WINDOW "person" AS (PARTITION BY d."subscriberId" ORDER BY b."plannedAt", d."id")
    ) AS mails
    WHERE "enrollmentId" <> "enrollmentBefore" AND "plannedAt" - "before" < interval '25 hours'`;
  const sameDay = pairs.filter(({ plannedAt, before, zone, zoneBefore }) =>
    [zone, zoneBefore].every((in_) => formatDay(plannedAt, in_) === formatDay(before, in_)),
  );
  return found(
    'I4',
    'These lessons came on a day on which the same person got one of another course, and nobody had asked for them.',
    sameDay.map(({ id }) => id),
  );
}
