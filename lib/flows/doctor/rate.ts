import { Prisma } from '../../db/client.ts';
import { type Examination, type Finding, find } from './finding.ts';

/** Looked at together, in seconds. */
const WINDOW = 10;
/** A request begins so long after its freeze at the latest, in seconds, and only the freeze is written down. */
const FREEZE_IS_FRESH = 2;
/** What a provider that was not asked for a while may be asked at once. */
const SPARE = 2;

/**
 * I8: requests do not begin faster than the provider allows. Of each batch only its last attempt is known; those of which
 * surely no request was made (it got no turn) are left out. Only the last ten minutes are looked at, because the limit is
 * what the provider said last.
 */
export async function rate({ tx, sending: { requestsPerSecond } }: Examination): Promise<Finding[]> {
  if (requestsPerSecond === null) return [];
  const most = Math.ceil(requestsPerSecond * (WINDOW + FREEZE_IS_FRESH)) + SPARE;
  return find(
    tx,
    'I8',
    `These batches were attempted faster than the provider’s ${requestsPerSecond} requests a second allow.`,
    Prisma.sql`
      SELECT "id" FROM (
        SELECT "id", "attemptedAt", lag("attemptedAt", ${most}::int) OVER (ORDER BY "attemptedAt", "id") AS "muchBefore"
        FROM "Batch" WHERE "attemptedAt" > clock_timestamp() - interval '10 minutes'
          AND ("outcome" = 'accepted' OR "attempt" > "settledAttempt")
      ) AS attempts
      WHERE "attemptedAt" - "muchBefore" < ${WINDOW} * interval '1 second'`,
  );
}
