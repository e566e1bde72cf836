import type { Tx } from './client.ts';

/** Puts an address on the list of those that must not be mailed. A complaint beats a bounce, whichever came first. */
export async function suppress(tx: Tx, addressHash: string, reason: 'bounced' | 'complained'): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Suppression" ("addressHash", "reason") VALUES (${addressHash}, ${reason}::"SuppressionReason")
    ON CONFLICT ("addressHash") DO UPDATE SET "reason" = EXCLUDED."reason" WHERE EXCLUDED."reason" = 'complained'`;
}
