import type { DeliveryKind } from '../domain/delivery.ts';
import { Prisma, type Tx } from './client.ts';
import type { Member } from './members.ts';
import { type OccupiedDays, readOccupied } from './occupied.ts';

/** What a delivery has become by planning. */
export type PlannedRow = {
  id: string;
  kind: DeliveryKind;
  intent: string;
  enrollmentId: string | null;
  round: number | null;
  lessonSlug: string | null;
  editionHash: string;
  slots: Readonly<Record<string, string>>;
  nextDueAt: Date | null;
};

/** What choosing a lesson needs to know about the enrollments and people in question. */
export type Plans = {
  /** Enrollment ids with a delivery that is already in a batch. */
  leaving: ReadonlySet<string>;
  /** Receipts of the present round, by enrollment, in the order in which they were written: lesson slug to delivery id. */
  receipts: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Lessons owed in the present round, by enrollment. */
  owed: ReadonlyMap<string, readonly string[]>;
  /** Lessons passed over in the present round, by enrollment. */
  passedOver: ReadonlyMap<string, readonly string[]>;
  /** Those of these deliveries of which nobody can tell whether they left. */
  unknown: ReadonlySet<string>;
  /** Days taken by mail already promised. */
  occupied: OccupiedDays;
};

type ReceiptRow = { enrollmentId: string; lessonSlug: string; deliveryId: string; unknown: boolean };

export async function readPlans(tx: Tx, members: readonly Member[]): Promise<Plans> {
  const enrollmentIds = members.flatMap(({ enrollmentId }) => enrollmentId ?? []);
  const subscriberIds = members.map(({ subscriberId }) => subscriberId);
  const leaving = await tx.delivery.findMany({
    where: { enrollmentId: { in: enrollmentIds }, state: 'batched', priority: 1 },
    select: { enrollmentId: true },
  });
  const receipts = await tx.$queryRaw<ReceiptRow[]>`
    SELECT r."enrollmentId", r."lessonSlug", r."deliveryId", coalesce(d."state" = 'unknown', false) AS "unknown"
    FROM "Receipt" r
    JOIN "Enrollment" e ON e."id" = r."enrollmentId" AND e."round" = r."round"
    LEFT JOIN "Delivery" d ON d."id" = r."deliveryId"
    WHERE r."enrollmentId" = ANY(${enrollmentIds}::uuid[]) ORDER BY r."createdAt", r."deliveryId"`;
  const byEnrollment = new Map<string, Map<string, string>>();
  for (const { enrollmentId, lessonSlug, deliveryId } of receipts) {
    const had = byEnrollment.get(enrollmentId) ?? new Map<string, string>();
    byEnrollment.set(enrollmentId, had.set(lessonSlug, deliveryId));
  }
  const occupied = await readOccupied(tx, subscriberIds);
  return {
    leaving: new Set(leaving.flatMap(({ enrollmentId }) => enrollmentId ?? [])),
    receipts: byEnrollment,
    owed: await lessonsIn(tx, Prisma.sql`"Owed"`, enrollmentIds),
    passedOver: await lessonsIn(tx, Prisma.sql`"PassedOver"`, enrollmentIds),
    unknown: new Set(receipts.flatMap(({ unknown, deliveryId }) => (unknown ? deliveryId : []))),
    occupied,
  };
}

/** The lessons of the present round that stand in a table, by enrollment. */
async function lessonsIn(
  tx: Tx,
  table: Prisma.Sql,
  enrollmentIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await tx.$queryRaw<{ enrollmentId: string; lessons: string[] }[]>`
    SELECT o."enrollmentId", array_agg(o."lessonSlug") AS "lessons"
    FROM ${table} o JOIN "Enrollment" e ON e."id" = o."enrollmentId" AND e."round" = o."round"
    WHERE o."enrollmentId" = ANY(${enrollmentIds}::uuid[]) GROUP BY 1`;
  return new Map(rows.map(({ enrollmentId, lessons }) => [enrollmentId, lessons]));
}

/** Puts deliveries into a batch in this order, with their content and receipts. */
export async function writePlanned(tx: Tx, batchId: string, rows: readonly PlannedRow[]): Promise<void> {
  const planned = JSON.stringify(rows.map((row, position) => ({ ...row, position })));
  await tx.$executeRaw`
    UPDATE "Delivery" d SET
      "state" = 'batched', "batchId" = ${batchId}::uuid, "position" = p."position", "kind" = p."kind"::"DeliveryKind",
      "intent" = p."intent", "round" = p."round", "lessonSlug" = p."lessonSlug", "editionHash" = p."editionHash",
      "slots" = p."slots", "nextDueAt" = p."nextDueAt"
    FROM jsonb_to_recordset(${planned}::jsonb) AS p(
      "id" uuid, "position" int, "kind" text, "intent" text, "round" int, "lessonSlug" text, "editionHash" text,
      "slots" jsonb, "nextDueAt" timestamptz)
    WHERE d."id" = p."id"`;
  await tx.receipt.createMany({
    data: rows.flatMap(({ id, enrollmentId, round, lessonSlug }) =>
      enrollmentId === null || round === null || lessonSlug === null
        ? []
        : [{ enrollmentId, round, lessonSlug, deliveryId: id }],
    ),
  });
}

/** Looks at these again later; never sooner than they are due. */
export async function postpone(tx: Tx, deliveryIds: readonly string[], until: Date): Promise<void> {
  if (deliveryIds.length === 0) return;
  await tx.delivery.updateMany({
    where: { id: { in: [...deliveryIds] }, dueAt: { lt: until } },
    data: { dueAt: until },
  });
}
