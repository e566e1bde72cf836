/**
 * Which lesson comes next: the first after the furthest one this learner has had in this round. A lesson inserted
 * behind someone is theirs to read, not sent; a lesson taken out is simply no longer counted.
 * @param order the course's published lesson slugs
 * @param had slugs of this round's receipts
 * @returns the slug, or null when the course is done
 */
export function nextLesson(order: readonly string[], had: ReadonlySet<string>): string | null {
  return order[order.findLastIndex((slug) => had.has(slug)) + 1] ?? null;
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
