import {
  closeBatch,
  endAttempt,
  type LockedBatch,
  lockBatch,
  lockPeople,
  lookUpOnly,
} from '../db/batches.ts';
import { type Tx, transaction } from '../db/client.ts';
import { membersOfBatch } from '../db/members.ts';
import { haltSender } from '../db/sender.ts';
import { timingOf, waitBeforeRetryMs } from '../domain/retry.ts';
import type { SendOutcome } from '../mail/transport.ts';
import type { Runtime } from '../runtime.ts';
import type { FrozenBatch } from './freeze.ts';
import { rearrange } from './rearrange.ts';
import { recordAnswers } from './record-answers.ts';

/**
 * Writes down what the provider said, in one transaction with what follows from it. Fenced by the attempt's number:
 * whoever was overtaken writes nothing, except that an acceptance is always recorded, once, because it is proof.
 * @returns real milliseconds until the next attempt, or null when the batch is closed
 */
export async function record(
  runtime: Runtime,
  frozen: FrozenBatch,
  outcome: SendOutcome,
): Promise<number | null> {
  return transaction(runtime.db, async (tx) => {
    const batch = await lockBatch(tx, frozen.batchId);
    if (!batch) return null;
    // Whoever pauses or leaves at this moment comes before us or after: never between reading and dating.
    await lockPeople(tx, batch.id);
    if (outcome.outcome === 'answered') {
      const answers = new Map(
        frozen.messages.map(({ deliveryId }, i) => [
          deliveryId,
          outcome.messages[i] ?? { refused: 'no answer' },
        ]),
      );
      await recordAnswers(runtime, tx, batch.id, answers);
      await closeBatch(tx, batch.id, 'accepted');
      return null;
    }
    if (batch.attempt !== frozen.attempt || batch.state === 'closed') return null;
    return recordNoAcceptance(runtime, tx, batch, outcome, frozen.messages.length);
  });
}

/** So many single messages refused, and none accepted, within ten minutes: then all sending halts. */
const REFUSALS_IN_A_ROW = 3;
/** A batch that met a halt looks again after this long (real time). */
const HALTED_MS = 60_000;

async function recordNoAcceptance(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  outcome: Exclude<SendOutcome, { outcome: 'answered' }>,
  asked: number,
): Promise<number | null> {
  const { id } = batch;
  const inDoubt = batch.doubtSince !== null;
  const retryMs = waitBeforeRetryMs(batch.attempt, Math.random(), timingOf(runtime.mail.capabilities));
  const again = async (certain: boolean, waitMs: number) => {
    await endAttempt(tx, { batchId: id, attempt: batch.attempt }, { certain, waitMs });
    return waitMs;
  };
  runtime.log.warn(
    { batch: id, attempt: batch.attempt, outcome: outcome.outcome, reason: outcome.reason },
    'not accepted',
  );
  switch (outcome.outcome) {
    case 'not-now':
      return again(true, outcome.afterMs);
    case 'halted':
      await haltSender(tx, outcome.reason, outcome.until);
      return again(true, HALTED_MS);
    case 'no-answer':
      return again(false, retryMs);
    case 'conflict':
      runtime.log.error(
        { batch: id },
        'the provider knows this key for other bytes; it will only be looked up',
      );
      await lookUpOnly(tx, id, 'conflict');
      return again(false, 0);
    case 'refused':
      if (!inDoubt) return refuse(runtime, tx, batch, outcome.reason, asked);
      // An earlier attempt may have been taken: a refusal now proves nothing about then. Asking again is in vain.
      await lookUpOnly(tx, id, 'refused');
      return again(false, 0);
    default:
      return outcome satisfies never;
  }
}

/**
 * A refused batch is halved until the one message stands alone that the provider won't take; that one fails. Whoever is
 * the last of several that were asked for, the others being erased meanwhile, goes once more alone: the refusal was
 * perhaps about them.
 */
async function refuse(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  reason: string,
  asked: number,
): Promise<null> {
  const members = await membersOfBatch(tx, batch.id);
  const [only] = members;
  if (asked === 1 && only) {
    if (await isEverythingRefused(tx)) {
      await haltSender(tx, reason, 'a while');
      await endAttempt(
        tx,
        { batchId: batch.id, attempt: batch.attempt },
        { certain: true, waitMs: HALTED_MS },
      );
      return null;
    }
    await recordAnswers(runtime, tx, batch.id, new Map([[only.id, { refused: reason }]]));
    await closeBatch(tx, batch.id, 'refused');
    return null;
  }
  const middle = Math.ceil(members.length / 2);
  await rearrange(runtime, tx, batch, [members.slice(0, middle), members.slice(middle)]);
  return null;
}

/** One refused address is an address; several in a row, with nothing accepted between, are a setting of ours. */
async function isEverythingRefused(tx: Tx): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ refused: number; accepted: number }[]>`
    SELECT count(*) FILTER (WHERE "outcome" = 'refused')::int AS "refused",
           count(*) FILTER (WHERE "outcome" = 'accepted')::int AS "accepted"
    FROM "Batch" WHERE "state" = 'closed' AND "attemptedAt" > clock_timestamp() - interval '10 minutes'`;
  return row !== undefined && row.accepted === 0 && row.refused >= REFUSALS_IN_A_ROW;
}
