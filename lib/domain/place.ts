import { type Named, slugToday } from './lesson-names.ts';

/** Where one learner stands in one round of a course. Lessons go by their slugs of today. */
export type Place = {
  /** What they have had, in the order in which it was given: slug to delivery id. */
  had: ReadonlyMap<string, string>;
  /** The furthest lesson of the course they have had; null for none. */
  furthest: string | null;
  /** What still comes, in this order, if nothing is changed. With the last of them the course is done. */
  comes: string[];
  /** What of it is behind the furthest lesson, in the order in which it was asked for. */
  owed: string[];
  /** What they have passed without having had it: theirs to ask for, and not sent by itself. */
  passed: string[];
};

/**
 * What comes are the lessons after the furthest one had in this round; a lesson put in, or moved, behind that is passed.
 * Before them comes what is owed: passed lessons that the learner asked for, or that the operator added when publishing.
 * A lesson taken out is no longer counted.
 * @param lessons the course's published lessons
 * @param kept.receipts of this round, in the order in which they were written: lesson to delivery id, under any names
 * @param kept.owed lessons in the order in which they were asked for, under any names
 */
export function placeOf(
  lessons: readonly Named[],
  kept: { receipts: ReadonlyMap<string, string>; owed: Iterable<string> },
): Place {
  const today = slugToday(lessons);
  const order = lessons.map(({ slug }) => slug);
  const had = new Map([...kept.receipts].map(([name, deliveryId]) => [today(name), deliveryId]));
  const owed = new Set([...kept.owed].map(today));
  const furthest = order.findLastIndex((slug) => had.has(slug));
  const behind = order.slice(0, furthest + 1).filter((slug) => !had.has(slug));
  return {
    had,
    furthest: order[furthest] ?? null,
    comes: [...behind.filter((slug) => owed.has(slug)), ...order.slice(furthest + 1)],
    owed: [...owed].filter((slug) => behind.includes(slug)),
    passed: behind.filter((slug) => !owed.has(slug)),
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
