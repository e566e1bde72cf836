import type { DeliveryKind } from '../domain/delivery.ts';
import type { SkipReason } from '../domain/eligibility.ts';
import type { Tx } from './client.ts';

/**
 * Ends deliveries of which nothing has left. Receipt and intent are given back, so that the same lesson can be
 * planned again for whoever resumes or comes back.
 */
export async function skip(tx: Tx, skipped: readonly { id: string; reason: SkipReason }[]): Promise<void> {
  if (skipped.length === 0) return;
  const ids = skipped.map(({ id }) => id);
  const reasons = skipped.map(({ reason }) => reason);
  const ended = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Delivery" d
    SET "state" = 'skipped', "reason" = s."reason", "intent" = 'skipped/' || d."id", "batchId" = NULL, "position" = NULL
    FROM unnest(${ids}::uuid[], ${reasons}::text[]) AS s("id", "reason")
    WHERE d."id" = s."id" AND d."state" IN ('scheduled', 'batched', 'unknown')
    RETURNING d."id"::text AS "id"`;
  await giveReceiptsBack(tx, ended);
}

/**
 * Skips the open date of an enrollment and, when it is left, what else of the course was to come. What its learner asked for
 * that is no lesson, such as their link, still comes. What is already batched is judged by its freeze.
 */
export async function skipScheduled(tx: Tx, enrollmentId: string, reason: SkipReason): Promise<void> {
  const kinds: DeliveryKind[] =
    reason === 'left' ? ['lesson', 'completion', 'correction', 'again'] : ['lesson', 'completion'];
  const open = await tx.delivery.findMany({
    where: { enrollmentId, state: 'scheduled', kind: { in: kinds } },
    select: { id: true },
  });
  await skip(
    tx,
    open.map(({ id }) => ({ id, reason })),
  );
}

/**
 * Puts planned deliveries back to scheduled: receipt and lesson given back, due as before. One whose enrollment has
 * got another date in the meantime is skipped instead.
 */
export async function backToScheduled(tx: Tx, deliveryIds: readonly string[]): Promise<void> {
  const back = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Delivery" d SET
      "state" = CASE WHEN other."id" IS NULL THEN 'scheduled'::"DeliveryState" ELSE 'skipped' END,
      "reason" = CASE WHEN other."id" IS NULL THEN NULL ELSE 'replaced' END,
      "intent" = CASE WHEN other."id" IS NOT NULL THEN 'skipped/' || d."id"
                      WHEN d."kind" IN ('lesson', 'completion') THEN 'next/' || d."enrollmentId" ELSE d."intent" END,
      "kind" = CASE WHEN d."kind" = 'completion' THEN 'lesson' ELSE d."kind" END,
      "lessonSlug" = NULL, "round" = NULL, "editionHash" = NULL, "slots" = NULL, "nextDueAt" = NULL,
      "batchId" = NULL, "position" = NULL
    FROM "Delivery" self
    LEFT JOIN "Delivery" other ON self."kind" IN ('lesson', 'completion') AND other."intent" = 'next/' || self."enrollmentId"
    WHERE self."id" = d."id" AND d."id" = ANY(${deliveryIds}::uuid[]) AND d."state" IN ('batched', 'unknown')
    RETURNING d."id"::text AS "id"`;
  await giveReceiptsBack(tx, back);
}

/**
 * After the update, never before: the update waits for a planner that holds the row, and only a later statement sees
 * the receipt which that planner wrote.
 */
async function giveReceiptsBack(tx: Tx, deliveries: readonly { id: string }[]): Promise<void> {
  await tx.receipt.deleteMany({ where: { deliveryId: { in: deliveries.map(({ id }) => id) } } });
}
