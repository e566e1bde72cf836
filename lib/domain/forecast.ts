import { leavesAt, nextDueAt, type Slot } from './schedule.ts';

/** A course that somebody is taking, and what of it comes. */
export type Coming = {
  enrollmentId: string;
  slot: Slot;
  /** Lesson slugs in the order in which they come. */
  comes: readonly string[];
  /** A closing mail comes after the last of them. */
  closes: boolean;
  /** When the first of it comes; null where nothing has a date. */
  nextAt: Date | null;
};

/** One mail that will come; `slug` is null for the closing mail. */
export type Foreseen = { slug: string | null; at: Date };

/** A day on which one of the person's courses mails them. */
type Taken = { enrollmentId: string | null; at: Date };

/**
 * When everything comes that one person still has before them, by enrollment, if nothing is changed. Their courses are
 * gone through together, date by date, since each date takes its day from the others, as it will when it is written.
 * @param courses all that they are taking
 * @param on.now course time; what is overdue leaves now
 * @param on.taken the days taken already, by what was sent and what was promised
 */
export function forecast(
  courses: readonly Coming[],
  on: { now: Date; taken: readonly Taken[] },
): Map<string, Foreseen[]> {
  const foreseen = new Map(courses.map(({ enrollmentId }) => [enrollmentId, [] as Foreseen[]]));
  const taken = [...on.taken];
  let running = courses;
  for (;;) {
    const first = earliest(running);
    if (!first) return foreseen;
    const { course, at } = first;
    const { enrollmentId, slot, comes, closes } = course;
    const [slug = null, ...rest] = comes;
    const others = running.filter((other) => other !== course);
    if (slug !== null || closes) foreseen.get(enrollmentId)?.push({ slug, at });
    if (slug === null) {
      running = others;
      continue;
    }
    const leftAt = leavesAt(at > on.now ? at : on.now);
    const occupied = taken.filter((day) => day.enrollmentId !== enrollmentId).map((day) => day.at);
    const nextAt = nextDueAt(slot, { now: leftAt, lastSentAt: leftAt, occupied });
    // A day is taken as soon as it is promised.
    taken.push({ enrollmentId, at: nextAt });
    running = [...others, { ...course, comes: rest, nextAt }];
  }
}

function earliest(courses: readonly Coming[]): { course: Coming; at: Date } | undefined {
  return courses
    .flatMap((course) => (course.nextAt ? [{ course, at: course.nextAt }] : []))
    .sort((a, b) => a.at.getTime() - b.at.getTime())[0];
}
