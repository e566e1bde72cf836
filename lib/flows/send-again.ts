import { randomUUID } from 'node:crypto';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, courseOf, type Decision, placeOfLearner } from './as-learner.ts';
import { whyUnreachable } from './come-back.ts';
import type { Said } from './said.ts';
import { whyNoMoreWishes } from './send-now.ts';

/** "Send lesson 2 again": the mail once more. It moves no date, and counts among the learner's wishes. */
export function sendAgain(runtime: Runtime, token: string, slug: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', sendingAgain(runtime, slug));
}

export function sendingAgain(runtime: Runtime, slug: string): Decision {
  return async (tx, learner, now) => {
    const { course, editions } = await courseOf(tx, learner);
    const given = (await placeOfLearner(tx, learner, course)).had.get(slug);
    const problem =
      given === undefined || editions.lessonsAgain?.[slug] === undefined
        ? 'This lesson can’t be sent again. What you have had can always be read on the web, from this page.'
        : learner.state === 'left'
          ? 'You have left this course, so nothing of it is mailed. You can read the lesson on the web, from this page.'
          : ((await whyUnreachable(runtime, tx, learner)) ?? (await whyNoMoreWishes(tx, learner.id, now)));
    if (problem !== null || given === undefined) return { ok: false, problem: problem ?? '' };
    await tx.delivery.create({
      data: {
        kind: 'again',
        intent: intentOf.again(given, randomUUID()),
        priority: priorityOf('again'),
        subscriberId: learner.subscriberId,
        enrollmentId: learner.id,
        requested: true,
        dueAt: now,
        createdAt: now,
      },
    });
    await runtime.queue.wakePlan(tx);
    return { ok: true, said: 'sent-again' };
  };
}
