import type { Tx } from './client.ts';

/**
 * Puts an address on the list of those that must not be mailed. A complaint beats every other reason, whichever came
 * first.
 * @param subscriberId whose present address it is; null when it is nobody's
 */
export async function suppress(
  tx: Tx,
  addressHash: string,
  reason: 'bounced' | 'complained' | 'operator',
  subscriberId: string | null = null,
): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO "Suppression" AS known ("addressHash", "reason", "subscriberId")
    VALUES (${addressHash}, ${reason}::"SuppressionReason", ${subscriberId}::uuid)
    ON CONFLICT ("addressHash") DO UPDATE SET
      "reason" = CASE WHEN EXCLUDED."reason" = 'complained' THEN EXCLUDED."reason" ELSE known."reason" END,
      "subscriberId" = coalesce(EXCLUDED."subscriberId", known."subscriberId")`;
}
