import type { Tx } from '../db/client.ts';
import { courseScope } from '../domain/consent.ts';
import { isToGoOn } from '../domain/eligibility.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, courseOf, type Learner, placeOfLearner } from './as-learner.ts';
import { coursesAhead } from './in-line.ts';
import { recordConsent } from './record-consent.ts';
import type { Said } from './said.ts';
import { whyNotNow } from './send-now.ts';
import { nextSlotFor, setNextDate } from './set-next-date.ts';

/**
 * After leaving or finishing: on from the kept place at the next slot, or again from lesson 1, in a new round, at once. Both
 * may be beside another course; only what had not begun when it was left waits for it again.
 */
export function comeBack(runtime: Runtime, token: string, how: 'continue' | 'again'): Promise<Said> {
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    if (learner.state === 'waiting' || (how === 'continue' && isToGoOn(learner.state)))
      return { ok: true, said: 'nothing-to-do' };
    const unreachable = await whyUnreachable(runtime, tx, learner);
    if (unreachable !== null) return { ok: false, problem: unreachable };
    if (how === 'continue') {
      const { had, comes } = await placeOfLearner(tx, learner, (await courseOf(tx, learner)).course);
      if (comes.length === 0)
        return { ok: false, problem: 'You have had every lesson. You can start again at lesson 1.' };
      // What had not begun takes its place in the line again.
      if (had.size === 0 && (await coursesAhead(tx, learner)).length > 0) {
        await becomeLearner(tx, learner, { state: 'waiting', round: learner.round }, now);
        return { ok: true, said: 'waits-again' };
      }
      await goOn(tx, learner, now);
      return { ok: true, said: 'came-back' };
    }
    const problem = await whyNotNow(tx, learner, now);
    if (problem !== null) return { ok: false, problem };
    await becomeLearner(tx, learner, { state: 'active', round: await newRound(tx, learner) }, now);
    await setNextDate(tx, learner, { dueAt: now, requested: true, now });
    await runtime.queue.wakePlan(tx);
    return { ok: true, said: 'started-again' };
  });
}

/** The one after all there were: an undone beginning leaves its round behind. */
async function newRound(tx: Tx, { id: enrollmentId, round }: Learner): Promise<number> {
  const { _max } = await tx.receipt.aggregate({ where: { enrollmentId }, _max: { round: true } });
  return Math.max(round, _max.round ?? 0) + 1;
}

/** Why nobody can be written to at this address, in words for the learner; null when they can. */
export async function whyUnreachable(
  { hashAddress }: Runtime,
  tx: Tx,
  { subscriber }: Learner,
): Promise<string | null> {
  const addressHash = hashAddress(subscriber.addressKey);
  return (await tx.suppression.findUnique({ where: { addressHash } }))
    ? 'Mail to this address came back, so we no longer send to it. Please sign up with another.'
    : null;
}

/** On from the kept place, at the next slot. */
export async function goOn(tx: Tx, learner: Learner, now: Date): Promise<void> {
  await becomeLearner(tx, learner, { state: 'active', round: learner.round }, now);
  await setNextDate(tx, learner, { dueAt: await nextSlotFor(tx, learner, now), requested: false, now });
}

/** The link came to the learner's own mailbox, so pressing the button is a new consent. */
async function becomeLearner(
  tx: Tx,
  learner: Learner,
  as: { state: 'active' | 'waiting'; round: number },
  now: Date,
): Promise<void> {
  const { id, subscriberId, courseSlug } = learner;
  await tx.subscriber.update({ where: { id: subscriberId }, data: { standing: 'confirmed' } });
  const scope = courseScope(courseSlug);
  await recordConsent(tx, { subscriberId, scope, action: 'given', source: 'manage page', at: now });
  await tx.enrollment.update({
    where: { id },
    data: { ...as, pausedUntil: null, changedAt: new Date() },
  });
}
