import {
  closeBatch,
  endAttempt,
  type LockedBatch,
  leaseForLookUp,
  lockBatch,
  lockPeople,
} from '../db/batches.ts';
import { type Tx, transaction } from '../db/client.ts';
import { type Member, membersOfBatch } from '../db/members.ts';
import { acceptedByEvents } from '../db/provider-events.ts';
import { lookUpAgainMs, timingOf } from '../domain/retry.ts';
import type { Found, Wanted } from '../mail/transport.ts';
import type { Runtime } from '../runtime.ts';
import { continueCourses } from './continue-courses.ts';
import { freeAbsent } from './free-absent.ts';
import { recordAnswers } from './record-answers.ts';
import { presentEnvelope, render } from './render-batch.ts';
import { learnHealth, waitToAsk } from './turn.ts';

/** A search that takes longer ends without proof; a job may take five minutes. */
const LONGEST_SEARCH_MS = 4 * 60_000;

/**
 * A batch that may have left and is not to be tried again: finds out what became of it, from the provider's webhooks and
 * from its list. Every ambiguous row is looked at, whatever its person's state is by now. Only proved absence frees the
 * members; what stays unknown past the provider's memory says so in the data, and the course goes on.
 * @returns real milliseconds until the next look, or null when the batch is closed
 */
export async function lookUp(runtime: Runtime, batchId: string): Promise<number | null> {
  const search = await beginSearch(runtime, batchId);
  if (search === null || typeof search === 'number') return search;
  const found = await ask(runtime, search);
  return transaction(runtime.db, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (!batch || batch.state === 'closed') return null;
    await lockPeople(tx, batchId);
    return settle(runtime, tx, batch, { ...search, found });
  });
}

type Search = {
  batchId: string;
  /** The last attempt as the search began: what was asked after that was not searched for. */
  attempt: number;
  /** Whether by then a request could no longer have been under way. */
  settled: boolean;
  members: readonly Member[];
  told: ReadonlyMap<string, string>;
  wanted: Wanted;
};

async function beginSearch(runtime: Runtime, batchId: string): Promise<Search | number | null> {
  const { capabilities } = runtime.mail;
  return transaction(runtime.db, async (tx) => {
    const batch = await lockBatch(tx, batchId);
    if (!batch || batch.state === 'closed') return null;
    if (batch.waitMs > 0) return batch.waitMs;
    const members = await membersOfBatch(tx, batchId);
    if (members.length === 0) {
      await closeBatch(tx, batchId, 'emptied');
      return null;
    }
    await leaseForLookUp(tx, batchId, timingOf(capabilities).leaseMs);
    const told = await acceptedByEvents(
      tx,
      members.map(({ id }) => id),
    );
    return {
      batchId,
      attempt: batch.attempt,
      settled: (batch.lastAttemptMs ?? 0) >= capabilities.settledMs,
      members,
      told,
      wanted: {
        idempotencyKey: batchId,
        firstAttemptAt: new Date(batch.lockedAt.getTime() - (batch.doubtMs ?? 0)),
        now: batch.lockedAt,
        messages: await messagesOf(runtime, tx, batch, members),
      },
    };
  });
}

/** What can no longer be rendered (its key was retired) is known by its address alone. */
async function messagesOf(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  members: readonly Member[],
): Promise<Wanted['messages']> {
  const envelope = batch.envelope ?? (await presentEnvelope(runtime, tx));
  const { messages } = await render(runtime, tx, members, envelope);
  const subjects = new Map(messages.map(({ deliveryId, subject }) => [deliveryId, subject]));
  return members.map(({ id, address, slots }) => ({
    deliveryId: id,
    to: slots?.to ?? address,
    subject: subjects.get(id) ?? null,
  }));
}

/** Asks the provider for whatever its webhooks have not told. */
async function ask(runtime: Runtime, { wanted, told, members }: Search): Promise<Found> {
  const messages = wanted.messages.filter(({ deliveryId }) => !told.has(deliveryId));
  if (messages.length === 0) return { accepted: told, complete: true };
  const { askAgainMs } = timingOf(runtime.mail.capabilities);
  // Whole milliseconds: AbortSignal.timeout throws at others.
  const searchMs = Math.min(LONGEST_SEARCH_MS, Math.floor(askAgainMs / 2));
  const until = performance.now() + searchMs;
  const priority = Math.max(...members.map((member) => member.priority), 1);
  const turn = async () => performance.now() < until && (await waitToAsk(runtime, priority, until)) === null;
  const found = await runtime.mail.lookUp(
    { ...wanted, messages },
    { signal: AbortSignal.timeout(searchMs), turn, answered: (outcome) => learnHealth(runtime, outcome) },
  );
  return { accepted: new Map([...told, ...found.accepted]), complete: found.complete };
}

async function settle(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  search: Search & { found: Found },
): Promise<number | null> {
  const { found, settled } = search;
  const acceptedMsAgo = batch.lastAttemptMs ?? 0;
  const answers = [...found.accepted].map(([id, accepted]) => [id, { accepted }] as const);
  await recordAnswers(runtime, tx, batch.id, new Map(answers), acceptedMsAgo);

  // Somebody has asked again meanwhile; what that leads to is theirs to write down.
  if (batch.attempt !== search.attempt) return batch.waitMs;
  const missing = await membersOfBatch(tx, batch.id);
  if (missing.length === 0) {
    await closeBatch(tx, batch.id, 'accepted');
    return null;
  }
  // A batch is taken whole or not at all: where some were found, the others are somewhere too.
  const absent = found.complete && found.accepted.size === 0;
  if (absent && settled && batch.conflictedAt === null) {
    await freeAbsent(runtime, tx, missing);
    await closeBatch(tx, batch.id, 'absent');
    return null;
  }
  const { capabilities } = runtime.mail;
  const { askAgainMs } = timingOf(capabilities);
  const doubtMs = batch.doubtMs ?? 0;
  if (doubtMs >= askAgainMs || batch.conflictedAt !== null) await declareUnknown(runtime, tx, batch, missing);
  const untilSettledMs = absent && !settled ? capabilities.settledMs - acceptedMsAgo : 0;
  const waitMs = Math.max(untilSettledMs, lookUpAgainMs(doubtMs, askAgainMs));
  await endAttempt(tx, { batchId: batch.id, attempt: batch.attempt }, { certain: false, waitMs });
  return waitMs;
}

/** Once: it counts as had at the learner's next slot, so that nobody is stuck because nobody was looking. */
async function declareUnknown(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  members: readonly Member[],
): Promise<void> {
  const declared = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "Delivery" SET "state" = 'unknown', "reason" = 'nobody can tell yet whether it left'
    WHERE "batchId" = ${batch.id}::uuid AND "state" = 'batched' RETURNING "id"::text AS "id"`;
  const ids = new Set(declared.map(({ id }) => id));
  if (ids.size === 0) return;
  const now = await runtime.now(tx);
  const sentAt = new Date(now.getTime() - (batch.lastAttemptMs ?? 0));
  await continueCourses(
    tx,
    members.filter((member) => ids.has(member.id) && !isPausedClosing(member)),
    { now, sentAt },
  );
  await tx.batch.update({ where: { id: batch.id }, data: { outcome: 'unknown' } });
  runtime.log.error(
    { batch: batch.id, deliveries: ids.size },
    'unknown: nobody can tell yet whether these left',
  );
}

/** A pause outlives a closing mail that perhaps never left: it is still to come, when the pause is over. */
function isPausedClosing({ kind, enrollmentState }: Member): boolean {
  return kind === 'completion' && enrollmentState === 'paused';
}
