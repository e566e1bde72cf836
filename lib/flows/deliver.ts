import { endAttempt, openBatch } from '../db/batches.ts';
import { transaction } from '../db/client.ts';
import { FREEZE_IS_FRESH_MS, timingOf } from '../domain/retry.ts';
import type { Heard, SendOutcome } from '../mail/transport.ts';
import type { Runtime } from '../runtime.ts';
import { type FrozenBatch, freeze } from './freeze.ts';
import { lookUp } from './look-up.ts';
import { record } from './record.ts';
import { learnFrom, waitForMyTurn, whyNotNow } from './turn.ts';

/** A turn is waited for until this long after the freeze; the rest of the two seconds is for beginning the request. */
const TURN_WITHIN_MS = FREEZE_IS_FRESH_MS - 500;

/**
 * One batch: freeze, wait for the turn, hand over, record.
 * @returns real milliseconds after which it wants another look, or null when it is closed
 */
export async function deliver(runtime: Runtime, batchId: string): Promise<number | null> {
  const batch = await openBatch(runtime.db, batchId);
  if (batch === null) return null;
  const notNow = await whyNotNow(runtime, batch.priority);
  if (notNow) {
    runtime.log.debug({ batch: batchId, reason: notNow.reason }, 'not now');
    return notNow.waitMs;
  }
  const step = await freeze(runtime, batchId);
  switch (step.state) {
    case 'closed':
      return null;
    case 'later':
      return step.waitMs;
    case 'look up':
      return lookUp(runtime, batchId);
    case 'frozen':
      return handOver(runtime, step);
    default:
      return step satisfies never;
  }
}

async function handOver(runtime: Runtime, frozen: FrozenBatch): Promise<number | null> {
  const waitMs = await waitForMyTurn(runtime, frozen.priority, frozen.frozenAtMs + TURN_WITHIN_MS);
  if (waitMs !== null) return putBack(runtime, frozen, waitMs);
  if (!isFresh(frozen)) return putBack(runtime, frozen, 0);

  const outcome = await send(runtime, frozen);
  runtime.reached('accepted');
  await learnFrom(runtime, outcome);
  const againMs = await record(runtime, frozen, outcome);
  runtime.reached('recorded');
  return againMs;
}

/** A worker that stood still between freeze and request (a paused machine, a sleeping laptop) must not mail who left meanwhile. */
function isFresh({ frozenAtMs, frozenOnClockMs }: FrozenBatch): boolean {
  return (
    performance.now() - frozenAtMs <= FREEZE_IS_FRESH_MS &&
    Math.abs(Date.now() - frozenOnClockMs) <= FREEZE_IS_FRESH_MS
  );
}

/** No request was made: certainly nothing was taken. */
async function putBack(runtime: Runtime, frozen: FrozenBatch, waitMs: number): Promise<number> {
  await transaction(runtime.db, (tx) => endAttempt(tx, frozen, { certain: true, waitMs }));
  return waitMs;
}

async function send(
  runtime: Runtime,
  { batchId, messages }: FrozenBatch,
): Promise<SendOutcome & { heard?: Heard }> {
  const { requestMs } = timingOf(runtime.mail.capabilities);
  const signal = AbortSignal.timeout(requestMs);
  try {
    return await runtime.mail.send(messages, { idempotencyKey: batchId, signal });
  } catch (error) {
    // Adapters don't throw. If one does, nobody can say whether the request had left.
    runtime.log.error({ err: error, batch: batchId }, 'the transport threw');
    return { outcome: 'no-answer', reason: 'the transport threw', ill: false };
  }
}
