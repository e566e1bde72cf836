import type { Runtime } from '../runtime.ts';
import { asLearner } from './as-learner.ts';
import { comeBack } from './come-back.ts';
import { undoableChange } from './last-change.ts';
import type { Said } from './said.ts';
import { undoing } from './undo.ts';

/**
 * “Undo: keep my lessons”, where somebody has just left: everything as it was before, a pause and the date too, while that
 * can still be undone; later, on from the kept place.
 */
export async function keepLessons(runtime: Runtime, token: string): Promise<Said> {
  const undone = await asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    const change = await undoableChange(tx, learner, now);
    return change?.said === 'left-course' || change?.said === 'left-everything'
      ? undoing(change.id, 'own page')(tx, learner, now)
      : { ok: true, said: 'nothing-to-do' };
  });
  return undone.ok && undone.said === 'nothing-to-do' ? comeBack(runtime, token, 'continue') : undone;
}
