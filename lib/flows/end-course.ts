import type { Tx } from '../db/client.ts';
import { skip } from '../db/skip.ts';
import type { Course } from '../domain/course.ts';
import { intentOf } from '../domain/delivery.ts';
import { namesOf } from '../domain/lesson-names.ts';

/**
 * Was the closing mail given already in this round, after the last lesson under any of its names? A pause that ended after
 * it, a passed lesson that was asked for, or lessons added and taken out again lead here.
 */
export async function closingIsGiven(
  tx: Tx,
  { id, round }: { id: string; round: number },
  { lessons }: Course,
): Promise<boolean> {
  const last = lessons.at(-1);
  const intents = last ? namesOf(last).map((name) => intentOf.completion(id, round, name)) : [];
  return (await tx.delivery.count({ where: { intent: { in: intents } } })) > 0;
}

/** Ends an enrollment without a mail: its open date is called off. A correction that is due still comes. */
export async function endCourse(tx: Tx, enrollmentId: string): Promise<void> {
  const open = await tx.delivery.findMany({
    where: { intent: intentOf.next(enrollmentId), state: 'scheduled' },
    select: { id: true },
  });
  await skip(
    tx,
    open.map(({ id }) => ({ id, reason: 'completed' as const })),
  );
  await tx.enrollment.updateMany({
    where: { id: enrollmentId },
    data: { state: 'completed', pausedUntil: null, changedAt: new Date() },
  });
}
