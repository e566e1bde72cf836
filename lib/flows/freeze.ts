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
import type { SkipReason } from '../domain/eligibility.ts';
import type { Envelope, Message } from '../domain/message.ts';
import { LEASE_MS, mayAskAgain, PLAN_IS_FRESH_MS } from '../domain/retry.ts';
import { bodyHash } from '../mail/body-hash.ts';
import { compose } from '../mail/compose.ts';
import type { Runtime } from '../runtime.ts';
import { judge } from './circumstances.ts';

/** After the provider said stop (key, quota, domain), one batch asks again this much later. */
const HALT_SECONDS = 600;

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
      if (!mayAsk || dropped.length > 0) return { state: 'look up' };
    } else if (batch.attempt === 0 && now.getTime() - batch.plannedAt.getTime() > PLAN_IS_FRESH_MS) {
      return replan(runtime, tx, batch, members);
    } else if (dropped.length > 0) {
      return drop(runtime, tx, batch, members, dropped);
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
  const messages = await render(runtime, tx, members, envelope);
  const hash = bodyHash(messages);
  if (batch.bodyHash !== null && batch.bodyHash !== hash) {
    runtime.log.error({ batch: batch.id }, 'a retry would have sent other bytes; looking it up instead');
    return { state: 'look up' };
  }
  const attempt = await beginAttempt(tx, batch, { envelope, bodyHash: hash, leaseMs: LEASE_MS });
  return { state: 'frozen', batchId: batch.id, attempt, messages, frozenAtMs: performance.now() };
}

/** Certainly nothing has left: those who said no are skipped. A key that was used before is not used for other bytes. */
async function drop(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  members: readonly Member[],
  dropped: readonly { id: string; reason: SkipReason }[],
): Promise<Freeze> {
  await skip(tx, dropped);
  const out = new Set(dropped.map(({ id }) => id));
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
    await runtime.queue.deliver(tx, newId);
  }
  return { state: 'closed' };
}

/** A plan nobody sent for so long may promise a date that no longer keeps the gap. */
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

async function render(
  runtime: Runtime,
  tx: Tx,
  members: readonly Member[],
  envelope: Envelope,
): Promise<Message[]> {
  const editions = await editionsByHash(
    tx,
    members.flatMap(({ editionHash }) => editionHash ?? []),
  );
  return members.map((member) => {
    const edition = editions.get(member.editionHash ?? '');
    if (!edition || !member.slots) throw new Error(`delivery ${member.id} was batched without content`);
    const { id: deliveryId, kind, address: to, courseSlug, enrollmentId, signUpId, slots } = member;
    return compose(
      { deliveryId, kind, to, courseSlug, enrollmentId, signUpId, edition, slots },
      envelope,
      runtime.tokens,
    );
  });
}
