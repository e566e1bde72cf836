import type { Tx } from '../db/client.ts';
import { skipScheduled } from '../db/skip.ts';
import { nextDueAt, parsePauseDay, pausedUntil } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Decision, type Learner, learnerSlot, occupiedDays, openDate } from './as-learner.ts';
import type { Said } from './said.ts';

/** So many weeks, until a day ("2027-03-20" on the learner's clock), or, when null, until they come back. */
export type PauseFor = 1 | 2 | 4 | { day: string } | null;

/** Holds the course: no open date until the pause ends or the learner resumes. A pause that is on gets the new end. */
export function pause(runtime: Runtime, token: string, how: PauseFor): Promise<Said> {
  return asLearner(runtime, token, 'manage', pausing(how));
}

export function pausing(how: PauseFor): Decision {
  return async (tx, learner, now) => {
    // What waits for another course sends nothing in any case.
    if (learner.state !== 'active' && learner.state !== 'paused') return { ok: true, said: 'nothing-to-do' };
    const until = await endOf(tx, learner, how, now);
    if (!until.ok) return until;
    await skipScheduled(tx, learner.id, 'paused');
    await tx.enrollment.update({
      where: { id: learner.id },
      data: { state: 'paused', pausedUntil: until.at, changedAt: new Date() },
    });
    return { ok: true, said: 'paused' };
  };
}

type End = { ok: true; at: Date | null } | { ok: false; problem: string };

async function endOf(tx: Tx, learner: Learner, how: PauseFor, now: Date): Promise<End> {
  if (how === null) return { ok: true, at: null };
  const taken = await occupiedDays(tx, learner);
  if (typeof how === 'number') return { ok: true, at: pauseEnd(learner, { now, weeks: how, taken }) };
  const slot = learnerSlot(learner);
  const day = parsePauseDay(how.day, slot.timeZone, now);
  if (!day.ok) return day;
  const { lastSentAt } = learner;
  return { ok: true, at: nextDueAt(slot, { now: justBefore(day.at), lastSentAt, occupied: taken }) };
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
