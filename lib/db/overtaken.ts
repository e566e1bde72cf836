import type { Tx } from './client.ts';

/** Those of some deliveries after whose lesson the learner was given another in the same round, or its closing mail. */
export async function overtaken(tx: Tx, deliveryIds: readonly string[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT mine."deliveryId"::text AS "id" FROM "Receipt" mine
    WHERE mine."deliveryId" = ANY(${[...deliveryIds]}::uuid[]) AND (
      EXISTS (
        SELECT FROM "Receipt" later
        WHERE later."enrollmentId" = mine."enrollmentId" AND later."round" = mine."round"
          AND later."createdAt" > mine."createdAt")
      OR EXISTS (
        SELECT FROM "Delivery" closing
        WHERE closing."enrollmentId" = mine."enrollmentId" AND closing."round" = mine."round"
          AND closing."kind" = 'completion' AND closing."state" IN ('batched', 'sent', 'failed', 'unknown')))`;
  return rows.map(({ id }) => id);
}
