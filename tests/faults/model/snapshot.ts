import type { Db } from '#lib/db/client.ts';
import type { DeliveryKind } from '#lib/domain/delivery.ts';
import type { Pace } from '#lib/domain/schedule.ts';

export type DeliveryRow = {
  id: string;
  kind: DeliveryKind;
  state: 'scheduled' | 'batched' | 'sent' | 'failed' | 'unknown' | 'skipped';
  reason: string | null;
  priority: number;
  subscriberId: string;
  enrollmentId: string | null;
  round: number | null;
  lessonSlug: string | null;
  requested: boolean;
  dueAt: string;
  batchId: string | null;
  providerId: string | null;
  createdAt: string;
  deliveredAt: string | null;
  delayedAt: string | null;
  softBouncedAt: string | null;
  bouncedAt: string | null;
  complainedAt: string | null;
};
export type EnrollmentRow = {
  id: string;
  subscriberId: string;
  courseSlug: string;
  state: 'waiting' | 'active' | 'paused' | 'left' | 'completed';
  round: number;
  pace: Pace;
  weekdays: number[];
  hour: number;
  pausedUntil: string | null;
};
export type ReceiptRow = { enrollmentId: string; round: number; lessonSlug: string; deliveryId: string };
export type BatchRow = {
  id: string;
  state: 'open' | 'sending' | 'in_doubt' | 'closed';
  outcome: string | null;
};

/** All that is held, as one statement saw it. */
export type Snapshot = {
  now: string;
  subscribers: {
    id: string;
    address: string;
    standing: 'pending' | 'confirmed' | 'departed';
    timeZone: string;
  }[];
  enrollments: EnrollmentRow[];
  receipts: ReceiptRow[];
  deliveries: DeliveryRow[];
  batches: BatchRow[];
};

/** Reads everything at once: the invariants are asked some thousand times, and must agree with each other. */
export async function takeSnapshot(db: Db): Promise<Snapshot> {
  const [row] = await db.$queryRaw<{ all: Snapshot }[]>`
    SELECT json_build_object(
      'now', course_now(),
      'subscribers', (SELECT coalesce(json_agg(s), '[]') FROM (SELECT "id", "address", "standing", "timeZone" FROM "Subscriber") s),
      'enrollments', (SELECT coalesce(json_agg(e), '[]') FROM "Enrollment" e),
      'receipts', (SELECT coalesce(json_agg(r), '[]') FROM "Receipt" r),
      'deliveries', (SELECT coalesce(json_agg(d), '[]') FROM (
        SELECT "id", "kind", "state", "reason", "priority", "subscriberId", "enrollmentId", "round", "lessonSlug",
               "requested", "dueAt", "batchId", "providerId", "createdAt", "deliveredAt", "delayedAt", "softBouncedAt", "bouncedAt",
               "complainedAt" FROM "Delivery") d),
      'batches', (SELECT coalesce(json_agg(b), '[]') FROM (SELECT "id", "state", "outcome" FROM "Batch") b)) AS "all"`;
  if (!row) throw new Error('no snapshot');
  return row.all;
}

export type MailRow = {
  id: string;
  kind: DeliveryRow['kind'];
  address: string;
  course: string;
  enrollmentId: string | null;
  round: number | null;
  enrollmentRound: number | null;
  lessonSlug: string | null;
  requested: boolean;
  plannedAt: Date;
  /** An attempt before this one may have handed it over. */
  mayHaveLeft: boolean;
  /** The round's other receipts. */
  had: string[];
};

/** What the mails of a request are, at the moment of the request. */
export function identify(db: Db, deliveryIds: readonly string[]): Promise<MailRow[]> {
  return db.$queryRaw<MailRow[]>`
    SELECT d."id", d."kind", s."address", coalesce(e."courseSlug", u."courseSlug") AS "course", d."enrollmentId",
           d."round", e."round" AS "enrollmentRound", d."lessonSlug", d."requested", b."plannedAt", b."attempt" > 1 AS "mayHaveLeft",
           ARRAY(SELECT r."lessonSlug" FROM "Receipt" r WHERE r."enrollmentId" = d."enrollmentId"
                 AND r."round" = d."round" AND r."deliveryId" <> d."id") AS "had"
    FROM "Delivery" d
    JOIN "Subscriber" s ON s."id" = d."subscriberId"
    JOIN "Batch" b ON b."id" = d."batchId"
    LEFT JOIN "Enrollment" e ON e."id" = d."enrollmentId"
    LEFT JOIN "SignUp" u ON u."id" = d."signUpId"
    WHERE d."id" = ANY(${deliveryIds}::uuid[])`;
}
