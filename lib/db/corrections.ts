import { intentOf } from '../domain/delivery.ts';
import type { EnrollmentState, Standing } from '../domain/eligibility.ts';
import { type Db, Prisma, type Tx } from './client.ts';
import { HAS_WITHDRAWN } from './members.ts';

/** Somebody whose newest mail of a lesson has the text from before its correction. */
export type Misinformed = {
  subscriberId: string;
  enrollmentId: string;
  addressKey: string;
  standing: Standing;
  enrollmentState: EnrollmentState;
  withdrawn: boolean;
  /** That mail is leaving at this moment, so it may yet not come. */
  isLeaving: boolean;
  /** The correction was mailed to them, or is about to be. */
  isMailed: boolean;
};

type About = { courseSlug: string; correctionId: string; lessonNames: readonly string[] };

/**
 * Everybody who had the old text: their newest mail of the lesson, under any of its names, was made from an edition that
 * no publication with the correction has for it. Who was sent a corrected one since is not among them. An edition stands
 * for its exact words, so a mail that happened to have the right ones before the correction was written down counts as right.
 */
export async function readMisinformed(
  db: Db | Tx,
  { courseSlug, correctionId, lessonNames }: About,
): Promise<Misinformed[]> {
  const holdsIt = JSON.stringify([{ id: correctionId }]);
  const editionsOf = (kind: string) => Prisma.sql`jsonb_each_text(coalesce(p."editions" -> ${kind}, '{}'))`;
  return db.$queryRaw<Misinformed[]>`
    WITH corrected AS (
      SELECT lesson."value" AS "hash" FROM "Publication" p,
        LATERAL (SELECT * FROM ${editionsOf('lessons')} UNION ALL SELECT * FROM ${editionsOf('lessonsAfterDoubt')}) AS lesson
      WHERE p."courseSlug" = ${courseSlug} AND p."course" -> 'corrections' @> ${holdsIt}::jsonb
        AND lesson."key" = ANY(${[...lessonNames]})
    ),
    newest AS (
      SELECT DISTINCT ON (d."enrollmentId") d."enrollmentId", d."state", d."editionHash"
      FROM "Delivery" d
      JOIN "Enrollment" e ON e."id" = d."enrollmentId" AND e."courseSlug" = ${courseSlug}
      JOIN "Batch" b ON b."id" = d."batchId"
      WHERE d."kind" = 'lesson' AND d."lessonSlug" = ANY(${[...lessonNames]}) AND d."state" IN ('batched', 'sent', 'unknown')
      ORDER BY d."enrollmentId", coalesce(d."sentAt", b."plannedAt") DESC, d."id"
    )
    SELECT s."id"::text AS "subscriberId", e."id"::text AS "enrollmentId", s."addressKey", s."standing",
      e."state" AS "enrollmentState", ${HAS_WITHDRAWN} AS "withdrawn", newest."state" = 'batched' AS "isLeaving",
      EXISTS (
        SELECT FROM "Delivery" c
        WHERE c."intent" = ${intentOf.correction(courseSlug, correctionId, '')} || s."id") AS "isMailed"
    FROM newest
    JOIN "Enrollment" e ON e."id" = newest."enrollmentId"
    JOIN "Subscriber" s ON s."id" = e."subscriberId"
    WHERE newest."editionHash" NOT IN (SELECT "hash" FROM corrected)
    ORDER BY s."id"`;
}

/**
 * Writes a delivery of this correction for each of these people, due now. Whoever has one keeps it.
 * @returns how many were written
 */
export async function writeCorrections(
  tx: Tx,
  people: readonly { subscriberId: string; enrollmentId: string; intent: string }[],
  { priority, now }: { priority: number; now: Date },
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO "Delivery" ("kind", "intent", "priority", "subscriberId", "enrollmentId", "dueAt", "createdAt")
    SELECT 'correction', p."intent", ${priority}::int, p."subscriberId", p."enrollmentId", ${now}::timestamptz, ${now}::timestamptz
    FROM jsonb_to_recordset(${JSON.stringify(people)}::jsonb) AS p("subscriberId" uuid, "enrollmentId" uuid, "intent" text)
    ON CONFLICT ("intent") DO NOTHING`;
}
