import type { Tx } from '../db/client.ts';
import { nextDueAt, parseSlot, type Slot, type SlotInput } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Learner, learnerSlot, occupiedDays, openDate, readLearner } from './as-learner.ts';
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
    const dates = await datesBy(tx, learner, slot, { now, from: now });
    if (shownAt !== undefined && shownAt?.getTime() !== nextOf(dates)?.getTime())
      return { ok: true, said: 'look-again' };
    await tx.subscriber.update({ where: { id: learner.subscriberId }, data: { timeZone } });
    await tx.enrollment.update({
      where: { id: learner.id },
      data: { pace, weekdays, hour, changedAt: new Date() },
    });
    await moveTo(tx, learner, dates);
    if (timeZone !== learner.subscriber.timeZone) await moveOtherCourses(tx, learner, timeZone, now);
    return { ok: true, said: 'schedule-changed' };
  });
}

async function moveOtherCourses(tx: Tx, learner: Learner, timeZone: string, now: Date): Promise<void> {
  const others = await tx.enrollment.findMany({
    where: { subscriberId: learner.subscriberId, id: { not: learner.id } },
    select: { id: true },
  });
  for (const { id } of others) {
    const other = await readLearner(tx, id);
    const promised = openDate(other)?.dueAt ?? now;
    const slot = { ...learnerSlot(other), timeZone };
    await moveTo(tx, other, await datesBy(tx, other, slot, { now, from: dayBefore(promised) }));
  }
}

/** What an enrollment has promised, by some slot; null for what it has not. */
export type PromisedDates = { dueAt: Date | null; afterLeaving: Date | null; pausedUntil: Date | null };

/** The next date that a learner is told, of these. */
export function nextOf({ dueAt, afterLeaving, pausedUntil }: PromisedDates): Date | null {
  return dueAt ?? afterLeaving ?? pausedUntil;
}

/**
 * Where an enrollment's dates come to be by another slot.
 * - The open date becomes the first slot after `from`.
 * - A lesson that is just leaving has promised a date too; the one after it follows the new slot.
 * - A pause ends at the slot of the day on which it was to end, or the next after it.
 */
export async function datesBy(
  tx: Tx,
  learner: Learner,
  slot: Slot,
  { now, from }: { now: Date; from: Date },
): Promise<PromisedDates> {
  const { lastSentAt, pausedUntil } = learner;
  const occupied = await occupiedDays(tx, learner);
  const open = openDate(learner);
  // What is left over of a course that was left is due, and ends when it is planned; a new date would keep it.
  const moves = open !== null && !open.requested && learner.state === 'active';
  const isPromised = learner.deliveries.some(
    ({ state, nextDueAt: at }) => state !== 'scheduled' && at !== null,
  );
  return {
    dueAt: moves ? nextDueAt(slot, { now: latest(now, from), lastSentAt, occupied }) : null,
    afterLeaving: isPromised ? nextDueAt(slot, { now, lastSentAt: now, occupied }) : null,
    pausedUntil:
      pausedUntil && nextDueAt(slot, { now: latest(now, dayBefore(pausedUntil)), lastSentAt, occupied }),
  };
}

async function moveTo(
  tx: Tx,
  learner: Learner,
  { dueAt, afterLeaving, pausedUntil }: PromisedDates,
): Promise<void> {
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
