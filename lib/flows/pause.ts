import { skipScheduled } from '../db/skip.ts';
import { nextDueAt, pausedUntil } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Learner, learnerSlot, occupiedDays, openDate } from './as-learner.ts';
import type { Said } from './said.ts';

/** Holds the course: no open date until the pause ends or the learner resumes. `weeks` is null for "until I resume". */
export function pause(runtime: Runtime, token: string, weeks: 1 | 2 | 4 | null): Promise<Said> {
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    if (learner.state === 'left' || learner.state === 'completed') return { ok: true, said: 'nothing-to-do' };
    const until =
      weeks === null ? null : pauseEnd(learner, { now, weeks, taken: await occupiedDays(tx, learner) });
    await skipScheduled(tx, learner.id, 'paused');
    await tx.enrollment.update({
      where: { id: learner.id },
      data: { state: 'paused', pausedUntil: until, changedAt: new Date() },
    });
    return { ok: true, said: 'paused' };
  });
}

/** When a pause of some weeks would end: at a slot, on a day that no other course has taken. */
export function pauseEnd(
  learner: Learner,
  { now, weeks, taken }: { now: Date; weeks: 1 | 2 | 4; taken: readonly Date[] },
): Date {
  const slot = learnerSlot(learner);
  // Paused already, or with a lesson just leaving: the weeks count from the date there would be now.
  const next =
    openDate(learner)?.dueAt ?? nextDueAt(slot, { now, lastSentAt: learner.lastSentAt, occupied: taken });
  const until = pausedUntil(slot, { now, nextDueAt: next, weeks });
  return nextDueAt(slot, { now: justBefore(until), lastSentAt: learner.lastSentAt, occupied: taken });
}

function justBefore(at: Date): Date {
  return new Date(at.getTime() - 1);
}
