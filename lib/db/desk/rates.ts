import type { Rates } from '../../domain/thresholds.ts';
import type { Db, Tx } from '../client.ts';

/** What became of the mail and the sign-ups of the last days of course time. Mail counts by when it was planned. */
export async function readRates(db: Db | Tx): Promise<Rates> {
  const [mail] = await db.$queryRaw<Pick<Rates, 'sent' | 'bounced' | 'complained'>[]>`
    SELECT count(*) FILTER (WHERE d."state" = 'sent')::int AS "sent",
      count(d."bouncedAt")::int AS "bounced", count(d."complainedAt")::int AS "complained"
    FROM (SELECT course_now() AS "now" OFFSET 0) AS clock
    JOIN "Batch" b ON b."plannedAt" > clock."now" - interval '7 days'
    JOIN "Delivery" d ON d."batchId" = b."id"`;
  // Whoever has just asked has not had the time to answer.
  const [signUps] = await db.$queryRaw<Omit<Rates, 'sent' | 'bounced' | 'complained'>[]>`
    SELECT
      count(*) FILTER (WHERE s."isRecent" AND s."mailed")::int AS "asked",
      count(s."confirmedAt") FILTER (WHERE s."isRecent" AND s."mailed")::int AS "confirmed",
      count(*) FILTER (WHERE s."requestedAt" > s."now" - interval '1 day')::int AS "signUpsToday",
      (count(*) FILTER (WHERE s."requestedAt" <= s."now" - interval '1 day') / 7.0)::float8 AS "signUpsMean"
    FROM (
      SELECT "requestedAt", "confirmedAt", clock."now",
        "subscriberId" IS NOT NULL AND ("supersededAt" IS NULL OR "confirmedAt" IS NOT NULL) AS "mailed",
        "requestedAt" BETWEEN clock."now" - interval '7 days' AND clock."now" - interval '1 hour' AS "isRecent"
      FROM (SELECT course_now() AS "now" OFFSET 0) AS clock
      JOIN "SignUp" ON "requestedAt" > clock."now" - interval '8 days'
    ) AS s`;
  if (!mail || !signUps) throw new Error('counting gave no row');
  return { ...mail, ...signUps };
}
