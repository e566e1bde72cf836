import { Prisma } from '../../db/client.ts';
import { TEST_MAIL } from '../../domain/message.ts';
import { type Examination, type Finding, find } from './finding.ts';
import { NOT_AN_OPERATORS_RISK, TOLD_BY_THE_PROVIDER } from './operators-word.ts';
import { compareWithProvider } from './provider.ts';

/** I9: what we hold as sent is what the provider has taken, one to one. */
export async function ledger(examination: Examination): Promise<Finding[]> {
  const { tx, runtime } = examination;
  return [
    ...(await find(
      tx,
      'I9',
      'These deliveries are marked sent without the provider’s id, or carry one without being sent.',
      Prisma.sql`SELECT "id" FROM "Delivery" WHERE ("state" = 'sent') <> (coalesce("providerId", '') <> '')`,
    )),
    ...(await find(
      tx,
      'I9',
      'These deliveries share one id of the provider’s, and it never gives one twice.',
      Prisma.sql`
        SELECT unnest(array_agg("id")) AS "id" FROM "Delivery" WHERE "providerId" IS NOT NULL
        GROUP BY "providerId" HAVING count(*) > 1`,
    )),
    ...(runtime.mail.name === 'outbox' ? await compareWithOutbox(examination) : []),
    ...(await compareWithProvider(examination)),
  ];
}

/** The outbox is a ledger in our own database. What its batch has not recorded yet may be in it and not be sent. */
async function compareWithOutbox({ tx }: Examination): Promise<Finding[]> {
  return [
    ...(await find(
      tx,
      'I9',
      'The outbox holds mail of these deliveries, and they are neither sent nor on their way.',
      Prisma.sql`
        SELECT m."deliveryId" AS "id" FROM "OutboxMessage" m
        LEFT JOIN "Delivery" d ON d."id"::text = m."deliveryId" AND (
          d."state" = 'sent' AND d."providerId" = m."id"::text
          OR d."state" IN ('batched', 'unknown') AND d."batchId"::text = m."idempotencyKey")
        LEFT JOIN "Batch" b ON b."id"::text = m."idempotencyKey"
        WHERE d."id" IS NULL AND ${NOT_AN_OPERATORS_RISK}
          -- A test mail is of no delivery.
          AND NOT starts_with(m."deliveryId", ${TEST_MAIL})`,
    )),
    ...(await find(
      tx,
      'I9',
      'These deliveries are marked sent, and the outbox has nothing of them.',
      Prisma.sql`
        SELECT d."id" FROM "Delivery" d
        LEFT JOIN "OutboxMessage" m ON m."id"::text = d."providerId" AND m."deliveryId" = d."id"::text
        -- What another transport sent before is not the outbox's to know.
        WHERE d."state" = 'sent' AND m."id" IS NULL AND ${TOLD_BY_THE_PROVIDER} AND d."sentAt" >= (SELECT min("sentAt") FROM "OutboxMessage")`,
    )),
  ];
}
