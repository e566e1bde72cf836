import { closeBatch, endAttempt, type LockedBatch, lockBatch, lockPeople } from '../db/batches.ts';
import { type Tx, transaction } from '../db/client.ts';
import { membersOfBatch } from '../db/members.ts';
import { waitBeforeRetryMs } from '../domain/retry.ts';
import type { SendOutcome } from '../mail/transport.ts';
import type { Runtime } from '../runtime.ts';
import { continueCourses } from './continue-courses.ts';
import type { FrozenBatch } from './freeze.ts';
import { rearrange } from './rearrange.ts';

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
      const ids = new Map(
        frozen.messages.map(({ deliveryId }, i) => [
          deliveryId,
          outcome.messages[i] ?? { refused: 'no answer' },
        ]),
      );
      await recordAnswers(runtime, tx, batch.id, ids);
      return null;
    }
    if (batch.attempt !== frozen.attempt || batch.state === 'closed') return null;
    return recordNoAcceptance(runtime, tx, batch, outcome);
  });
}

/** So many single messages refused, and none accepted, within ten minutes: then all sending halts. */
const REFUSALS_IN_A_ROW = 3;
/** A batch that met a halt looks again after this long (real time). */
const HALTED_MS = 60_000;

export type Answers = ReadonlyMap<string, { accepted: string } | { refused: string }>;

/**
 * Marks each member sent or failed, goes on with the courses, and closes the batch. A lesson that failed is not sent
 * again by itself, and the next still comes: it stands on the learner's page.
 */
export async function recordAnswers(
  runtime: Runtime,
  tx: Tx,
  batchId: string,
  answers: Answers,
): Promise<void> {
  const members = (await membersOfBatch(tx, batchId)).filter(({ id }) => answers.has(id));
  const now = await runtime.now(tx);
  const results = members.map(({ id }) => ({ id, ...answers.get(id) }));
  await tx.$executeRaw`
    UPDATE "Delivery" d SET
      "state" = CASE WHEN r."accepted" IS NULL THEN 'failed'::"DeliveryState" ELSE 'sent' END,
      "providerId" = r."accepted", "reason" = r."refused",
      "sentAt" = CASE WHEN r."accepted" IS NULL THEN NULL ELSE ${now}::timestamptz END
    FROM jsonb_to_recordset(${JSON.stringify(results)}::jsonb) AS r("id" uuid, "accepted" text, "refused" text)
    WHERE d."id" = r."id" AND d."state" IN ('batched', 'unknown')`;
  await continueCourses(tx, members, now);
  await closeBatch(tx, batchId, results.some((result) => 'accepted' in result) ? 'accepted' : 'refused');
  runtime.log.info({ batch: batchId, deliveries: members.length }, 'recorded');
}

async function recordNoAcceptance(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  outcome: Exclude<SendOutcome, { outcome: 'answered' }>,
): Promise<number | null> {
  const { id } = batch;
  const inDoubt = batch.doubtSince !== null;
  const retryMs = waitBeforeRetryMs(batch.attempt, Math.random());
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
      await halt(tx, outcome.reason);
      return again(true, retryMs);
    case 'no-answer':
    case 'conflict':
      return again(false, retryMs);
    case 'refused':
      // An earlier attempt may have been taken: a refusal now proves nothing about then.
      return inDoubt ? again(false, retryMs) : refuse(runtime, tx, batch, outcome.reason);
    default:
      return outcome satisfies never;
  }
}

/** A refused batch is halved until the one message stands alone that the provider won't take; that one fails. */
async function refuse(runtime: Runtime, tx: Tx, batch: LockedBatch, reason: string): Promise<null> {
  const members = await membersOfBatch(tx, batch.id);
  const [only] = members;
  if (members.length === 1 && only) {
    if (await isEverythingRefused(tx)) {
      await halt(tx, reason);
      await endAttempt(
        tx,
        { batchId: batch.id, attempt: batch.attempt },
        { certain: true, waitMs: HALTED_MS },
      );
      return null;
    }
    await recordAnswers(runtime, tx, batch.id, new Map([[only.id, { refused: reason }]]));
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

async function halt(tx: Tx, reason: string): Promise<void> {
  await tx.$executeRaw`UPDATE "Sender" SET "haltedAt" = clock_timestamp(), "haltedReason" = ${reason}`;
}
