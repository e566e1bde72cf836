import type { Db, Tx } from '../client.ts';

/** A mail the provider refused for good. */
export type FailedMail = {
  id: string;
  subscriberId: string;
  address: string;
  kind: string;
  lesson: string | null;
  reason: string | null;
};

/** The newest refused mails of the last seven days of course time, and how many there are in all. */
export async function readFailed(
  db: Db | Tx,
  limit: number,
): Promise<{ newest: FailedMail[]; count: number }> {
  const newest = await db.$queryRaw<(FailedMail & { count: number })[]>`
    SELECT d."id"::text, d."subscriberId"::text, s."address", d."kind"::text, d."lessonSlug" AS "lesson", d."reason",
      (count(*) OVER ())::int AS "count"
    FROM (SELECT course_now() AS "now" OFFSET 0) AS clock
    JOIN "Delivery" d ON d."state" = 'failed' AND d."createdAt" > clock."now" - interval '7 days'
    JOIN "Subscriber" s ON s."id" = d."subscriberId"
    ORDER BY d."createdAt" DESC, d."id" DESC LIMIT ${limit}`;
  return { newest: newest.map(({ count: _, ...mail }) => mail), count: newest[0]?.count ?? 0 };
}
