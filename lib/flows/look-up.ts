import { closeBatch, endAttempt, lockBatch, lockPeople } from '../db/batches.ts';
import { transaction } from '../db/client.ts';
import { membersOfBatch } from '../db/members.ts';
import { backToScheduled, skip } from '../db/skip.ts';
import { mayAskAgain } from '../domain/retry.ts';
import type { Runtime } from '../runtime.ts';
import { judge } from './circumstances.ts';
import { continueCourses } from './continue-courses.ts';
import { recordAnswers } from './record.ts';

/** What can't be known yet is asked again after this long (real time). */
const ASK_AGAIN_MS = 5 * 60_000;

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
    const members = await membersOfBatch(tx, batchId);
    const now = await runtime.now(tx);

    if (found !== null && found.size > 0) {
      const answers = [...found].map(([id, accepted]) => [id, { accepted }] as const);
      await recordAnswers(runtime, tx, batchId, new Map(answers));
      return null;
    }
    if (found !== null) {
      const reasons = await judge(runtime, tx, members, now);
      const gone = members.flatMap(({ id }) => {
        const reason = reasons.get(id) ?? null;
        return reason === null ? [] : [{ id, reason }];
      });
      await skip(tx, gone);
      await backToScheduled(
        tx,
        members.filter(({ id }) => reasons.get(id) === null).map(({ id }) => id),
      );
      await closeBatch(tx, batchId, 'proved absent');
      await runtime.queue.wakePlan(tx);
      return null;
    }
    if (batch.doubtMs !== null && !mayAskAgain(batch.doubtMs, runtime.mail.capabilities.remembersKeyMs)) {
      await tx.delivery.updateMany({
        where: { batchId, state: 'batched' },
        data: { state: 'unknown', reason: 'the provider never answered' },
      });
      // It counts as had at the learner's next slot, so that nobody is stuck because nobody was looking.
      await continueCourses(tx, members, now);
    }
    await endAttempt(tx, batchId, { certain: false, waitMs: ASK_AGAIN_MS });
    return ASK_AGAIN_MS;
  });
}
