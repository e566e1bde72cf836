import type { Db } from '#lib/db/client.ts';

/**
 * Lets real days pass for a database whose clock may not be moved (real transports refuse that): everything that has
 * a date becomes that much older.
 */
export async function age(db: Db, days: number): Promise<void> {
  const dates: Record<string, string[]> = {
    Subscriber: ['createdAt', 'changedAt'],
    SignUp: ['mailedAt', 'requestedAt', 'expiresAt', 'confirmedAt', 'supersededAt', 'createdAt'],
    Consent: ['at', 'recordedAt'],
    Enrollment: ['askedAt', 'pausedUntil', 'lastSentAt', 'changedAt'],
    Receipt: ['createdAt'],
    Delivery: [
      ...['dueAt', 'nextDueAt', 'sentAt', 'createdAt'],
      ...['deliveredAt', 'delayedAt', 'softBouncedAt', 'bouncedAt', 'complainedAt', 'failedAt'],
    ],
    Batch: [
      ...['plannedAt', 'createdAt', 'attemptedAt', 'leasedUntil', 'nextAttemptAt'],
      ...['doubtSince', 'conflictedAt'],
    ],
    ProviderEvent: ['occurredAt', 'receivedAt'],
    Suppression: ['createdAt'],
    Sender: ['stoppedAt', 'haltedAt', 'haltedUntil'],
    Provider: ['nextAt', 'nextBulkAt', 'circuitOpenedAt', 'circuitOpenUntil'],
    ScheduledRun: ['startedAt', 'finishedAt'],
  };
  for (const [table, columns] of Object.entries(dates)) {
    const older = columns.map((column) => `"${column}" = "${column}" - interval '${days} days'`).join(', ');
    await db.$executeRawUnsafe(`UPDATE "${table}" SET ${older}`);
  }
  await ageLimits(db, days * 86_400);
}

/** A limit keeps several dates in one column. */
export async function ageLimits(db: Db, seconds: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Limit" SET "hits" = ARRAY(SELECT hit - ${seconds} * interval '1 second' FROM unnest("hits") AS hit ORDER BY hit)`;
}
