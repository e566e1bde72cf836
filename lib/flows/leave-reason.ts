import type { Tx } from '../db/client.ts';
import { courseScope } from '../domain/consent.ts';
import { type LeaveChoice, parseReason, REASON_KEPT_MS, withoutAddresses } from '../domain/leave-reason.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner } from './as-learner.ts';
import type { Said } from './said.ts';

type Whose = { subscriberId: string; courseSlug: string };

/** Why somebody has left, by the link with which they did. Said once for each leaving; a second time changes nothing. */
export function tellWhy(
  runtime: Runtime,
  token: string,
  purpose: 'manage' | 'unsubscribe',
  input: { choice: string; text: string },
): Promise<Said> {
  const reason = parseReason(input);
  if (!reason.ok) return Promise.resolve(reason);
  const { choice, text } = reason;
  return asLearner(runtime, token, purpose, async (tx, learner, now) => {
    const leaving = await lastLeaving(tx, learner);
    if (!leaving) return { ok: true, said: 'nothing-to-do' };
    const { subscriberId } = learner;
    if (!leaving.isTold)
      await tx.leaveReason.create({ data: { subscriberId, scope: leaving.scope, choice, text, at: now } });
    return { ok: true, said: 'reason-told' };
  });
}

/** Whether the page may ask: they have left by a button of ours, and have not said why. */
export async function mayAskWhy(tx: Tx, whose: Whose): Promise<boolean> {
  return (await lastLeaving(tx, whose))?.isTold === false;
}

/** The *no* that is their last word about this course. A complaint is a no as well, and no occasion to ask. */
async function lastLeaving(
  tx: Tx,
  { subscriberId, courseSlug }: Whose,
): Promise<{ scope: string; isTold: boolean } | null> {
  const last = await tx.consent.findFirst({
    where: { subscriberId, scope: { in: ['everything', courseScope(courseSlug)] } },
    orderBy: { recordedAt: 'desc' },
  });
  if (last?.action !== 'withdrawn' || last.source === 'complaint') return null;
  const { scope, at } = last;
  const told = await tx.leaveReason.count({ where: { subscriberId, scope, at: { gte: at } } });
  return { scope, isTold: told > 0 };
}

/** How often each reason was given for leaving one course, or everything, and the words that came with it. */
export type Reasons = { scope: string; choice: LeaveChoice; people: number; words: string[] };

/** All reasons that are kept, the most frequent of each scope first. No addresses. */
export async function leaveReasons({ db }: Runtime): Promise<Reasons[]> {
  const rows = await db.$queryRaw<Reasons[]>`
    SELECT "scope", "choice"::text AS "choice", count(*)::int AS "people",
      coalesce(array_agg("text" ORDER BY "at" DESC) FILTER (WHERE "text" IS NOT NULL), '{}') AS "words"
    FROM "LeaveReason" GROUP BY 1, 2 ORDER BY 1, 3 DESC, 2`;
  return rows.map((row) => ({ ...row, words: row.words.map(withoutAddresses) }));
}

/** Deletes the reasons that were given more than 24 months ago. */
export async function forgetOldReasons(runtime: Runtime): Promise<void> {
  const since = new Date((await runtime.now()).getTime() - REASON_KEPT_MS);
  await runtime.db.leaveReason.deleteMany({ where: { at: { lt: since } } });
}
