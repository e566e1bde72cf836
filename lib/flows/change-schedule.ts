import type { Tx } from '../db/client.ts';
import { nextDueAt, parseSlot, type Slot, type SlotInput } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Learner, learnerSlot, occupiedDays, openDate, readLearner } from './as-learner.ts';
import type { Said } from './said.ts';

const DAY_MS = 86_400_000;

/**
 * A new pace, day, hour or zone. Dates that were promised for the old slot move to the new one. The zone is the
 * person's: when it changes, their other courses come at their hour of the new one.
 */
export function changeSchedule(runtime: Runtime, token: string, input: SlotInput): Promise<Said> {
  const parsed = parseSlot(input);
  if (!parsed.ok) return Promise.resolve(parsed);
  const { slot } = parsed;
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    const { pace, weekdays, hour, timeZone } = slot;
    await tx.subscriber.update({ where: { id: learner.subscriberId }, data: { timeZone } });
    await tx.enrollment.update({
      where: { id: learner.id },
      data: { pace, weekdays, hour, changedAt: new Date() },
    });
    await moveDates(tx, learner, slot, { now, from: now });
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
    await moveDates(tx, other, { ...learnerSlot(other), timeZone }, { now, from: dayBefore(promised) });
  }
}

/**
 * - The open date becomes the first slot after `from`.
 * - A lesson that is just leaving has promised a date too; the one after it follows the new slot.
 * - A pause ends at the slot of the day on which it was to end, or the next after it.
 */
async function moveDates(
  tx: Tx,
  learner: Learner,
  slot: Slot,
  { now, from }: { now: Date; from: Date },
): Promise<void> {
  const { id, lastSentAt, pausedUntil } = learner;
  const occupied = await occupiedDays(tx, learner);
  const open = openDate(learner);
  // What is left over of a course that was left is due, and ends when it is planned; a new date would keep it.
  if (open && !open.requested && learner.state === 'active') {
    const dueAt = nextDueAt(slot, { now: latest(now, from), lastSentAt, occupied });
    await tx.delivery.update({ where: { id: open.id }, data: { dueAt } });
  }
  const leaving = learner.deliveries
    .filter(({ state }) => state !== 'scheduled')
    .map((delivery) => delivery.id);
  await tx.delivery.updateMany({
    where: { id: { in: leaving }, nextDueAt: { not: null } },
    data: { nextDueAt: nextDueAt(slot, { now, lastSentAt: now, occupied }) },
  });
  if (pausedUntil) {
    const until = nextDueAt(slot, { now: latest(now, dayBefore(pausedUntil)), lastSentAt, occupied });
    await tx.enrollment.update({ where: { id }, data: { pausedUntil: until } });
  }
}

function dayBefore(at: Date): Date {
  return new Date(at.getTime() - DAY_MS);
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
