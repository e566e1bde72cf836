import type { Tx } from '../db/client.ts';
import { skip, skipScheduled } from '../db/skip.ts';

/**
 * No more mail of any kind to this person, who is locked already. The place in every course is kept. A second time
 * changes nothing, except for what was asked for in between.
 * @param now course time
 */
export async function stopAllMail(tx: Tx, subscriberId: string, now: Date): Promise<void> {
  await tx.subscriber.update({ where: { id: subscriberId }, data: { standing: 'departed' } });
  const going = await tx.enrollment.findMany({
    where: { subscriberId, state: { in: ['waiting', 'active', 'paused'] } },
  });
  for (const { id } of going) await endEnrollment(tx, id);
  await callOffRequests(tx, subscriberId, now);
}

/** No more lessons of one course. */
export async function endEnrollment(tx: Tx, id: string): Promise<void> {
  await skipScheduled(tx, id, 'left');
  await tx.enrollment.update({
    where: { id },
    data: { state: 'left', pausedUntil: null, changedAt: new Date() },
  });
}

/** What was asked for before is covered by this *no*; what is asked for afterwards is a new wish. */
async function callOffRequests(tx: Tx, subscriberId: string, now: Date): Promise<void> {
  await tx.signUp.updateMany({
    where: { subscriberId, confirmedAt: null, supersededAt: null },
    data: { supersededAt: now },
  });
  const waiting = await tx.delivery.findMany({
    where: { subscriberId, state: 'scheduled' },
    select: { id: true },
  });
  await skip(
    tx,
    waiting.map(({ id }) => ({ id, reason: 'departed' as const })),
  );
}
