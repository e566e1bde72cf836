import type { Tx } from '../db/client.ts';
import { readOccupied } from '../db/occupied.ts';
import { isToGoOn } from '../domain/eligibility.ts';
import { type Coming, type Foreseen, forecast } from '../domain/forecast.ts';
import type { Slot } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, type Learner, learnerSlot, openDate, placeOfLearner, readLearners } from './as-learner.ts';
import { whyUnreachable } from './come-back.ts';
import { closingIsGiven } from './end-course.ts';
import { promisedInstead } from './promised.ts';

/** Another slot and next date of an enrollment than those that are stored, to see what comes of them. */
export type Instead = { slot: Slot; nextAt: Date | null };

/**
 * When each lesson comes that this learner still has before them, in the order in which they come, and the closing mail:
 * what the learner's page and the calendar say, and the mails promise. Empty while nothing has a date: resting without an
 * end, waiting for another course, gone, finished, or out of reach.
 * @param instead by enrollment of this person
 */
export async function foreseeDates(
  runtime: Runtime,
  tx: Tx,
  learner: Learner,
  now: Date,
  instead: ReadonlyMap<string, Instead> = new Map(),
): Promise<Foreseen[]> {
  if (!isToGoOn(learner.state)) return [];
  if (learner.subscriber.standing !== 'confirmed') return [];
  if ((await whyUnreachable(runtime, tx, learner)) !== null) return [];
  const { id, subscriberId } = learner;
  const others = await readLearners(tx, {
    subscriberId,
    id: { not: id },
    state: { in: ['active', 'paused'] },
  });
  const courses: Coming[] = [];
  let taken = (await readOccupied(tx, [subscriberId])).get(subscriberId) ?? [];
  for (const one of [learner, ...others]) {
    const other = instead.get(one.id);
    courses.push({ ...(await comingOf(tx, one)), ...other });
    if (other?.nextAt) taken = promisedInstead(taken, one, [other.nextAt]);
  }
  return forecast(courses, { now, taken }).get(id) ?? [];
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
