import { endAttempt } from '../db/batches.ts';
import { transaction } from '../db/client.ts';
import { FREEZE_IS_FRESH_MS, REQUEST_TIMEOUT_MS } from '../domain/retry.ts';
import type { SendOutcome } from '../mail/transport.ts';
import type { Runtime } from '../runtime.ts';
import { type FrozenBatch, freeze } from './freeze.ts';
import { lookUp } from './look-up.ts';
import { record } from './record.ts';

/** While sending is halted, batches ask so often whether it goes on. */
const HALTED_WAIT_MS = 60_000;

/**
 * One batch: freeze, hand over, record.
 * @returns real milliseconds after which it wants another look, or null when it is closed
 */
export async function deliver(runtime: Runtime, batchId: string): Promise<number | null> {
  const step = await freeze(runtime, batchId);
  switch (step.state) {
    case 'closed':
      return null;
    case 'later':
      return step.waitMs;
    case 'halted':
      runtime.log.warn({ batch: batchId, reason: step.reason }, 'sending is halted');
      return HALTED_WAIT_MS;
    case 'look up':
      return lookUp(runtime, batchId);
    case 'frozen':
      return handOver(runtime, step);
    default:
      return step satisfies never;
  }
}

async function handOver(runtime: Runtime, frozen: FrozenBatch): Promise<number | null> {
  // A worker stopped between freeze and request (a sleeping laptop, a paused machine) must not mail people who left.
  if (performance.now() - frozen.frozenAtMs > FREEZE_IS_FRESH_MS) {
    await transaction(runtime.db, (tx) => endAttempt(tx, frozen, { certain: true, waitMs: 0 }));
    return 0;
  }
  const outcome = await send(runtime, frozen);
  runtime.reached('accepted');
  const waitMs = await record(runtime, frozen, outcome);
  runtime.reached('recorded');
  return waitMs;
}

async function send(runtime: Runtime, { batchId, messages }: FrozenBatch): Promise<SendOutcome> {
  const signal = AbortSignal.timeout(REQUEST_TIMEOUT_MS);
  try {
    return await runtime.mail.send(messages, { idempotencyKey: batchId, signal });
  } catch (error) {
    // Adapters don't throw. If one does, nobody can say whether the request had left.
    runtime.log.error({ err: error, batch: batchId }, 'the transport threw');
    return { outcome: 'no-answer', reason: 'the transport threw' };
  }
}
