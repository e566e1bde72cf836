import { type Named, slugToday } from './lesson-names.ts';

/** Where one learner stands in one round of a course. Lessons go by their slugs of today. */
export type Place = {
  /** What they have had, in the order in which it was given: slug to delivery id. */
  had: ReadonlyMap<string, string>;
  /** The furthest lesson of the course they have had; null for none. */
  furthest: string | null;
  /** What still comes, in this order, if nothing is changed. With the last of them the course is done. */
  comes: string[];
  /** What of it was passed, in the order in which it was asked for. */
  owed: string[];
  /** What they have passed without having had it: theirs to ask for, and not sent by itself. */
  passed: string[];
  /** What of either they left out by their own wish. */
  passedOver: ReadonlySet<string>;
};

/** What is kept of one round, lessons under any names. */
export type Kept = {
  /** In the order in which they were written: lesson to delivery id. */
  receipts: ReadonlyMap<string, string>;
  /** In the order in which they were asked for. */
  owed: Iterable<string>;
  /** What the learner skipped, or jumped ahead of. */
  passedOver: Iterable<string>;
};

/**
 * What comes are the lessons after the furthest one had in this round. Passed are those that were put in, or moved, behind
 * that, and those that the learner passed over. Before all others comes what is owed: passed lessons that the learner
 * asked for, or that the operator added when publishing. A lesson taken out is no longer counted.
 * @param lessons the course's published lessons
 */
export function placeOf(lessons: readonly Named[], kept: Kept): Place {
  const today = slugToday(lessons);
  const order = lessons.map(({ slug }) => slug);
  const had = new Map([...kept.receipts].map(([name, deliveryId]) => [today(name), deliveryId]));
  const owed = new Set([...kept.owed].map(today));
  const passedOver = new Set([...kept.passedOver].map(today));
  const furthest = order.findLastIndex((slug) => had.has(slug));
  const isPassed = (slug: string, index: number) =>
    !had.has(slug) && (index <= furthest || passedOver.has(slug));
  const passed = order.filter(isPassed);
  const ahead = order.filter((slug, index) => index > furthest && !isPassed(slug, index));
  return {
    had,
    furthest: order[furthest] ?? null,
    comes: [...passed.filter((slug) => owed.has(slug)), ...ahead],
    owed: [...owed].filter((slug) => passed.includes(slug)),
    passed: passed.filter((slug) => !owed.has(slug)),
    passedOver: new Set(passed.filter((slug) => passedOver.has(slug))),
  };
}

/**
 * What stands before and after a lesson among those the learner has had, in the order of the course.
 * @param order the course's lesson slugs, this one among them
 * @param had slugs of the round's receipts
 */
export function neighboursHad(
  order: readonly string[],
  had: ReadonlySet<string>,
  slug: string,
): { previous: string | null; next: string | null } {
  const at = order.indexOf(slug);
  const isHad = (other: string) => had.has(other);
  return {
    previous: order.slice(0, Math.max(at, 0)).findLast(isHad) ?? null,
    next: order.slice(at + 1).find(isHad) ?? null,
  };
}
