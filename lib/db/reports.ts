import type { Bounce, Effect, ProviderEvent } from '../domain/provider-event.ts';
import type { SoftBounce } from '../domain/soft-bounces.ts';
import { Prisma, type Tx } from './client.ts';

/**
 * Keeps an event under the provider's id for it. Whoever stores the same one at the same moment waits here.
 * @returns when it happened, or null when it is known already
 */
export async function storeEvent(
  tx: Tx,
  id: string,
  { type, deliveryId, providerId, bounce, occurredAt }: ProviderEvent,
): Promise<Date | null> {
  const [stored] = await tx.$queryRaw<{ occurredAt: Date }[]>`
    INSERT INTO "ProviderEvent" ("id", "type", "deliveryId", "providerId", "detail", "occurredAt")
    VALUES (${id}, ${type}, ${deliveryId}::uuid, ${providerId}, ${bounce},
            coalesce(${occurredAt}::timestamptz, clock_timestamp()))
    ON CONFLICT ("id") DO NOTHING
    RETURNING "occurredAt"`;
  return stored?.occurredAt ?? null;
}

/** Where a delivery keeps the earliest report of each kind; its acceptance is `sentAt`, and our own to record. */
const COLUMNS = {
  delivered: 'deliveredAt',
  delayed: 'delayedAt',
  'soft bounce': 'softBouncedAt',
  'hard bounce': 'bouncedAt',
  complained: 'complainedAt',
  failed: 'failedAt',
} as const satisfies Partial<Record<Effect, string>>;

/** The earliest report counts, so that any order and any repetition ends the same. The state is not touched. */
export async function report(
  tx: Tx,
  deliveryId: string,
  effect: keyof typeof COLUMNS,
  at: Date,
): Promise<void> {
  const column = Prisma.raw(`"${COLUMNS[effect]}"`);
  await tx.$executeRaw`
    UPDATE "Delivery" SET ${column} = least(${column}, ${at}::timestamptz) WHERE "id" = ${deliveryId}::uuid`;
}

/** Every report that mail to this person came back for now from this address. */
export function softBouncesOf(tx: Tx, subscriberId: string, addressKey: string): Promise<SoftBounce[]> {
  const forNow: Bounce[] = ['Transient', 'Undetermined'];
  return tx.$queryRaw<SoftBounce[]>`
    SELECT e."deliveryId"::text AS "mail", e."occurredAt" AS "at"
    FROM "ProviderEvent" e JOIN "Delivery" d ON d."id" = e."deliveryId"
    WHERE d."subscriberId" = ${subscriberId}::uuid AND lower(d."slots" ->> 'to') = ${addressKey} AND e."detail" = ANY(${forNow}::text[])`;
}

/**
 * Makes a batch in doubt that nobody holds due at once, because there is news of it. A batch that is being looked at in
 * this moment is waited for.
 * @returns the batch, if it was one to wake
 */
export async function wakeInDoubt(tx: Tx, batchId: string): Promise<{ id: string; priority: number } | null> {
  const [woken] = await tx.$queryRaw<{ id: string; priority: number }[]>`
    UPDATE "Batch" SET "nextAttemptAt" = clock_timestamp()
    WHERE "id" = ${batchId}::uuid AND "state" = 'in_doubt'
      AND coalesce("leasedUntil", '-infinity') <= clock_timestamp()
    RETURNING "id"::text AS "id", "priority"`;
  return woken ?? null;
}
