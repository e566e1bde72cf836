/** A learner's own wish for the next lesson: one in ten minutes, three a day. */
const MINUTES_BETWEEN = 10;
const MOST_A_DAY = 3;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Wishes older than this say nothing about the next one. */
export const WISHES_COUNT_FOR_MS = DAY_MS;

/** Why a wish would be refused at `now`, in words for the learner; null when it is granted. */
export function whyNoWish(wishedAt: readonly Date[], now: Date): string | null {
  const [newest] = newestFirst(wishedAt);
  if (wishGrantedFrom(wishedAt, now) <= now) return null;
  return newest !== undefined && now.getTime() - newest < MINUTES_BETWEEN * MINUTE_MS
    ? 'You asked for one less than ten minutes ago. Please give it a little time.'
    : 'That makes three today. The next one can be sent tomorrow.';
}

/** The first instant, not before `now`, at which another wish is granted. */
export function wishGrantedFrom(wishedAt: readonly Date[], now: Date): Date {
  const times = newestFirst(wishedAt);
  const [newest = Number.NEGATIVE_INFINITY] = times;
  const lastOfDay = times[MOST_A_DAY - 1] ?? Number.NEGATIVE_INFINITY;
  return new Date(Math.max(now.getTime(), newest + MINUTES_BETWEEN * MINUTE_MS, lastOfDay + DAY_MS));
}

function newestFirst(instants: readonly Date[]): number[] {
  return instants.map((at) => at.getTime()).sort((a, b) => b - a);
}
