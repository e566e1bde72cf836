import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find } from './finding.ts';
import { NOT_AN_OPERATORS_RISK } from './operators-word.ts';

/** I10: reports are about what left, and what came back for good or was complained about is not mailed again. */
export async function reports({ tx, suppressed }: Examination): Promise<Finding[]> {
  return [
    ...(await find(
      tx,
      'I10',
      'The provider reported on these deliveries, and here they have never left.',
      Prisma.sql`
        SELECT d."id" FROM "Delivery" d LEFT JOIN "Batch" b ON b."id" = d."batchId"
        WHERE num_nonnulls(d."deliveredAt", d."delayedAt", d."softBouncedAt", d."bouncedAt", d."complainedAt", d."failedAt") > 0
          AND NOT (d."state" IN ('sent', 'unknown') OR d."state" = 'batched' AND b."attempt" > 0
            OR d."state" = 'failed' AND NOT ${NOT_AN_OPERATORS_RISK})`,
    )),
    ...(await find(
      tx,
      'I10',
      'These deliveries came back for good or were complained about, and their address is not suppressed.',
      Prisma.sql`
        SELECT "id" FROM "Delivery" WHERE ("bouncedAt" IS NOT NULL OR "complainedAt" IS NOT NULL)
          AND "subscriberId" <> ALL(${suppressed.ids}::uuid[])`,
    )),
  ];
}

/** I11: every stored event has had its effect: the earliest report of its kind stands on its delivery. */
export async function events({ tx }: Examination): Promise<Finding[]> {
  return find(
    tx,
    'I11',
    'Events about these deliveries are stored, and their reports are missing or later than the event. Take the events again.',
    Prisma.sql`
      SELECT DISTINCT d."id" FROM "ProviderEvent" v
      JOIN "Delivery" d ON d."id" = v."deliveryId"
      CROSS JOIN LATERAL (SELECT
        CASE v."type"
          WHEN 'email.delivered' THEN d."deliveredAt"
          WHEN 'email.delivery_delayed' THEN d."delayedAt"
          WHEN 'email.bounced' THEN CASE WHEN v."detail" = 'Permanent' THEN d."bouncedAt" ELSE d."softBouncedAt" END
          WHEN 'email.complained' THEN d."complainedAt"
          WHEN 'email.failed' THEN d."failedAt"
          WHEN 'email.suppressed' THEN d."failedAt"
          -- Acceptance, and whatever is no concern of ours.
          ELSE v."occurredAt"
        END AS "at") AS report
      WHERE report."at" IS NULL OR report."at" > v."occurredAt"`,
  );
}
