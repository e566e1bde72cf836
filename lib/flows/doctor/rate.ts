import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find } from './finding.ts';

const SECONDS = 3;

/**
 * I8: requests do not begin faster than the provider allows. Of each batch only its last attempt is known, and when it
 * was frozen rather than sent, so three seconds are looked at together with a tenth and two to spare; and only the last
 * ten minutes, because the limit is what the provider said last.
 */
export async function rate({ tx, sending: { requestsPerSecond } }: Examination): Promise<Finding[]> {
  if (requestsPerSecond === null) return [];
  const most = Math.ceil(requestsPerSecond * SECONDS * 1.1) + 2;
  return find(
    tx,
    'I8',
    `These batches were attempted faster than the provider's ${requestsPerSecond} requests a second allow.`,
    Prisma.sql`
      SELECT "id" FROM (
        SELECT "id", "attemptedAt", lag("attemptedAt", ${most}::int) OVER (ORDER BY "attemptedAt", "id") AS "muchBefore"
        FROM "Batch" WHERE "attemptedAt" > clock_timestamp() - interval '10 minutes'
      ) AS attempts
      WHERE "attemptedAt" - "muchBefore" < ${SECONDS} * interval '1 second'`,
  );
}
