import type { Tx } from '../db/client.ts';
import { type ConsentScope, courseScope } from '../domain/consent.ts';
import type { DeliveryKind } from '../domain/delivery.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Learner } from './as-learner.ts';
import { beginWaiting } from './begin-waiting.ts';
import { recordConsent } from './record-consent.ts';
import type { Said } from './said.ts';
import { endEnrollment, stopAllMail } from './stop-all-mail.ts';

/** No more lessons of this course. The place is kept. */
export function leaveCourse(runtime: Runtime, token: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', (tx, learner, now) => leaveOne(tx, learner, 'manage page', now));
}

/** No more mail at all. The place in every course is kept. */
export function leaveEverything(runtime: Runtime, token: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', (tx, learner, now) => leaveAll(tx, learner, 'manage page', now));
}

export async function leaveOne(tx: Tx, learner: Learner, source: string, now: Date): Promise<Said> {
  const scope = courseScope(learner.courseSlug);
  if (learner.state === 'left') return { ok: true, said: 'left-course' };
  // Whoever has finished stays so: nothing more comes in any case, and their place says that they had it all.
  if (learner.state !== 'completed') {
    await endEnrollment(tx, learner.id);
    await beginWaiting(tx, [learner.subscriberId], now);
  } else if (await isWithdrawn(tx, learner.subscriberId, scope)) return { ok: true, said: 'left-course' };
  await recordConsent(tx, {
    subscriberId: learner.subscriberId,
    scope,
    action: 'withdrawn',
    source,
    at: now,
  });
  return { ok: true, said: 'left-course' };
}

async function isWithdrawn(tx: Tx, subscriberId: string, scope: ConsentScope): Promise<boolean> {
  const latest = await tx.consent.findFirst({
    where: { subscriberId, scope },
    orderBy: { recordedAt: 'desc' },
  });
  return latest?.action === 'withdrawn';
}

export async function leaveAll(tx: Tx, learner: Learner, source: string, now: Date): Promise<Said> {
  const { standing } = learner.subscriber;
  if (standing === 'departed' && !(await hasAskedSince(tx, learner)))
    return { ok: true, said: 'left-everything' };
  await stopAllMail(tx, learner.subscriberId, now);
  await recordConsent(tx, {
    subscriberId: learner.subscriberId,
    scope: 'everything',
    action: 'withdrawn',
    source,
    at: now,
  });
  return { ok: true, said: 'left-everything' };
}

/** Answers to what somebody asked for, whether or not they get other mail. */
const ASKED_FOR: DeliveryKind[] = [
  'confirmation',
  'link',
  'data',
  'old_address',
  'new_address',
  'taken_address',
];

/** Whoever left, asks for something and leaves again takes that back too. */
async function hasAskedSince(tx: Tx, { subscriberId, subscriber }: Learner): Promise<boolean> {
  const left = await tx.consent.findFirst({
    where: { subscriberId, scope: 'everything', action: 'withdrawn' },
    orderBy: { at: 'desc' },
  });
  if (!left) return true;
  const signUps = await tx.signUp.count({
    where: { addressKey: subscriber.addressKey, requestedAt: { gt: left.at } },
  });
  // Asking for the same mail again makes no new request, only another delivery.
  const mails = await tx.delivery.count({
    where: { subscriberId, kind: { in: ASKED_FOR }, createdAt: { gt: left.at } },
  });
  return signUps + mails > 0;
}
