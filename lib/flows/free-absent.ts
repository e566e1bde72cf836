import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import { overtaken } from '../db/overtaken.ts';
import { backToScheduled, skip } from '../db/skip.ts';
import type { Runtime } from '../runtime.ts';
import { judge } from './circumstances.ts';

/**
 * What certainly never left is free to be planned again, in a new batch, for whoever may still be mailed. Where the
 * course has gone on meanwhile, the lesson stays on the learner's page, as one that was not delivered.
 */
export async function freeAbsent(runtime: Runtime, tx: Tx, members: readonly Member[]): Promise<void> {
  const behind = new Set(
    await overtaken(
      tx,
      members.map(({ id }) => id),
    ),
  );
  await tx.delivery.updateMany({
    where: { id: { in: [...behind] }, state: { in: ['batched', 'unknown'] } },
    data: { state: 'failed', reason: 'it never left, and the course had gone on' },
  });
  const open = await reopenEnded(
    tx,
    members.filter(({ id }) => !behind.has(id)),
  );
  const { mayMail, mayNot } = await judge(runtime, tx, open, await runtime.now(tx));
  await skip(tx, mayNot);
  await backToScheduled(
    tx,
    mayMail.map(({ id }) => id),
  );
  if (mayMail.length > 0) await runtime.queue.wakePlan(tx);
}

/**
 * A course that ended because its closing mail might have left has not ended: that mail is still to come. Not for whoever
 * has left since: their course stays ended, and the mail is skipped.
 */
async function reopenEnded(tx: Tx, members: readonly Member[]): Promise<Member[]> {
  const ended = members.filter(
    ({ kind, standing, withdrawn, enrollmentState, round, enrollmentRound }) =>
      kind === 'completion' &&
      standing === 'confirmed' &&
      !withdrawn &&
      enrollmentState === 'completed' &&
      round === enrollmentRound,
  );
  await tx.enrollment.updateMany({
    where: { id: { in: ended.flatMap(({ enrollmentId }) => enrollmentId ?? []) }, state: 'completed' },
    data: { state: 'active', changedAt: new Date() },
  });
  const reopened = new Set(ended.map(({ id }) => id));
  return members.map((member) =>
    reopened.has(member.id) ? { ...member, enrollmentState: 'active' as const } : member,
  );
}
