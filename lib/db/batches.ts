import type { Envelope } from '../domain/message.ts';
import { type Db, Prisma, type Tx } from './client.ts';

export type LockedBatch = {
  id: string;
  state: 'open' | 'sending' | 'in_doubt' | 'closed';
  priority: number;
  attempt: number;
  settledAttempt: number;
  envelope: Envelope | null;
  bodyHash: string | null;
  plannedAt: Date;
  /** Real milliseconds since its first attempt without a certain answer; null when there is no doubt. */
  doubtMs: number | null;
  /** As recorded: doubt about an attempt before the present one. */
  doubtSince: Date | null;
  outcome: string | null;
  /** Its key was known for other bytes. */
  conflictedAt: Date | null;
  /** Real time at which it was locked. */
  lockedAt: Date;
  /** Real milliseconds since its last attempt began; null when there was none. */
  lastAttemptMs: number | null;
  /** Real milliseconds until it may be tried: another worker holds it, or the provider asked us to wait. */
  waitMs: number;
};

/**
 * Locks a batch and reads it. Doubt is a recorded one, or an attempt of which no answer was ever recorded: its worker
 * may have died before the request, or right after it.
 */
export async function lockBatch(tx: Tx, batchId: string): Promise<LockedBatch | null> {
  const [batch] = await tx.$queryRaw<LockedBatch[]>`
    SELECT "id", "state", "priority", "attempt", "settledAttempt", "envelope", "bodyHash", "plannedAt",
      "doubtSince", "outcome", "conflictedAt", clock_timestamp() AS "lockedAt",
      (extract(epoch FROM clock_timestamp() - "attemptedAt") * 1000)::float8 AS "lastAttemptMs",
      (extract(epoch FROM clock_timestamp() - coalesce("doubtSince",
        CASE WHEN "attempt" > "settledAttempt" THEN "attemptedAt" END)) * 1000)::float8 AS "doubtMs",
      greatest(0, ceil(extract(epoch FROM greatest("leasedUntil", "nextAttemptAt") - clock_timestamp()) * 1000))::float8
        AS "waitMs"
    FROM "Batch" WHERE "id" = ${batchId}::uuid FOR UPDATE`;
  return batch ? { ...batch, waitMs: batch.waitMs ?? 0 } : null;
}

/**
 * Locks the batch's people. Every withdrawal updates its subscriber row, so it waits for us or we wait for it; what it
 * committed is seen by the *next* statement, whose snapshot is younger.
 */
export async function lockPeople(tx: Tx, batchId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT s."id"::text FROM "Subscriber" s
    WHERE s."id" IN (SELECT d."subscriberId" FROM "Delivery" d WHERE d."batchId" = ${batchId}::uuid)
    ORDER BY s."id" FOR SHARE`;
}

/** Begins an attempt: raises its number, takes the lease, fixes envelope and hash. @returns the attempt's number */
export async function beginAttempt(
  tx: Tx,
  batch: LockedBatch,
  frozen: { envelope: Envelope; bodyHash: string; leaseMs: number },
): Promise<number> {
  await tx.$executeRaw`
    UPDATE "Batch" SET
      "doubtSince" = coalesce("doubtSince", CASE WHEN "attempt" > "settledAttempt" THEN "attemptedAt" END),
      "attempt" = "attempt" + 1, "state" = 'sending', "attemptedAt" = clock_timestamp(),
      "leasedUntil" = clock_timestamp() + ${frozen.leaseMs} * interval '1 millisecond', "nextAttemptAt" = NULL,
      "envelope" = ${JSON.stringify(frozen.envelope)}::jsonb, "bodyHash" = ${frozen.bodyHash}
    WHERE "id" = ${batch.id}::uuid`;
  return batch.attempt + 1;
}

/**
 * Ends an attempt without an end of the batch: it is tried again after `waitMs`. Does nothing for a worker that was
 * overtaken: the newer attempt is not its to end.
 * @param certain true when surely nothing of this attempt was taken
 */
export async function endAttempt(
  tx: Tx,
  { batchId, attempt }: { batchId: string; attempt: number },
  { certain, waitMs }: { certain: boolean; waitMs: number },
): Promise<void> {
  const doubt = certain
    ? Prisma.sql`"settledAttempt" = "attempt", "state" = CASE WHEN "doubtSince" IS NULL THEN 'sending'::"BatchState" ELSE 'in_doubt' END`
    : Prisma.sql`"doubtSince" = coalesce("doubtSince", "attemptedAt"), "state" = 'in_doubt'`;
  await tx.$executeRaw`
    UPDATE "Batch" SET ${doubt}, "leasedUntil" = NULL,
      "nextAttemptAt" = clock_timestamp() + ${waitMs} * interval '1 millisecond'
    WHERE "id" = ${batchId}::uuid AND "attempt" = ${attempt} AND "state" <> 'closed'`;
}

/**
 * Asking under its key again is in vain, or wrong: from now on it is only looked up.
 * @param why after a `conflict` not even absence frees its members, since something else was taken under this key
 */
export async function lookUpOnly(tx: Tx, batchId: string, why: 'conflict' | 'refused'): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Batch" SET "outcome" = ${why},
      "conflictedAt" = CASE WHEN ${why === 'conflict'} THEN coalesce("conflictedAt", clock_timestamp()) ELSE "conflictedAt" END
    WHERE "id" = ${batchId}::uuid AND "state" <> 'closed'`;
}

/** A worker is looking this batch up; others need not for so long. */
export async function leaseForLookUp(tx: Tx, batchId: string, leaseMs: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Batch" SET "leasedUntil" = clock_timestamp() + ${leaseMs} * interval '1 millisecond'
    WHERE "id" = ${batchId}::uuid`;
}

/** What a batch is, before anybody locks it; null for one that is closed or was never there. */
export async function openBatch(db: Db, batchId: string): Promise<{ priority: number } | null> {
  return db.batch.findFirst({
    where: { id: batchId, state: { not: 'closed' } },
    select: { priority: true },
  });
}

/** Batches that want something done within `withinMs` (real time), the urgent first; at most a hundred. */
export async function openBatches(db: Db, withinMs: number): Promise<{ id: string; priority: number }[]> {
  return db.$queryRaw`
    SELECT "id"::text, "priority" FROM "Batch"
    WHERE "state" <> 'closed'
      AND coalesce("nextAttemptAt", '-infinity') <= clock_timestamp() + ${withinMs} * interval '1 millisecond'
    ORDER BY "priority", "createdAt" LIMIT 100`;
}

export async function closeBatch(tx: Tx, batchId: string, outcome: string): Promise<void> {
  await tx.batch.update({
    where: { id: batchId },
    data: { state: 'closed', outcome, leasedUntil: null, nextAttemptAt: null },
  });
}

/** Moves members to a batch of their own, under a new key. Only for what was certainly never taken. */
export async function moveToNewBatch(
  tx: Tx,
  from: LockedBatch,
  newId: string,
  deliveryIds: readonly string[],
) {
  await tx.batch.create({ data: { id: newId, priority: from.priority, plannedAt: from.plannedAt } });
  await tx.$executeRaw`
    UPDATE "Delivery" d SET "batchId" = ${newId}::uuid, "position" = m."position" - 1
    FROM unnest(${[...deliveryIds]}::uuid[]) WITH ORDINALITY AS m("id", "position") WHERE d."id" = m."id"`;
}
