import type { Learner } from './as-learner.ts';

/** What an enrollment promises, or would by another slot: its open date, the date after a lesson that is leaving, the end of a pause. */
export type PromisedDates = { dueAt: Date | null; afterLeaving: Date | null; pausedUntil: Date | null };

/** The next date that a learner is told, of these. */
export function nextOf({ dueAt, afterLeaving, pausedUntil }: PromisedDates): Date | null {
  return dueAt ?? afterLeaving ?? pausedUntil;
}

type Day = { enrollmentId: string | null; at: Date };

/** The days taken, if an enrollment promised these dates instead of those that stand. */
export function promisedInstead(days: readonly Day[], learner: Learner, dates: readonly Date[]): Day[] {
  const { id, deliveries, pausedUntil } = learner;
  const standing = [...deliveries.flatMap(({ dueAt, nextDueAt }) => [dueAt, nextDueAt]), pausedUntil];
  const given = new Set(standing.map((at) => at?.getTime()));
  return [
    ...days.filter(({ enrollmentId, at }) => enrollmentId !== id || !given.has(at.getTime())),
    ...dates.map((at) => ({ enrollmentId: id, at })),
  ];
}
