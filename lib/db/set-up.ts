import type { Db } from './client.ts';

/** What can be told from the database of how far an installation is set up. */
export type SetUpFacts = {
  courses: number;
  /** A worker, or whatever calls the cron endpoint, is heard of as often as it should be. */
  working: boolean;
  passkeys: number;
  /** The provider has reported something, ever. */
  heard: boolean;
  /** The newest test mail: when it was taken (real time), and what was reported of it. */
  testTakenAt: Date | null;
  testDelivered: boolean;
  testBounced: boolean;
};

export async function readSetUpFacts(db: Db): Promise<SetUpFacts> {
  const [row] = await db.$queryRaw<SetUpFacts[]>`
    WITH reports AS MATERIALIZED (
      SELECT e."type" FROM "Sender" s JOIN "ProviderEvent" e ON e."providerId" = s."testProviderId"
      -- The provider's clock may differ a little from ours.
      WHERE s."id" = 1 AND e."receivedAt" > s."testTakenAt" - interval '5 minutes'
        AND e."receivedAt" < s."testTakenAt" + interval '3 days'
    )
    SELECT
      (SELECT count(DISTINCT "courseSlug")::int FROM "Publication") AS "courses",
      EXISTS (SELECT FROM "Heartbeat" WHERE "nextBy" > clock_timestamp()) AS "working",
      (SELECT count(*)::int FROM "OperatorPasskey") AS "passkeys",
      EXISTS (SELECT FROM "ProviderEvent") AS "heard",
      (SELECT "testTakenAt" FROM "Sender" WHERE "id" = 1) AS "testTakenAt",
      EXISTS (SELECT FROM reports WHERE "type" = 'email.delivered') AS "testDelivered",
      EXISTS (SELECT FROM reports WHERE "type" IN ('email.bounced', 'email.failed', 'email.suppressed')) AS "testBounced"`;
  if (!row) throw new Error('reading the set-up gave no row');
  return row;
}
