import { courseScope } from '../domain/consent.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, courseOf, placeOfLearner } from './as-learner.ts';
import { recordConsent } from './record-consent.ts';
import type { Said } from './said.ts';
import { whyNotNow } from './send-now.ts';
import { nextSlotFor, setNextDate } from './set-next-date.ts';

/**
 * After leaving or finishing: on from the kept place at the next slot, or again from lesson 1, in a new round, at once.
 * The link came to the learner's own mailbox, so pressing the button is a new consent.
 */
export function comeBack(runtime: Runtime, token: string, how: 'continue' | 'again'): Promise<Said> {
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    if (how === 'continue' && (learner.state === 'active' || learner.state === 'paused'))
      return { ok: true, said: 'nothing-to-do' };
    if (
      await tx.suppression.findUnique({
        where: { addressHash: runtime.hashAddress(learner.subscriber.addressKey) },
      })
    ) {
      return {
        ok: false,
        problem: 'Mail to this address came back, so we no longer send to it. Please sign up with another.',
      };
    }
    const { comes } = await placeOfLearner(tx, learner, (await courseOf(tx, learner)).course);
    if (how === 'continue' && comes.length === 0) {
      return { ok: false, problem: 'You have had every lesson. You can start again at lesson 1.' };
    }
    const problem = how === 'again' ? await whyNotNow(tx, learner, now) : null;
    if (problem !== null) return { ok: false, problem };

    const { subscriberId, courseSlug } = learner;
    await tx.subscriber.update({ where: { id: subscriberId }, data: { standing: 'confirmed' } });
    const scope = courseScope(courseSlug);
    await recordConsent(tx, { subscriberId, scope, action: 'given', source: 'manage page', at: now });
    await tx.enrollment.update({
      where: { id: learner.id },
      data: {
        state: 'active',
        pausedUntil: null,
        changedAt: new Date(),
        ...(how === 'again' ? { round: learner.round + 1 } : {}),
      },
    });
    const again = how === 'again';
    await setNextDate(tx, learner, {
      dueAt: again ? now : await nextSlotFor(tx, learner, now),
      requested: again,
      now,
    });
    if (again) await runtime.queue.wakePlan(tx);
    return { ok: true, said: again ? 'started-again' : 'came-back' };
  });
}
