import { writeAudit } from '../db/audit.ts';
import { openBatches } from '../db/batches.ts';
import { transaction } from '../db/client.ts';
import { type KnownProvider, readProvider } from '../db/provider.ts';
import { readSender, resumeSender, type SenderState, stopSender } from '../db/sender.ts';
import type { Runtime } from '../runtime.ts';
import type { Desk } from './desk/desk.ts';

/** How sending stands. Instants are real time, except where course time is named. */
export type SendingState = SenderState &
  KnownProvider & {
    /** Course time of the oldest mail that is due and has not left; null when nothing waits. */
    oldestDueAt: Date | null;
    due: number;
    /** Batches that may have left, and whose answer is still being sought. */
    inDoubt: number;
    unknown: number;
  };

export async function sendingState({ db }: Runtime): Promise<SendingState> {
  const sender = await readSender(db);
  const provider = await readProvider(db);
  const [row] = await db.$queryRaw<
    { due: number; oldestDueAt: Date | null; inDoubt: number; unknown: number }[]
  >`
    SELECT
      (SELECT count(*)::int FROM "Delivery" WHERE "state" = 'scheduled' AND "dueAt" <= clock."now") AS "due",
      (SELECT min("dueAt") FROM "Delivery" WHERE "state" = 'scheduled' AND "dueAt" <= clock."now") AS "oldestDueAt",
      (SELECT count(*)::int FROM "Batch" WHERE "state" = 'in_doubt' AND "outcome" IS DISTINCT FROM 'unknown') AS "inDoubt",
      (SELECT count(*)::int FROM "Delivery" WHERE "state" = 'unknown') AS "unknown"
    FROM (SELECT course_now() AS "now" OFFSET 0) AS clock`;
  return { ...sender, ...provider, oldestDueAt: null, due: 0, inDoubt: 0, unknown: 0, ...row };
}

/**
 * The kill switch: waits for the freezes that are under way, and after it none begins. What was frozen before leaves
 * within two seconds. Everything stays where it is: what is due stays due.
 * @returns how sending stands then, with the time since which it is stopped
 */
export async function stopSending(desk: Desk, reason: string): Promise<SendingState> {
  await transaction(desk.db, async (tx) => {
    await stopSender(tx, reason);
    await writeAudit(tx, desk.actor, 'sending.stop', null, { reason });
  });
  desk.log.info('sending was stopped by the operator');
  return sendingState(desk);
}

/**
 * Turns the switch back, and lets a provider that refused everything be tried at once. No burst follows: requests are
 * paced as always, and whoever missed several weeks gets one lesson and then the usual rhythm.
 */
export async function resumeSending(desk: Desk): Promise<SendingState> {
  await transaction(desk.db, async (tx) => {
    await resumeSender(tx);
    await writeAudit(tx, desk.actor, 'sending.resume', null);
    await desk.queue.wakePlan(tx);
  });
  const waiting = await openBatches(desk.db, 0);
  await transaction(desk.db, async (tx) => {
    for (const batch of waiting) await desk.queue.deliver(tx, batch);
  });
  desk.log.info('sending goes on');
  return sendingState(desk);
}
