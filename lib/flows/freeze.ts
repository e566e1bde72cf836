import { randomUUID } from 'node:crypto';
import {
  beginAttempt,
  closeBatch,
  type LockedBatch,
  lockBatch,
  lockPeople,
  lockSender,
  moveToNewBatch,
} from '../db/batches.ts';
import { type Tx, transaction } from '../db/client.ts';
import { clockOffsetMs } from '../db/course-time.ts';
import { type Member, membersOfBatch } from '../db/members.ts';
import { editionsByHash } from '../db/publications.ts';
import { backToScheduled, skip } from '../db/skip.ts';
import { postpone } from '../db/write-planned.ts';
import { isNo } from '../domain/eligibility.ts';
import type { Envelope, Message } from '../domain/message.ts';
import { LEASE_MS, mayAskAgain, PLAN_IS_FRESH_MS } from '../domain/retry.ts';
import { bodyHash } from '../mail/body-hash.ts';
import { compose } from '../mail/compose.ts';
import type { Runtime } from '../runtime.ts';
import { judge } from './circumstances.ts';

/** After the provider said stop (key, quota, domain), one batch asks again this much later. */
const HALT_SECONDS = 600;

/** A mail that can't be rendered is tried again after this long. */
const BROKEN_MS = 3_600_000;

export type FrozenBatch = { batchId: string; attempt: number; messages: Message[]; frozenAtMs: number };

export type Freeze =
  | ({ state: 'frozen' } & FrozenBatch)
  /** Nothing to do any more. */
  | { state: 'closed' }
  | { state: 'later'; waitMs: number }
  | { state: 'halted'; reason: string }
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
 * The messages may be handed over within two seconds of the commit (`frozenAtMs`, monotonic), or not at all.
 */
export async function freeze(runtime: Runtime, batchId: string): Promise<Freeze> {
  const frozen = await transaction(runtime.db, async (tx): Promise<Freeze> => {
    const batch = await lockBatch(tx, batchId);
    if (!batch || batch.state === 'closed') return { state: 'closed' };
    if (batch.waitMs > 0) return { state: 'later', waitMs: batch.waitMs };
    await lockPeople(tx, batchId);
    const halted = await lockSender(tx, HALT_SECONDS);
    if (halted !== null) return { state: 'halted', reason: halted };
    if (runtime.mail.name !== 'outbox' && (await clockOffsetMs(tx)) !== 0) {
      return {
        state: 'halted',
        reason: 'course time was moved; real mail needs a database whose clock was not',
      };
    }

    const members = await membersOfBatch(tx, batchId);
    const now = await runtime.now(tx);
    const reasons = await judge(runtime, tx, members, now);
    const dropped = members.flatMap(({ id }) => {
      const reason = reasons.get(id) ?? null;
      return reason === null ? [] : [{ id, reason }];
    });

    if (batch.doubtMs !== null) {
      const mayAsk = mayAskAgain(batch.doubtMs, runtime.mail.capabilities.remembersKeyMs);
      if (!mayAsk || dropped.some(({ reason }) => isNo(reason))) return { state: 'look up' };
    } else if (now.getTime() - batch.plannedAt.getTime() > PLAN_IS_FRESH_MS) {
      return replan(runtime, tx, batch, members);
    } else if (dropped.length > 0) {
      await skip(tx, dropped);
      return goOnWithout(runtime, tx, batch, members, new Set(dropped.map(({ id }) => id)));
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
  const envelope = batch.envelope ?? presentEnvelope(runtime);
  const { messages, broken } = await render(runtime, tx, members, envelope);
  if (broken.size > 0) {
    if (batch.doubtMs !== null) return { state: 'look up' };
    await backToScheduled(tx, [...broken]);
    await postpone(tx, [...broken], new Date((await runtime.now(tx)).getTime() + BROKEN_MS));
    return goOnWithout(runtime, tx, batch, members, broken);
  }
  const hash = bodyHash(messages);
  if (batch.bodyHash !== null && batch.bodyHash !== hash) {
    runtime.log.error({ batch: batch.id }, 'a retry would have sent other bytes');
    return batch.doubtMs === null ? replan(runtime, tx, batch, members) : { state: 'look up' };
  }
  const attempt = await beginAttempt(tx, batch, { envelope, bodyHash: hash, leaseMs: LEASE_MS });
  return { state: 'frozen', batchId: batch.id, attempt, messages, frozenAtMs: performance.now() };
}

/** Certainly nothing has left, so the others may go on; but a key that was used before is not used for other bytes. */
async function goOnWithout(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  members: readonly Member[],
  out: ReadonlySet<string>,
): Promise<Freeze> {
  const rest = members.filter(({ id }) => !out.has(id));
  if (batch.attempt === 0) return begin(runtime, tx, batch, rest);
  await closeBatch(tx, batch.id, 'rearranged');
  if (rest.length > 0) {
    const newId = randomUUID();
    await moveToNewBatch(
      tx,
      batch,
      newId,
      rest.map(({ id }) => id),
    );
    await runtime.queue.deliver(tx, { id: newId, priority: batch.priority });
  }
  return { state: 'closed' };
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

function presentEnvelope({ env, tokens }: Runtime): Envelope {
  return {
    from: env.MAIL_FROM,
    replyTo: env.MAIL_REPLY_TO ?? null,
    origin: env.APP_URL,
    postalAddress: env.POSTAL_ADDRESS,
    keyId: tokens.currentKeyId,
  };
}

/** One mail that can't be rendered must not hold the others: it is named, and left out. */
async function render(runtime: Runtime, tx: Tx, members: readonly Member[], envelope: Envelope) {
  const editions = await editionsByHash(
    tx,
    members.flatMap(({ editionHash }) => editionHash ?? []),
  );
  const messages: Message[] = [];
  const broken = new Set<string>();
  for (const { id: deliveryId, kind, address, courseSlug, enrollmentId, signUpId, ...member } of members) {
    try {
      const edition = editions.get(member.editionHash ?? '');
      if (!edition || !member.slots) throw new Error(`delivery ${deliveryId} was batched without content`);
      const { slots } = member;
      // The address as it was when this was planned: people may spell theirs anew in between.
      const to = slots.to ?? address;
      const frozen = { deliveryId, kind, to, courseSlug, enrollmentId, signUpId, edition, slots };
      messages.push(compose(frozen, envelope, runtime.tokens));
    } catch (error) {
      runtime.log.error(
        { err: error, delivery: deliveryId },
        'this mail cannot be rendered; tried again in an hour',
      );
      broken.add(deliveryId);
    }
  }
  return { messages, broken };
}
