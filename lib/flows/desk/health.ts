import { type SendingState, sendingState } from '../sending.ts';
import type { Desk } from './desk.ts';
import { expensive } from './expensive.ts';

export type DeskHealth = {
  sending: SendingState;
  /** Real seconds since a worker, or a call of the cron endpoint, was last heard of; null for never. */
  workerSeen: number | null;
  /** Mail that was due within the last 24 hours of course time, and what the provider has said of it since. */
  yesterday: { sent: number; delivered: number; bounced: number; complained: number; failed: number };
};

/** Whether mail goes out, and what became of the newest. */
export async function deskHealth(desk: Desk): Promise<DeskHealth> {
  const sending = await sendingState(desk);
  const [seen] = await desk.db.$queryRaw<{ seconds: number | null }[]>`
    SELECT extract(epoch FROM clock_timestamp() - max("beatAt"))::float8 AS "seconds" FROM "Heartbeat"`;
  const yesterday = await expensive(desk.db, 'yesterday', () => becameOf(desk));
  return { sending, workerSeen: seen?.seconds ?? null, yesterday };
}

async function becameOf({ db }: Desk): Promise<DeskHealth['yesterday']> {
  const [counts] = await db.$queryRaw<DeskHealth['yesterday'][]>`
    SELECT count(*) FILTER (WHERE d."state" = 'sent')::int AS "sent", count(d."deliveredAt")::int AS "delivered",
      count(d."bouncedAt")::int AS "bounced", count(d."complainedAt")::int AS "complained",
      count(*) FILTER (WHERE d."state" = 'failed' OR d."failedAt" IS NOT NULL)::int AS "failed"
    FROM "Delivery" d JOIN "Batch" b ON b."id" = d."batchId", (SELECT course_now() AS "now" OFFSET 0) AS clock
    WHERE b."plannedAt" > clock."now" - interval '24 hours'`;
  return counts ?? { sent: 0, delivered: 0, bounced: 0, complained: 0, failed: 0 };
}
