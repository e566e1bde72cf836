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
