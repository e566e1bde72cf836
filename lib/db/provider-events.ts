import type { Tx } from './client.ts';

/** Kinds of events that are sent about mail which the provider has taken. */
const PROVES = 'email.%';

/**
 * What the provider has told by webhook about these deliveries: whatever it reports of a mail proves that it took it.
 * @returns the provider's ids by delivery
 */
export async function acceptedByEvents(
  tx: Tx,
  deliveryIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.$queryRaw<{ deliveryId: string; providerId: string }[]>`
    SELECT DISTINCT ON ("deliveryId") "deliveryId"::text AS "deliveryId", "providerId" FROM "ProviderEvent"
    WHERE "deliveryId" = ANY(${[...deliveryIds]}::uuid[]) AND "providerId" IS NOT NULL AND "type" LIKE ${PROVES}
    ORDER BY "deliveryId", "occurredAt"`;
  return new Map(rows.map(({ deliveryId, providerId }) => [deliveryId, providerId]));
}
