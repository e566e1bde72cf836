import type { Tx } from '../db/client.ts';
import { readOccupied } from '../db/occupied.ts';
import { isToGoOn } from '../domain/eligibility.ts';
import { type Coming, type Foreseen, forecast } from '../domain/forecast.ts';
import type { Slot } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, type Learner, learnerSlot, openDate, placeOfLearner, readLearner } from './as-learner.ts';
import { whyUnreachable } from './come-back.ts';
import { closingIsGiven } from './end-course.ts';

/** Another slot and first date than those that are stored, to see what comes of them. Other courses keep their dates. */
export type Instead = { slot: Slot; nextAt: Date | null };

/**
 * When each lesson comes that this learner still has before them, in the order in which they come, and the closing mail:
 * what the learner's page and the calendar say, and the mails promise. Empty while nothing has a date: resting without an
 * end, waiting for another course, gone, finished, or out of reach.
 */
export async function foreseeDates(
  runtime: Runtime,
  tx: Tx,
  learner: Learner,
  now: Date,
  instead?: Instead,
): Promise<Foreseen[]> {
  if (!isToGoOn(learner.state)) return [];
  if (learner.subscriber.standing !== 'confirmed') return [];
  if ((await whyUnreachable(runtime, tx, learner)) !== null) return [];
  const own = { ...(await comingOf(tx, learner)), ...instead };
  const others = await tx.enrollment.findMany({
    where: {
      subscriberId: learner.subscriberId,
      id: { not: learner.id },
      state: { in: ['active', 'paused'] },
    },
    select: { id: true },
  });
  const { timeZone } = own.slot;
  const courses: Coming[] = [own];
  for (const { id } of others) {
    const other = await comingOf(tx, await readLearner(tx, id));
    courses.push({ ...other, slot: { ...other.slot, timeZone } });
  }
  const occupied = (await readOccupied(tx, [learner.subscriberId])).get(learner.subscriberId) ?? [];
  const isPromise = ({ enrollmentId, at }: (typeof occupied)[number]) =>
    enrollmentId === learner.id && at > now;
  const taken = instead?.nextAt
    ? [...occupied.filter((day) => !isPromise(day)), { enrollmentId: learner.id, at: instead.nextAt }]
    : occupied;
  return forecast(courses, { now, taken }).get(learner.id) ?? [];
}

async function comingOf(tx: Tx, learner: Learner): Promise<Coming> {
  const { course } = await courseOf(tx, learner);
  const { comes } = await placeOfLearner(tx, learner, course);
  return {
    enrollmentId: learner.id,
    slot: learnerSlot(learner),
    comes,
    closes: !(await closingIsGiven(tx, learner, course)),
    nextAt: nextAtOf(learner),
  };
}

/** The open date; while a lesson is leaving, the one that it promises; while resting, the day on which that ends. */
function nextAtOf(learner: Learner): Date | null {
  if (learner.state === 'paused') return learner.pausedUntil;
  const leaving = learner.deliveries.find(({ state }) => state === 'batched');
  return openDate(learner)?.dueAt ?? leaving?.nextDueAt ?? null;
}
