import { type Tx, transaction } from '../db/client.ts';
import { occupy, readOccupied, takenDays } from '../db/occupied.ts';
import { lockPerson } from '../db/people.ts';
import { peopleWaitingForNothing } from '../db/waiting.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import { nextDueAt } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { beginWaiting } from './begin-waiting.ts';
import { stopAllMail } from './stop-all-mail.ts';
import { whyClosed } from './turn.ts';

/** A batch that has not moved for so long (real time) has lost its job. */
const STILL_S = 30;

/**
 * Finds what stopped moving and asks for it again; jobs are rebuilt from the tables, never the other way round.
 * - batches that nobody holds and whose time has come
 * - enrollments without a next date, although the course goes on
 * - courses that wait for one that is over
 */
export async function sweep(runtime: Runtime): Promise<{ batches: number; enrollments: number }> {
  const batches = await reviveBatches(runtime);
  const enrollments = (await healEnrollments(runtime)) + (await beginForgotten(runtime));
  if (batches + enrollments > 0) runtime.log.warn({ batches, enrollments }, 'swept up');
  return { batches, enrollments };
}

async function reviveBatches(runtime: Runtime): Promise<number> {
  const { db, queue } = runtime;
  // While sending is stopped or halted they stand still for a reason.
  if (await whyClosed(runtime)) return 0;
  return transaction(db, async (tx) => {
    const still = await tx.$queryRaw<{ id: string; priority: number }[]>`
      SELECT "id"::text, "priority" FROM "Batch"
      WHERE "state" <> 'closed'
        AND coalesce("nextAttemptAt", "leasedUntil", "createdAt") < clock_timestamp() - ${STILL_S} * interval '1 second'
      ORDER BY "createdAt" LIMIT 1000`;
    for (const batch of still) await queue.deliver(tx, batch);
    if (still.length > 0) await queue.wakePlan(tx);
    return still.length;
  });
}

/**
 * Active, but with neither a date nor a lesson on its way: given the next slot. Whose address is suppressed has left
 * instead: their dates would be skipped and given anew for ever.
 */
async function healEnrollments(runtime: Runtime): Promise<number> {
  return transaction(runtime.db, async (tx) => {
    const now = await runtime.now(tx);
    const idle = await tx.enrollment.findMany({
      where: {
        state: 'active',
        subscriber: { standing: 'confirmed' },
        deliveries: { none: { priority: 1, state: { in: ['scheduled', 'batched'] } } },
      },
      include: { subscriber: true },
      take: 1000,
    });
    const suppressed = await suppressedOf(runtime, tx, idle);
    for (const id of suppressed) if (await lockPerson(tx, id)) await stopAllMail(tx, id, now);
    const stuck = idle.filter(({ subscriberId }) => !suppressed.has(subscriberId));
    const occupied = await readOccupied(
      tx,
      stuck.map(({ subscriberId }) => subscriberId),
    );
    const dates = stuck.map(({ id, subscriberId, subscriber, pace, weekdays, hour, lastSentAt }) => {
      const slot = { pace, weekdays, hour, timeZone: subscriber.timeZone };
      const whose = { subscriberId, enrollmentId: id };
      const dueAt = nextDueAt(slot, { now, lastSentAt, occupied: takenDays(occupied, whose) });
      occupy(occupied, whose, [dueAt]);
      return {
        ...whose,
        kind: 'lesson' as const,
        intent: intentOf.next(id),
        priority: priorityOf('lesson'),
        dueAt,
        createdAt: now,
      };
    });
    const { count } = await tx.delivery.createMany({ data: dates, skipDuplicates: true });
    return count;
  });
}

/** One person at a time: whoever leaves the waiting course at this moment comes before or after. */
async function beginForgotten(runtime: Runtime): Promise<number> {
  const { db } = runtime;
  let begun = 0;
  for (const id of await peopleWaitingForNothing(db, 1000))
    begun += await transaction(db, async (tx) =>
      (await lockPerson(tx, id)) ? beginWaiting(tx, [id], await runtime.now(tx)) : 0,
    );
  return begun;
}

/** Those of the enrollments' people whose address must not be mailed. */
async function suppressedOf(
  { hashAddress }: Runtime,
  tx: Tx,
  enrollments: readonly { subscriber: { id: string; addressKey: string } }[],
): Promise<Set<string>> {
  const people = new Map(
    enrollments.map(({ subscriber }) => [hashAddress(subscriber.addressKey), subscriber.id]),
  );
  const found = await tx.suppression.findMany({ where: { addressHash: { in: [...people.keys()] } } });
  return new Set(found.flatMap(({ addressHash }) => people.get(addressHash) ?? []));
}
