import type { Tx } from '../db/client.ts';
import { occupy, readOccupied, takenDays } from '../db/occupied.ts';
import { takeFirstInLine } from '../db/waiting.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import { nextDueAt } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import type { Learner } from './as-learner.ts';
import type { Said } from './said.ts';
import { setNextDate } from './set-next-date.ts';

/**
 * A course of these people is over: the one that has waited longest begins, unless another is still under way. Lesson 1
 * comes at its first slot on a day that no other mail has taken, so after the day of a closing mail. In the transaction
 * that ends the course, with the people locked.
 * @param now course time
 * @returns how many courses began
 */
export async function beginWaiting(tx: Tx, subscriberIds: readonly string[], now: Date): Promise<number> {
  if (subscriberIds.length === 0) return 0;
  const begun = await takeFirstInLine(tx, subscriberIds);
  if (begun.length === 0) return 0;
  const occupied = await readOccupied(
    tx,
    begun.map(({ subscriberId }) => subscriberId),
  );
  const enrollments = await tx.enrollment.findMany({
    where: { id: { in: begun.map(({ enrollmentId }) => enrollmentId) } },
    include: { subscriber: true },
  });
  const dates = enrollments.map(({ id, subscriberId, subscriber, pace, weekdays, hour, lastSentAt }) => {
    const slot = { pace, weekdays, hour, timeZone: subscriber.timeZone };
    const whose = { subscriberId, enrollmentId: id };
    const dueAt = nextDueAt(slot, { now, lastSentAt, occupied: takenDays(occupied, whose) });
    occupy(occupied, whose, [dueAt]);
    return { ...firstOf(whose), dueAt, createdAt: now };
  });
  await tx.delivery.createMany({ data: dates, skipDuplicates: true });
  return begun.length;
}

function firstOf(whose: { subscriberId: string; enrollmentId: string }) {
  const intent = intentOf.next(whose.enrollmentId);
  return { ...whose, kind: 'lesson' as const, intent, priority: priorityOf('lesson') };
}

/** "Start it now": a course that waits begins beside the others, with lesson 1 at once. */
export async function beginNow(runtime: Runtime, tx: Tx, learner: Learner, now: Date): Promise<Said> {
  await tx.enrollment.update({
    where: { id: learner.id },
    data: { state: 'active', changedAt: new Date() },
  });
  await setNextDate(tx, learner, { dueAt: now, requested: true, now });
  await runtime.queue.wakePlan(tx);
  return { ok: true, said: 'begun' };
}
