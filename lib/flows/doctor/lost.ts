import { Prisma } from '../../db/client.ts';
import { NOTHING_UNDER_WAY } from '../../db/waiting.ts';
import { type Examination, type Finding, find } from './finding.ts';
import { isHeldBack } from './sending.ts';

/** What is due may wait so long (course time). */
const GRACE_MINUTES = 15;

/**
 * I2: nobody is silently forgotten. Whoever is learning has a date, a lesson on its way, or one of which nobody knows
 * until the next slot. (Both a date and a lesson on its way is fine: the learner has paused and resumed meanwhile.)
 */
export async function lost(examination: Examination): Promise<Finding[]> {
  const { tx, now, suppressed } = examination;
  return [
    ...(await find(
      tx,
      'I2',
      'These enrollments are active and nothing is on its way to them. The sweep gives them a date within five minutes; if not, see the log.',
      Prisma.sql`
        SELECT e."id" FROM "Enrollment" e JOIN "Subscriber" s ON s."id" = e."subscriberId"
        WHERE e."state" = 'active' AND s."standing" = 'confirmed' AND s."id" <> ALL(${suppressed.ids}::uuid[])
          AND NOT EXISTS (
            SELECT FROM "Delivery" d WHERE d."enrollmentId" = e."id" AND d."priority" = 1
              AND (d."state" IN ('scheduled', 'batched') OR d."state" = 'unknown' AND d."nextDueAt" > ${now}::timestamptz))`,
    )),
    ...(await find(
      tx,
      'I2',
      'These enrollments wait for another course, and their person has none that is active or paused. The sweep begins the first within five minutes; if not, see the log.',
      Prisma.sql`
        SELECT e."id" FROM "Enrollment" e JOIN "Subscriber" s ON s."id" = e."subscriberId"
        WHERE e."state" = 'waiting' AND s."standing" = 'confirmed' AND s."id" <> ALL(${suppressed.ids}::uuid[])
          AND ${NOTHING_UNDER_WAY}`,
    )),
    ...(await find(
      tx,
      'I2',
      'These deliveries wait in a batch that is closed, so nobody will look at them again.',
      Prisma.sql`
        SELECT d."id" FROM "Delivery" d JOIN "Batch" b ON b."id" = d."batchId"
        WHERE d."state" = 'batched' AND b."state" = 'closed'`,
    )),
    ...(await overdue(examination)),
  ];
}

async function overdue({ tx, now, sending, judgesLateness }: Examination): Promise<Finding[]> {
  if (!judgesLateness || isHeldBack(sending) || sending.isDraining) return [];
  return [
    ...(await find(
      tx,
      'I2',
      `These deliveries are due for more than ${GRACE_MINUTES} minutes and nothing leaves: see whether a worker is running.`,
      Prisma.sql`
        SELECT "id" FROM "Delivery" WHERE "state" = 'scheduled'
          AND "dueAt" < ${now}::timestamptz - ${GRACE_MINUTES} * interval '1 minute'`,
    )),
    ...(await find(
      tx,
      'I2',
      `These pauses ended more than ${GRACE_MINUTES} minutes ago and nobody noticed: see whether a worker is running.`,
      Prisma.sql`
        SELECT "id" FROM "Enrollment" WHERE "state" = 'paused'
          AND "pausedUntil" < ${now}::timestamptz - ${GRACE_MINUTES} * interval '1 minute'`,
    )),
  ];
}
