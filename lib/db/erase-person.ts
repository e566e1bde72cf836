import { Prisma, type Tx } from './client.ts';

/** Where rows about a person are, and which of them are theirs. Mail in the outbox is found by its delivery or address. */
function theirs(addressKey: string) {
  const subscriber = Prisma.sql`(SELECT "id" FROM "Subscriber" WHERE "addressKey" = ${addressKey})`;
  // What was asked of this address belongs to it, whoever wants to move there.
  const deliveries = Prisma.sql`(
    SELECT "id" FROM "Delivery" WHERE "subscriberId" = ${subscriber} UNION ALL
    SELECT d."id" FROM "AddressChange" c JOIN "Delivery" d
      ON d."subscriberId" = c."subscriberId" AND d."addressChangeId" = c."id" AND d."kind" IN ('new_address', 'taken_address')
    WHERE c."addressKey" = ${addressKey})`;
  const enrollments = Prisma.sql`(SELECT "id" FROM "Enrollment" WHERE "subscriberId" = ${subscriber})`;
  return {
    events: Prisma.sql`"ProviderEvent" WHERE "deliveryId" IN ${deliveries}`,
    // Compared as it stands: LIKE would take the `_` of an address for any character, and so for another address. Mail to
    // somebody who has left this address since is theirs.
    outboxMessages: Prisma.sql`"OutboxMessage" WHERE "deliveryId" IN (SELECT "id"::text FROM ${deliveries} AS d)
      OR lower("recipient") = ${addressKey} AND NOT EXISTS (SELECT FROM "Delivery" d WHERE d."id"::text = "deliveryId")`,
    deliveries: Prisma.sql`"Delivery" WHERE "id" IN ${deliveries}`,
    addressChanges: Prisma.sql`"AddressChange" WHERE "subscriberId" = ${subscriber} OR "addressKey" = ${addressKey}`,
    progress: Prisma.sql`"LessonProgress" WHERE "enrollmentId" IN ${enrollments}`,
    receipts: Prisma.sql`"Receipt" WHERE "enrollmentId" IN ${enrollments}`,
    owed: Prisma.sql`"Owed" WHERE "enrollmentId" IN ${enrollments}`,
    passedOver: Prisma.sql`"PassedOver" WHERE "enrollmentId" IN ${enrollments}`,
    lastChanges: Prisma.sql`"LastChange" WHERE "enrollmentId" IN ${enrollments}`,
    enrollments: Prisma.sql`"Enrollment" WHERE "subscriberId" = ${subscriber}`,
    reasons: Prisma.sql`"LeaveReason" WHERE "subscriberId" = ${subscriber}`,
    consents: Prisma.sql`"Consent" WHERE "subscriberId" = ${subscriber}`,
    signUps: Prisma.sql`"SignUp" WHERE "addressKey" = ${addressKey} AND "subscriberId" IS NULL OR "subscriberId" = ${subscriber}`,
    people: Prisma.sql`"Subscriber" WHERE "addressKey" = ${addressKey}`,
  };
}

/** How many rows of each kind are held of one person. */
export type Held = Record<keyof ReturnType<typeof theirs>, number>;

export async function countHeld(tx: Tx, addressKey: string): Promise<Held> {
  const counts = Object.entries(theirs(addressKey)).map(
    ([kind, which]) => Prisma.sql`SELECT ${kind} AS "kind", count(*)::int AS "rows" FROM ${which}`,
  );
  const rows = await tx.$queryRaw<
    { kind: keyof Held; rows: number }[]
  >`${Prisma.join(counts, ' UNION ALL ')}`;
  const held = {
    events: 0,
    outboxMessages: 0,
    deliveries: 0,
    addressChanges: 0,
    progress: 0,
    receipts: 0,
    owed: 0,
    passedOver: 0,
    lastChanges: 0,
    enrollments: 0,
    reasons: 0,
    consents: 0,
    signUps: 0,
    people: 0,
  };
  for (const { kind, rows: count } of rows) held[kind] = count;
  return held;
}

/**
 * Deletes them all, in the order in which they are listed: what refers to a row goes before it. Deliveries before
 * receipts, because a planner that holds a delivery is waited for there, and only then its receipt is seen.
 *
 * The hash of what left together with their mail goes first: it would tell whether a guess at that mail is right, and it
 * proves nothing any more. A batch that is still open keeps it, because a retry must not send other bytes.
 */
export async function removeHeld(tx: Tx, addressKey: string, addressHash: string): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Batch" SET "bodyHash" = NULL WHERE "state" = 'closed' AND "id" IN (SELECT "batchId" FROM ${theirs(addressKey).deliveries})`;
  for (const which of Object.values(theirs(addressKey))) await tx.$executeRaw`DELETE FROM ${which}`;
  await tx.$executeRaw`DELETE FROM "Limit" WHERE starts_with("key", ${`address/${addressHash}/`})`;
}
