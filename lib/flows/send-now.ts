import type { Tx } from '../db/client.ts';
import { WISHES_COUNT_FOR_MS, whyNoWish } from '../domain/wish.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Learner } from './as-learner.ts';
import { beginNow } from './begin-waiting.ts';
import type { Said } from './said.ts';
import { setNextDate } from './set-next-date.ts';

/** "Send me the next one now": ignores the gap, not the order. A course that waits for another begins with it. */
export function sendNow(runtime: Runtime, token: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    if (learner.state === 'waiting') return beginNow(runtime, tx, learner, now);
    if (learner.state !== 'active') return { ok: true, said: 'nothing-to-do' };
    const problem = await whyNotNow(tx, learner, now);
    if (problem !== null) return { ok: false, problem };
    await setNextDate(tx, learner, { dueAt: now, requested: true, now });
    await runtime.queue.wakePlan(tx);
    return { ok: true, said: 'sent-now' };
  });
}

/** Why the next lesson can't be sent at once, in words for the learner; null when it can. */
export async function whyNotNow(
  tx: Tx,
  learner: Pick<Learner, 'id' | 'deliveries'>,
  now: Date,
): Promise<string | null> {
  if (
    learner.deliveries.some(
      ({ state, requested }) => state === 'batched' || (state === 'scheduled' && requested),
    )
  )
    return 'A lesson is on its way to you at this moment.';
  return whyNoMoreWishes(tx, learner.id, now);
}

/** Why the learner can't be sent anything more at once just now, in words for them; null when they can. */
export async function whyNoMoreWishes(tx: Tx, enrollmentId: string, now: Date): Promise<string | null> {
  const wished = await tx.delivery.findMany({
    where: {
      enrollmentId,
      requested: true,
      // The first lesson of a round comes at once by itself; nobody asked for it.
      id: { notIn: await firstOfEachRound(tx, enrollmentId) },
      state: { not: 'skipped' },
      createdAt: { gt: new Date(now.getTime() - WISHES_COUNT_FOR_MS) },
    },
    select: { createdAt: true },
  });
  return whyNoWish(
    wished.map(({ createdAt }) => createdAt),
    now,
  );
}

async function firstOfEachRound(tx: Tx, enrollmentId: string): Promise<string[]> {
  const firsts = await tx.receipt.findMany({
    where: { enrollmentId },
    orderBy: [{ round: 'asc' }, { createdAt: 'asc' }],
    distinct: ['round'],
    select: { deliveryId: true },
  });
  return firsts.map(({ deliveryId }) => deliveryId);
}
