import { placeOf } from './place.ts';
import { daysLater, leavesAt, nextDueAt, type Slot } from './schedule.ts';
import { wishGrantedFrom } from './wish.ts';

/** What a simulated learner does. Lessons are counted from 1. */
export type Wishes = {
  /** After this lesson has come, the course is paused for so many days, and goes on at the next slot. */
  pauses: ReadonlyMap<number, number>;
  /** This lesson is asked for with "send me the next one now", so many days after the one before it came. */
  now: ReadonlyMap<number, number>;
};

export type Simulation = { slot: Slot; start: Date; wishes: Wishes };

export type SimulatedMail = {
  /** null for the closing mail. */
  slug: string | null;
  at: Date;
  /** When the pause before it ended. */
  resumedAt: Date | null;
  /** It came because it was asked for, before its slot. */
  asked: boolean;
};

/**
 * The dates of one learner who takes a course by the rules that flows follow: lesson 1 at once, each later one at the
 * next slot that keeps the gap, pauses and wishes as the learner's page takes them, a closing mail at the end. The
 * queue is never late, and the learner takes no other course.
 * @param order the course's lesson slugs
 * @param start when the learner confirms
 */
export function simulate(
  order: readonly string[],
  slot: Slot,
  start: Date,
  { pauses, now }: Wishes,
): SimulatedMail[] {
  const mails: SimulatedMail[] = [];
  const lessons = order.map((slug) => ({ slug, formerly: [] }));
  const had = new Map<string, string>();
  const wishedAt: Date[] = [];
  let next: Omit<SimulatedMail, 'slug'> = { at: start, resumedAt: null, asked: false };
  for (;;) {
    const [slug = null] = placeOf(lessons, { receipts: had, owed: [], passedOver: [] }).comes;
    mails.push({ slug, ...next });
    if (slug === null) return mails;
    had.set(slug, slug);

    const { at } = next;
    const pauseDays = pauses.get(had.size);
    const resumedAt = pauseDays === undefined ? null : daysLater(at, pauseDays, slot.timeZone);
    const leftAt = leavesAt(at);
    const from = latest(leftAt, resumedAt ?? at);
    const dueAt = nextDueAt(slot, { now: from, lastSentAt: leftAt, occupied: [] });
    const wishDays = now.get(had.size + 1);
    const wish =
      wishDays === undefined ? null : latest(resumedAt ?? at, daysLater(at, wishDays, slot.timeZone));
    const grantedAt = wish && wishGrantedFrom(wishedAt, wish);
    const asked = grantedAt !== null && grantedAt < dueAt;
    if (asked) wishedAt.push(grantedAt);
    next = { at: asked ? grantedAt : dueAt, resumedAt, asked };
  }
}

function latest(a: Date, b: Date): Date {
  return a > b ? a : b;
}
