import { Prisma } from '../../db/client.ts';
import { firstSlotAfter, type Pace } from '../../domain/schedule.ts';
import { type Examination, type Finding, find, found } from './finding.ts';

type Dated = {
  pace: Pace;
  weekdays: number[];
  hour: number;
  timeZone: string;
  at: Date;
  ids: string[];
  count: number;
};

/**
 * I13: a date is the learner's own hour, through summer and winter time. What is nearer than an hour may have been put
 * off a little; what was asked for comes when it was asked for. The end of a pause is a date too.
 */
export async function dates({ tx, now }: Examination): Promise<Finding[]> {
  // Thousands of learners share a slot and a date, and each is computed once.
  const rows = await tx.$queryRaw<Dated[]>`
    SELECT e."pace", e."weekdays", e."hour", s."timeZone", o."at", (array_agg(o."id"::text))[1:20] AS "ids", count(*)::int AS "count"
    FROM (
      SELECT "enrollmentId", "dueAt" AS "at", "id" FROM "Delivery"
        WHERE "state" = 'scheduled' AND "priority" = 1 AND NOT "requested"
      UNION ALL
      SELECT "id", "pausedUntil", "id" FROM "Enrollment" WHERE "state" = 'paused'
    ) AS o
    JOIN "Enrollment" e ON e."id" = o."enrollmentId"
    JOIN "Subscriber" s ON s."id" = e."subscriberId"
    WHERE o."at" > ${now}::timestamptz + interval '1 hour'
    GROUP BY 1, 2, 3, 4, 5`;
  const off = rows.filter(({ at, ids: _, count: __, ...slot }) => !isSlot(slot, at));
  return found(
    'I13',
    'These dates are not at the hour and weekday their learner chose. Saving the schedule on the learner’s page mends one.',
    off.flatMap(({ ids }) => ids),
    off.reduce((sum, { count }) => sum + count, 0),
  );
}

function isSlot(slot: Omit<Dated, 'at' | 'ids' | 'count'>, at: Date): boolean {
  try {
    return firstSlotAfter(slot, new Date(at.getTime() - 1)).getTime() === at.getTime();
  } catch {
    // A zone that is none, or weekdays that are none: no date can be right.
    return false;
  }
}

/** I14: one date, one batch and one place in it. */
export async function onePlan({ tx }: Examination): Promise<Finding[]> {
  return [
    ...(await find(
      tx,
      'I14',
      'These enrollments have more than one open date, or more than one lesson on its way.',
      Prisma.sql`
        SELECT DISTINCT "enrollmentId" AS "id" FROM "Delivery"
        WHERE "priority" = 1 AND "state" IN ('scheduled', 'batched') AND "enrollmentId" IS NOT NULL
        GROUP BY "enrollmentId", "state" HAVING count(*) > 1`,
    )),
    ...(await find(
      tx,
      'I14',
      'These open dates are not what their intent says, so the database would not refuse a second.',
      Prisma.sql`
        SELECT "id" FROM "Delivery"
        WHERE "priority" = 1 AND "state" = 'scheduled' AND "intent" IS DISTINCT FROM 'next/' || "enrollmentId"`,
    )),
    ...(await find(
      tx,
      'I14',
      'These deliveries are on their way in no batch, or share their place in it.',
      Prisma.sql`
        SELECT d."id" FROM (
          SELECT "id", "batchId", "position", count(*) OVER (PARTITION BY "batchId", "position") AS "there"
          FROM "Delivery" WHERE "state" IN ${Prisma.sql`('batched', 'sent', 'failed', 'unknown')`}
        ) AS d LEFT JOIN "Batch" b ON b."id" = d."batchId"
        WHERE b."id" IS NULL OR d."position" IS NULL OR d."there" > 1`,
    )),
  ];
}
