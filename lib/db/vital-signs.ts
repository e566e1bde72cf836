import type { Db, Tx } from './client.ts';

/** How long each thing has been wrong. Counts over real time, except where course time is named. */
export type VitalSigns = {
  /** Course time by which the oldest due mail is late, in seconds; null for nothing due. */
  lateS: number | null;
  /** Something was accepted within the last half hour. */
  acceptedLately: boolean;
  /** Mails unknown for more than an hour. */
  unknown: number;
  /** Mails handed over within the last six hours. */
  sentLately: number;
  /** The provider has reported something within the last six hours. */
  heardLately: boolean;
};

/** Reads them all in one statement. Batches of the last day are found by when they were planned. */
export async function readVitalSigns(db: Db | Tx): Promise<VitalSigns> {
  const [row] = await db.$queryRaw<VitalSigns[]>`
    WITH clock AS MATERIALIZED (SELECT course_now() AS "now"),
    day AS MATERIALIZED (
      SELECT b."id", b."outcome", b."attemptedAt" FROM clock, "Batch" b
      WHERE b."plannedAt" > clock."now" - interval '1 day'
    )
    SELECT
      (SELECT extract(epoch FROM clock."now" - min(d."dueAt"))::float8 FROM "Delivery" d
       WHERE d."state" = 'scheduled' AND d."dueAt" <= clock."now") AS "lateS",
      EXISTS (SELECT FROM day WHERE "outcome" = 'accepted' AND "attemptedAt" > clock_timestamp() - interval '30 minutes') AS "acceptedLately",
      (SELECT count(*)::int FROM "Delivery" d JOIN "Batch" b ON b."id" = d."batchId"
       WHERE d."state" = 'unknown' AND b."attemptedAt" < clock_timestamp() - interval '1 hour') AS "unknown",
      (SELECT count(*)::int FROM day JOIN "Delivery" d ON d."batchId" = day."id"
       WHERE day."attemptedAt" > clock_timestamp() - interval '6 hours') AS "sentLately",
      EXISTS (SELECT FROM "ProviderEvent" WHERE "receivedAt" > clock_timestamp() - interval '6 hours') AS "heardLately"
    FROM clock`;
  if (!row) throw new Error('counting gave no row');
  return row;
}
