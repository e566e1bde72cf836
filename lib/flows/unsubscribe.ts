import { livePublication } from '../db/publications.ts';
import { maskAddress } from '../domain/masked-address.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner } from './as-learner.ts';
import { leaveAll, leaveOne } from './leave.ts';
import { mayAskWhy } from './leave-reason.ts';

export type UnsubscribeView = {
  /** Whose mail it is, as far as a friend may see. */
  maskedAddress: string;
  course: { slug: string; title: string };
  /** How the course stands: it may go on, was left, or is over by itself. */
  standing: 'learning' | 'left' | 'finished';
  everythingStopped: boolean;
  /** They have left, and may be asked why. */
  askWhy: boolean;
  manageToken: string;
};

const STANDING = {
  waiting: 'learning',
  active: 'learning',
  paused: 'learning',
  left: 'left',
  completed: 'finished',
} as const;

/** What an unsubscribe link leads to. Looking changes nothing; null for a link that is not ours. */
export async function unsubscribeView(runtime: Runtime, token: string): Promise<UnsubscribeView | null> {
  const id = runtime.tokens.verify(token, 'unsubscribe');
  const enrollment =
    id === null
      ? null
      : await runtime.db.enrollment.findUnique({ where: { id }, include: { subscriber: true } });
  if (!enrollment) return null;
  const publication = await livePublication(runtime.db, enrollment.courseSlug);
  return {
    maskedAddress: maskAddress(enrollment.subscriber.address),
    course: { slug: enrollment.courseSlug, title: publication?.course.title ?? enrollment.courseSlug },
    standing: STANDING[enrollment.state],
    everythingStopped: enrollment.subscriber.standing === 'departed',
    askWhy: await mayAskWhy(runtime.db, enrollment),
    manageToken: runtime.tokens.sign('manage', enrollment.id),
  };
}

/**
 * Leaves the course of a mail, or everything. Idempotent: RFC 8058 asks for the same answer however often a mailbox
 * provider posts.
 * @returns `ok` false only for a link that is not ours
 */
export async function unsubscribe(
  runtime: Runtime,
  token: string,
  scope: 'course' | 'everything',
  source: 'one-click' | 'page',
): Promise<{ ok: boolean }> {
  const leave = scope === 'course' ? leaveOne : leaveAll;
  const said = await asLearner(runtime, token, 'unsubscribe', (tx, learner, now) =>
    leave(tx, learner, source === 'page' ? 'unsubscribe page' : 'one-click', now),
  );
  return { ok: said.ok };
}
