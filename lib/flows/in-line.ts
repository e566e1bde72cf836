import type { Tx } from '../db/client.ts';
import { formatDay, nextDueAt, type Slot } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, type Learner, learnerSlot, readLearners } from './as-learner.ts';
import { foreseeDates, type Instead } from './foresee-dates.ts';

/** A course as it stands in its person's line. `id` is null before it is confirmed. */
type InLine = { id: string | null; subscriberId: string; askedAt: Date };

/** What a course waits for: the titles of the courses before it, and the day of its lesson 1 as far as that can be told. */
export type Waits = { after: string[]; about: string | null };

/** What comes before a course that waits: every other course under way, then those that wait longer, in their order. */
export async function coursesAhead(tx: Tx, { id, subscriberId, askedAt }: InLine): Promise<Learner[]> {
  const all = await readLearners(tx, { subscriberId, id: { not: id ?? undefined } });
  const underWay = all.filter(({ state }) => state === 'active' || state === 'paused');
  const waiting = all
    .filter(({ state }) => state === 'waiting')
    .filter((one) => isBefore(one, { id, askedAt }));
  return [...underWay, ...waiting];
}

function isBefore(one: Learner, { id, askedAt }: Pick<InLine, 'id' | 'askedAt'>): boolean {
  const apartMs = one.askedAt.getTime() - askedAt.getTime();
  return apartMs < 0 || (apartMs === 0 && id !== null && one.id < id);
}

/**
 * What a course waits for, or would wait for; null when nothing is before it.
 * @param slot its own
 * @param now course time
 */
export async function waitsFor(
  runtime: Runtime,
  tx: Tx,
  course: InLine,
  slot: Slot,
  now: Date,
): Promise<Waits | null> {
  const ahead = await coursesAhead(tx, course);
  if (ahead.length === 0) return null;
  const after: string[] = [];
  let end: Date | null = now;
  for (const learner of ahead) {
    after.push((await courseOf(tx, learner)).course.title);
    const own = learnerSlot(learner);
    const begins = new Map<string, Instead>();
    if (learner.state === 'waiting') begins.set(learner.id, { slot: own, nextAt: beginsAfter(end, own) });
    const closing: Date | null = (await foreseeDates(runtime, tx, learner, now, begins)).at(-1)?.at ?? null;
    // One that rests until its learner comes back keeps all that follow waiting.
    end = end && closing && (closing > end ? closing : end);
  }
  const beginsAt = beginsAfter(end, slot);
  return { after, about: beginsAt && formatDay(beginsAt, slot.timeZone) };
}

function beginsAfter(closing: Date | null, slot: Slot): Date | null {
  return closing && nextDueAt(slot, { now: closing, lastSentAt: null, occupied: [closing] });
}
