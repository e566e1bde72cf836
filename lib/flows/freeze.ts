import { beginAttempt, closeBatch, type LockedBatch, lockBatch, lockPeople } from '../db/batches.ts';
import { type Tx, transaction } from '../db/client.ts';
import { clockOffsetMs } from '../db/course-time.ts';
import { type Member, membersOfBatch } from '../db/members.ts';
import { lockSender } from '../db/sender.ts';
import { backToScheduled, skip } from '../db/skip.ts';
import { postpone } from '../db/write-planned.ts';
import { isNo } from '../domain/eligibility.ts';
import type { Message } from '../domain/message.ts';
import { PLAN_IS_FRESH_MS, timingOf } from '../domain/retry.ts';
import { bodyHash } from '../mail/body-hash.ts';
import type { Runtime } from '../runtime.ts';
import { isMadeOutToSuppressed, judge } from './circumstances.ts';
import { rearrange } from './rearrange.ts';
import { presentEnvelope, render } from './render-batch.ts';

/** A batch that finds sending stopped looks again after this long (real time). */
const CLOSED_MS = 60_000;

/** A mail that can't be rendered is tried again after this long. */
const BROKEN_MS = 3_600_000;

export type FrozenBatch = {
  batchId: string;
  priority: number;
  attempt: number;
  messages: Message[];
  /** On the monotonic clock, and on the machine's: one stands still while a laptop sleeps, the other may be set. */
  frozenAtMs: number;
  frozenOnClockMs: number;
};

export type Freeze =
  | ({ state: 'frozen' } & FrozenBatch)
  /** Nothing to do any more. */
  | { state: 'closed' }
  | { state: 'later'; waitMs: number }
  /** It may have left, and may not or need not be asked under its key again: find out. */
  | { state: 'look up' };

/**
 * The last moment to stop, and every attempt repeats it.
 *
 * 1. Lock the batch, its people and the switch.
 * 2. In the next statement, younger than the locks, read everybody again and judge.
 * 3. Whoever may not be mailed is dropped, if the batch never left; if it may have, nothing is rearranged.
 * 4. Fix order, envelope and the hash of the bytes.
 *
 * The messages may be handed over within two seconds of it, or not at all.
 */
export async function freeze(runtime: Runtime, batchId: string): Promise<Freeze> {
  const timing = timingOf(runtime.mail.capabilities);
  const frozen = await transaction(runtime.db, async (tx): Promise<Freeze> => {
    const batch = await lockBatch(tx, batchId);
    if (!batch || batch.state === 'closed') return { state: 'closed' };
    if (batch.waitMs > 0) return { state: 'later', waitMs: batch.waitMs };
    await lockPeople(tx, batchId);
    const { stopped, halted } = await lockSender(tx);
    if (stopped || (halted && halted.waitMs > 0)) return { state: 'later', waitMs: CLOSED_MS };
    if (runtime.mail.name !== 'outbox' && (await clockOffsetMs(tx)) !== 0) {
      runtime.log.error('course time was moved; real mail needs a database whose clock was not');
      return { state: 'later', waitMs: CLOSED_MS };
    }

    const members = await membersOfBatch(tx, batchId);
    const now = await runtime.now(tx);
    const { mayMail, mayNot } = await judge(runtime, tx, members, now);
    if (batch.doubtMs !== null) {
      const mayAsk = batch.outcome === null && batch.doubtMs < timing.askAgainMs;
      const isCalledOff = mayNot.some(({ reason }) => isNo(reason));
      if (!mayAsk || isCalledOff || (await isMadeOutToSuppressed(runtime, tx, members)))
        return { state: 'look up' };
    } else if (now.getTime() - batch.plannedAt.getTime() > PLAN_IS_FRESH_MS || members.some(hasMoved)) {
      return replan(runtime, tx, batch, members);
    } else if (mayNot.length > 0) {
      await skip(tx, mayNot);
      return goOnWith(runtime, tx, batch, mayMail);
    }
    return begin(runtime, tx, batch, members);
  });
  runtime.reached('frozen');
  return frozen;
}

/** Renders the members and begins the attempt, unless the bytes differ from those that may have left already. */
async function begin(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  members: readonly Member[],
): Promise<Freeze> {
  if (members.length === 0) {
    await closeBatch(tx, batch.id, 'emptied');
    return { state: 'closed' };
  }
  const envelope = batch.envelope ?? (await presentEnvelope(runtime, tx));
  const { messages, broken } = await render(runtime, tx, members, envelope);
  if (broken.length > 0) {
    if (batch.doubtMs !== null) return { state: 'look up' };
    await setAside(runtime, tx, broken);
    return goOnWith(
      runtime,
      tx,
      batch,
      members.filter(({ id }) => !broken.includes(id)),
    );
  }
  const hash = bodyHash(messages);
  if (batch.bodyHash !== null && batch.bodyHash !== hash) {
    // Somebody in it was erased, or a bug. Either way these are not the bytes its key stands for.
    runtime.log.warn({ batch: batch.id }, 'a retry would have sent other bytes, and is not made');
    return batch.doubtMs === null ? replan(runtime, tx, batch, members) : { state: 'look up' };
  }
  const { leaseMs } = timingOf(runtime.mail.capabilities);
  const attempt = await beginAttempt(tx, batch, { envelope, bodyHash: hash, leaseMs });
  const { id: batchId, priority } = batch;
  return {
    state: 'frozen',
    batchId,
    priority,
    attempt,
    messages,
    frozenAtMs: performance.now(),
    frozenOnClockMs: Date.now(),
  };
}

/** Certainly nothing has left, so the rest may go on; but a key that was used before is not used for other bytes. */
async function goOnWith(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  rest: readonly Member[],
): Promise<Freeze> {
  if (batch.attempt === 0) return begin(runtime, tx, batch, rest);
  await rearrange(runtime, tx, batch, [rest]);
  return { state: 'closed' };
}

/** Its person has changed their address since it was planned. */
function hasMoved({ slots, toKey }: Member): boolean {
  return slots?.to !== undefined && slots.to.toLowerCase() !== toKey;
}

/** A plan that did not leave for so long may promise a date that no longer keeps the gap. */
async function replan(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  members: readonly Member[],
): Promise<Freeze> {
  await backToScheduled(
    tx,
    members.map(({ id }) => id),
  );
  await closeBatch(tx, batch.id, 'rearranged');
  await runtime.queue.wakePlan(tx);
  return { state: 'closed' };
}

async function setAside(runtime: Runtime, tx: Tx, deliveryIds: readonly string[]): Promise<void> {
  await backToScheduled(tx, deliveryIds);
  await postpone(tx, deliveryIds, new Date((await runtime.now(tx)).getTime() + BROKEN_MS));
}
