import type { Tx } from './client.ts';

/**
 * Locks a person for a decision about them: a freeze that holds them is waited for, and a freeze that comes later sees
 * what was decided.
 * @returns false when there is no such person any more
 */
export async function lockPerson(tx: Tx, subscriberId: string): Promise<boolean> {
  const locked = await tx.$executeRaw`
    UPDATE "Subscriber" SET "changedAt" = clock_timestamp() WHERE "id" = ${subscriberId}::uuid`;
  return locked === 1;
}

/**
 * Locks a person who is to be deleted, so firmly that nobody can add a row that refers to them.
 * @returns their id, or null when there is nobody with this address
 */
export async function lockForErasure(tx: Tx, addressKey: string): Promise<string | null> {
  const [person] = await tx.$queryRaw<{ id: string }[]>`
    SELECT "id"::text FROM "Subscriber" WHERE "addressKey" = ${addressKey} FOR UPDATE`;
  return person?.id ?? null;
}
