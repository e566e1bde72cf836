import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find } from './finding.ts';

/** `<key id>.<22 characters>.<24 characters>`, as lib/domain/token.ts makes them. */
const TOKEN = '(^|[^A-Za-z0-9_-])[a-z0-9]{1,16}\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{24}($|[^A-Za-z0-9_-])';
const ADDRESS = '[^[:space:]@"<>]+@[^[:space:]@"<>]+\\.[a-z]{2,}';

/** The plain signs first: they are quick, and nearly no text holds them. */
function holdsSecret(text: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(${text} LIKE '%.%.%' AND ${text} ~ ${TOKEN} OR ${text} LIKE '%@%' AND ${text} ~* ${ADDRESS})`;
}

/**
 * I16: links and addresses are not written where they need not be. Each delivery's `to` is the address it goes to, and
 * an envelope's sender and postal address are the operator's own.
 */
export async function secrets({ tx }: Examination): Promise<Finding[]> {
  const text = {
    slots: Prisma.sql`(d."slots" - 'to')::text`,
    reason: Prisma.sql`d."reason"`,
    envelope: Prisma.sql`(b."envelope" - 'from' - 'replyTo' - 'postalAddress')::text`,
    outcome: Prisma.sql`b."outcome"`,
    event: Prisma.sql`concat_ws(' ', v."id", v."type", v."providerId", v."detail")`,
    halt: Prisma.sql`s."haltedReason"`,
  };
  const what = 'hold a link of ours or an address. Remove it, and find out what wrote it.';
  return [
    ...(await find(
      tx,
      'I16',
      `The slots or the reason of these deliveries ${what}`,
      Prisma.sql`SELECT d."id" FROM "Delivery" d WHERE ${holdsSecret(text.slots)} OR ${holdsSecret(text.reason)}`,
    )),
    ...(await find(
      tx,
      'I16',
      `The envelope or the outcome of these batches ${what}`,
      Prisma.sql`SELECT b."id" FROM "Batch" b WHERE ${holdsSecret(text.envelope)} OR ${holdsSecret(text.outcome)}`,
    )),
    ...(await find(
      tx,
      'I16',
      // The id itself may be what must not be shown.
      `The provider’s events about these deliveries ${what}`,
      Prisma.sql`SELECT v."deliveryId" AS "id" FROM "ProviderEvent" v WHERE ${holdsSecret(text.event)}`,
    )),
    ...(await find(
      tx,
      'I16',
      `The reasons for which sending was halted ${what}`,
      Prisma.sql`SELECT 'Sender' AS "id" FROM "Sender" s WHERE ${holdsSecret(text.halt)}`,
    )),
  ];
}
