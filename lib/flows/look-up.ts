import { endAttempt, lockBatch, lockPeople } from '../db/batches.ts';
import { type Tx, transaction } from '../db/client.ts';
import { membersOfBatch } from '../db/members.ts';
import { backToScheduled, skip } from '../db/skip.ts';
import { mayAskAgain } from '../domain/retry.ts';
import type { Runtime } from '../runtime.ts';
import { judge } from './circumstances.ts';
import { continueCourses } from './continue-courses.ts';
import { recordAnswers } from './record.ts';

/** What can't be known yet is asked again after this long (real time), while its key is still remembered. */
const ASK_AGAIN_MS = 5 * 60_000;
/** What is unknown for good is only looked at now and then. */
const UNKNOWN_MS = 60 * 60_000;

/**
 * A batch that may have left and is not to be tried again: finds out what became of it. Only proved absence frees its
 * members; what stays unknown past the provider's memory says so in the data, and the course goes on.
 * @returns real milliseconds until the next look, or null when the batch is closed
 */
export async function lookUp(runtime: Runtime, batchId: string): Promise<number | null> {
  const found = await runtime.mail.lookUp(batchId);
  return transaction(runtime.db, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (!batch || batch.state === 'closed') return null;
    if (batch.waitMs > 0) return batch.waitMs;
    await lockPeople(tx, batchId);
    if (found !== null) {
      await settle(runtime, tx, batchId, found);
      return null;
    }
    const mayAsk = mayAskAgain(batch.doubtMs ?? 0, runtime.mail.capabilities.remembersKeyMs);
    if (!mayAsk) await declareUnknown(runtime, tx, batchId);
    const waitMs = mayAsk ? ASK_AGAIN_MS : UNKNOWN_MS;
    await endAttempt(tx, { batchId, attempt: batch.attempt }, { certain: false, waitMs });
    return waitMs;
  });
}

/** What was found is recorded; what is proved absent is free to be planned again, for whoever may still be mailed. */
async function settle(
  runtime: Runtime,
  tx: Tx,
  batchId: string,
  found: ReadonlyMap<string, string>,
): Promise<void> {
  const members = await membersOfBatch(tx, batchId);
  const answers = [...found].map(([id, accepted]) => [id, { accepted }] as const);
  await recordAnswers(runtime, tx, batchId, new Map(answers));

  const absent = members.filter(({ id }) => !found.has(id));
  const { mayMail, mayNot } = await judge(runtime, tx, absent, await runtime.now(tx));
  await skip(tx, mayNot);
  const free = mayMail.map(({ id }) => id);
  await backToScheduled(tx, free);
  if (free.length > 0) await runtime.queue.wakePlan(tx);
}

/** Once: it counts as had at the learner's next slot, so that nobody is stuck because nobody was looking. */
async function declareUnknown(runtime: Runtime, tx: Tx, batchId: string): Promise<void> {
  const members = await membersOfBatch(tx, batchId);
  const declared = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Delivery" SET "state" = 'unknown', "reason" = 'the provider never answered'
    WHERE "batchId" = ${batchId}::uuid AND "state" = 'batched' RETURNING "id"::text AS "id"`;
  const ids = new Set(declared.map(({ id }) => id));
  if (ids.size === 0) return;
  await continueCourses(
    tx,
    members.filter(({ id }) => ids.has(id)),
    await runtime.now(tx),
  );
  await tx.batch.update({ where: { id: batchId }, data: { outcome: 'unknown' } });
  runtime.log.error({ batch: batchId, deliveries: ids.size }, 'unknown: the provider never answered');
}
