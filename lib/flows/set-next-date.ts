import type { Tx } from '../db/client.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import { nextDueAt } from '../domain/schedule.ts';
import { type Learner, learnerSlot, occupiedDays } from './as-learner.ts';

/** Gives an enrollment its open date, in place of the one it may have. */
export async function setNextDate(
  tx: Tx,
  learner: Learner,
  { dueAt, requested, now }: { dueAt: Date; requested: boolean; now: Date },
): Promise<void> {
  const intent = intentOf.next(learner.id);
  await tx.delivery.upsert({
    where: { intent },
    create: {
      kind: 'lesson',
      intent,
      priority: priorityOf('lesson'),
      subscriberId: learner.subscriberId,
      enrollmentId: learner.id,
      requested,
      dueAt,
      createdAt: now,
    },
    update: { dueAt, requested, createdAt: now },
  });
}

/** The next slot that keeps the gap, also to a lesson that is leaving at this moment, and no taken day. */
export async function nextSlotFor(tx: Tx, learner: Learner, now: Date): Promise<Date> {
  const isLeaving = learner.deliveries.some(({ state }) => state === 'batched');
  return nextDueAt(learnerSlot(learner), {
    now,
    lastSentAt: isLeaving ? now : learner.lastSentAt,
    occupied: await occupiedDays(tx, learner),
  });
}
