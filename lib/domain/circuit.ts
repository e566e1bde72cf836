/** So many requests in a row without an answer, and the provider is taken to be down: the circuit opens. */
export const FAILURES_BEFORE_OPENING = 5;

const FIRST_MS = 15_000;
const LONGEST_MS = 5 * 60_000;

/**
 * How long the circuit stays open before one request may try again: doubling with each further failure, with up to a
 * quarter of jitter, so that a fleet does not come back as one.
 * @param failures requests in a row without an answer, this one included
 * @param chance a number in [0, 1), from the caller
 * @param longestMs no longer than this, where keys are forgotten soon
 * @returns milliseconds, or null while it stays closed
 */
export function openCircuitForMs(
  failures: number,
  chance: number,
  longestMs = Number.POSITIVE_INFINITY,
): number | null {
  if (failures < FAILURES_BEFORE_OPENING) return null;
  const doublings = Math.min(failures - FAILURES_BEFORE_OPENING, 20);
  return Math.round(Math.min(longestMs, LONGEST_MS, FIRST_MS * 2 ** doublings) * (1 + chance / 4));
}
