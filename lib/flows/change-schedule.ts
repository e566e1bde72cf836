import type { Tx } from '../db/client.ts';
import { readOccupied } from '../db/occupied.ts';
import { nextDueAt, parseSlot, type Slot, type SlotInput } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Learner, learnerSlot, openDate, readLearners } from './as-learner.ts';
import { nextOf, type PromisedDates, promisedInstead } from './promised.ts';
import type { Said } from './said.ts';

const DAY_MS = 86_400_000;

/**
 * A new pace, day, hour or zone. Dates that were promised for the old slot move to the new one. The zone is the
 * person's: when it changes, their other courses come at their hour of the new one.
 * @param shownAt the next date that the learner was shown for these times (`previewSchedule`); when another has come of
 *   them in the meantime, nothing is changed. Left out, whatever comes of them is what was wished for.
 */
export function changeSchedule(
  runtime: Runtime,
  token: string,
  input: SlotInput,
  shownAt?: Date | null,
): Promise<Said> {
  const parsed = parseSlot(input);
  if (!parsed.ok) return Promise.resolve(parsed);
  const { slot } = parsed;
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    const { pace, weekdays, hour, timeZone } = slot;
    const moves = await movesTo(tx, learner, slot, now);
    if (shownAt !== undefined && shownAt?.getTime() !== nextOf(moves[0].dates)?.getTime())
      return { ok: true, said: 'look-again' };
    await tx.subscriber.update({ where: { id: learner.subscriberId }, data: { timeZone } });
    await tx.enrollment.update({
      where: { id: learner.id },
      data: { pace, weekdays, hour, changedAt: new Date() },
    });
    for (const move of moves) await write(tx, move);
    return { ok: true, said: 'schedule-changed' };
  });
}

/** A course whose dates move, and where to. */
export type Move = { learner: Learner; slot: Slot; dates: PromisedDates };

/** What other times move: the dates of this course, and, where the zone is another, those of the person's others after it. */
export async function movesTo(tx: Tx, learner: Learner, slot: Slot, now: Date): Promise<[Move, ...Move[]]> {
  const { subscriberId } = learner;
  let days = (await readOccupied(tx, [subscriberId])).get(subscriberId) ?? [];
  const move = (one: Learner, its: Slot, from: Date): Move => {
    const occupied = days.filter(({ enrollmentId }) => enrollmentId !== one.id).map(({ at }) => at);
    const dates = datesBy(one, its, { now, from, occupied });
    const promises = Object.values(dates).filter((at) => at !== null);
    if (promises.length > 0) days = promisedInstead(days, one, promises);
    return { learner: one, slot: its, dates };
  };
  const own = move(learner, slot, now);
  const { timeZone } = slot;
  if (timeZone === learner.subscriber.timeZone) return [own];
  const others = await readLearners(tx, { subscriberId, id: { not: learner.id } });
  return [
    own,
    ...others.map((one) => {
      const promised = openDate(one)?.dueAt ?? now;
      return move(one, { ...learnerSlot(one), timeZone }, dayBefore(promised));
    }),
  ];
}

/**
 * Where an enrollment's dates come to be by another slot.
 * - The open date becomes the first slot after `from`.
 * - A lesson that is just leaving has promised a date too; the one after it follows the new slot.
 * - A pause ends at the slot of the day on which it was to end, or the next after it.
 */
function datesBy(
  learner: Learner,
  slot: Slot,
  { now, from, occupied }: { now: Date; from: Date; occupied: readonly Date[] },
): PromisedDates {
  const { lastSentAt, pausedUntil } = learner;
  const open = openDate(learner);
  // What is left over of a course that was left is due, and ends when it is planned; a new date would keep it.
  const moves = open !== null && !open.requested && learner.state === 'active';
  return {
    dueAt: moves ? nextDueAt(slot, { now: latest(now, from), lastSentAt, occupied }) : null,
    afterLeaving: isLeaving(learner) ? nextDueAt(slot, { now, lastSentAt: now, occupied }) : null,
    pausedUntil:
      pausedUntil && nextDueAt(slot, { now: latest(now, dayBefore(pausedUntil)), lastSentAt, occupied }),
  };
}

function isLeaving({ deliveries }: Learner): boolean {
  return deliveries.some(({ state, nextDueAt: at }) => state !== 'scheduled' && at !== null);
}

async function write(tx: Tx, { learner, dates: { dueAt, afterLeaving, pausedUntil } }: Move): Promise<void> {
  const open = openDate(learner);
  if (open && dueAt) await tx.delivery.update({ where: { id: open.id }, data: { dueAt } });
  if (afterLeaving) {
    const left = learner.deliveries.filter(({ state }) => state !== 'scheduled').map(({ id }) => id);
    await tx.delivery.updateMany({
      where: { id: { in: left }, nextDueAt: { not: null } },
      data: { nextDueAt: afterLeaving },
    });
  }
  if (pausedUntil) await tx.enrollment.update({ where: { id: learner.id }, data: { pausedUntil } });
}

function dayBefore(at: Date): Date {
  return new Date(at.getTime() - DAY_MS);
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
