import type { Runtime } from '#lib/runtime.ts';

/** Every row about people and their mail: two of these are equal when nothing has changed in between. */
export async function allRows({ db }: Runtime) {
  const orderBy = { id: 'asc' } as const;
  return {
    // Locking a person touches `changedAt`, and decides nothing.
    subscribers: await db.subscriber.findMany({ orderBy, omit: { changedAt: true } }),
    suppressions: await db.suppression.findMany({ orderBy: { addressHash: 'asc' } }),
    signUps: await db.signUp.findMany({ orderBy }),
    consents: await db.consent.findMany({ orderBy }),
    reasons: await db.leaveReason.findMany({ orderBy }),
    enrollments: await db.enrollment.findMany({ orderBy }),
    receipts: await db.receipt.findMany({ orderBy: { deliveryId: 'asc' } }),
    progress: await db.lessonProgress.findMany({ orderBy: [{ enrollmentId: 'asc' }, { lessonSlug: 'asc' }] }),
    owed: await db.owed.findMany({ orderBy: { enrollmentId: 'asc' } }),
    passedOver: await db.passedOver.findMany({ orderBy: [{ enrollmentId: 'asc' }, { lessonSlug: 'asc' }] }),
    lastChanges: await db.lastChange.findMany({ orderBy: { enrollmentId: 'asc' } }),
    addressChanges: await db.addressChange.findMany({ orderBy }),
    deliveries: await db.delivery.findMany({ orderBy }),
    batches: await db.batch.findMany({ orderBy }),
    events: await db.providerEvent.findMany({ orderBy }),
    mail: await db.outboxMessage.findMany({ orderBy, select: { id: true } }),
  };
}
