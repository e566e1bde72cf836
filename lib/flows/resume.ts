import type { Runtime } from '../runtime.ts';
import { asLearner, type Decision } from './as-learner.ts';
import type { Said } from './said.ts';
import { whyNotNow } from './send-now.ts';
import { nextSlotFor, setNextDate } from './set-next-date.ts';

/** Ends a pause: at the next slot, which keeps the gap, or now, which is the learner's own wish and doesn't. */
export function resume(runtime: Runtime, token: string, when: 'slot' | 'now'): Promise<Said> {
  return asLearner(runtime, token, 'manage', resuming(runtime, when));
}

export function resuming(runtime: Runtime, when: 'slot' | 'now'): Decision {
  return async (tx, learner, now) => {
    if (learner.state !== 'paused') return { ok: true, said: 'nothing-to-do' };
    const requested = when === 'now';
    const problem = requested ? await whyNotNow(tx, learner, now) : null;
    if (problem !== null) return { ok: false, problem };
    await tx.enrollment.update({
      where: { id: learner.id },
      data: { state: 'active', pausedUntil: null, changedAt: new Date() },
    });
    await setNextDate(tx, learner, {
      dueAt: requested ? now : await nextSlotFor(tx, learner, now),
      requested,
      now,
    });
    if (requested) await runtime.queue.wakePlan(tx);
    return { ok: true, said: requested ? 'resumed-now' : 'resumed' };
  };
}
