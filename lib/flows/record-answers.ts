import type { Tx } from '../db/client.ts';
import { membersOfBatch } from '../db/members.ts';
import type { Runtime } from '../runtime.ts';
import { continueCourses } from './continue-courses.ts';

/** By delivery: the provider's id, or why it was refused. */
export type Answers = ReadonlyMap<string, { accepted: string } | { refused: string }>;

/**
 * Marks members of a batch sent or failed, and goes on with their courses. A lesson that failed is not sent again by
 * itself, and the next still comes: it stands on the learner's page. What is sent already stays as it is. Where a mail
 * was unknown its course has gone on since, and nothing more follows from what became of it.
 * @param acceptedMsAgo how long ago that was, when it was found out later
 */
export async function recordAnswers(
  runtime: Runtime,
  tx: Tx,
  batchId: string,
  answers: Answers,
  acceptedMsAgo = 0,
): Promise<void> {
  const members = (await membersOfBatch(tx, batchId)).filter(({ id }) => answers.has(id));
  const now = await runtime.now(tx);
  const sentAt = new Date(now.getTime() - acceptedMsAgo);
  const results = members.map(({ id }) => ({ id, ...answers.get(id) }));
  await tx.$executeRaw`
    UPDATE "Delivery" d SET
      "state" = CASE WHEN r."accepted" IS NULL THEN 'failed'::"DeliveryState" ELSE 'sent' END,
      "providerId" = r."accepted", "reason" = r."refused",
      "sentAt" = CASE WHEN r."accepted" IS NULL THEN NULL ELSE ${sentAt}::timestamptz END
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r("id" uuid, "accepted" text, "refused" text)
    WHERE d."id" = r."id" AND d."state" IN ('batched', 'unknown')`;
  await continueCourses(
    tx,
    members.filter(({ state }) => state === 'batched'),
    { now, sentAt },
  );
  runtime.log.info({ batch: batchId, deliveries: members.length }, 'recorded');
}
