import type { Db } from '#lib/db/client.ts';

const DAY_MS = 86_400_000;

/** Every column that holds a time, by the clock it is written from. */
type Columns = Record<string, readonly string[]>;

export const REAL_TIME: Columns = {
  Subscriber: ['createdAt', 'changedAt'],
  Suppression: ['createdAt'],
  SignUp: ['mailedAt', 'createdAt'],
  Consent: ['recordedAt'],
  Publication: ['publishedAt'],
  Edition: ['createdAt'],
  Enrollment: ['changedAt'],
  Receipt: ['createdAt'],
  Owed: ['createdAt'],
  PassedOver: ['createdAt'],
  Delivery: ['deliveredAt', 'delayedAt', 'softBouncedAt', 'bouncedAt', 'complainedAt', 'failedAt'],
  Batch: ['createdAt', 'attemptedAt', 'leasedUntil', 'nextAttemptAt', 'doubtSince', 'conflictedAt'],
  ProviderEvent: ['occurredAt', 'receivedAt'],
  Sender: ['stoppedAt', 'haltedAt', 'haltedUntil', 'testTakenAt'],
  SenderCheck: ['checkedAt'],
  Provider: ['nextAt', 'nextBulkAt', 'circuitOpenedAt', 'circuitOpenUntil', 'usedAt'],
  ScheduledRun: ['startedAt', 'finishedAt'],
  Alert: ['beganAt', 'endedAt', 'beganToldAt', 'endedToldAt'],
  AuditEntry: ['at'],
  Heartbeat: ['startedAt', 'beatAt', 'nextBy'],
  Operator: ['createdAt', 'updatedAt'],
  OperatorSession: ['createdAt', 'updatedAt', 'expiresAt'],
  OperatorPasskey: ['createdAt'],
  OperatorAccount: ['accessTokenExpiresAt', 'refreshTokenExpiresAt', 'createdAt', 'updatedAt'],
  OperatorChallenge: ['createdAt', 'updatedAt', 'expiresAt'],
  SignIn: ['createdAt', 'expiresAt', 'usedAt'],
};

export const COURSE_TIME: Columns = {
  SignUp: ['requestedAt', 'expiresAt', 'confirmedAt', 'supersededAt'],
  Consent: ['at'],
  LeaveReason: ['at'],
  AddressChange: ['requestedAt', 'expiresAt', 'oldConfirmedAt', 'newConfirmedAt', 'doneAt', 'endedAt'],
  LastChange: ['at'],
  Enrollment: ['askedAt', 'pausedUntil', 'lastSentAt'],
  Delivery: ['dueAt', 'nextDueAt', 'sentAt', 'createdAt'],
  Batch: ['plannedAt'],
  LessonProgress: ['readAt', 'answeredAt'],
  OutboxMessage: ['sentAt'],
};

/**
 * What is published stays as old as it is: nothing is decided by it, and there may be much of it. Nor does the audit log
 * grow older, which the database lets nobody change.
 */
const UNCHANGING = ['Publication', 'Edition', 'AuditEntry'];

/**
 * Lets real days pass for a database whose clock may not be moved (real transports refuse that): everything that has
 * a date becomes that much older.
 */
export async function age(db: Db, days: number): Promise<void> {
  await makeOlder(db, REAL_TIME, days * DAY_MS);
  await makeOlder(db, COURSE_TIME, days * DAY_MS);
  await ageLimits(db, days * 86_400);
}

/** A limit keeps several dates in one column (course time). */
export async function ageLimits(db: Db, seconds: number): Promise<void> {
  await db.$executeRaw`
    UPDATE "Limit" SET "hits" = ARRAY(SELECT hit - ${seconds} * interval '1 second' FROM unnest("hits") AS hit ORDER BY hit)`;
}

/** Lets time pass on both clocks: course time moves on, and what was written from the real one becomes older. */
export async function passTime(db: Db, ms: number): Promise<void> {
  await db.$executeRaw`UPDATE "Clock" SET "offsetMs" = "offsetMs" + ${Math.round(ms)}::bigint`;
  await makeOlder(db, REAL_TIME, Math.round(ms));
}

/** One statement for all tables: a model of many short lives lets time pass some thousand times. */
async function makeOlder(db: Db, columns: Columns, ms: number): Promise<void> {
  const updates = Object.entries(columns)
    .filter(([table]) => !UNCHANGING.includes(table))
    .map(([table, names]) => {
      const older = names.map((name) => `"${name}" = "${name}" - interval '${ms} milliseconds'`);
      return `UPDATE "${table}" SET ${older.join(', ')}`;
    });
  const last = updates.pop() ?? '';
  const before = updates.map((update, i) => `u${i} AS (${update})`);
  await db.$executeRawUnsafe(`WITH ${before.join(', ')} ${last}`);
}
