/** How long one request to the provider may take. The SDK has no timeout of its own. */
export const REQUEST_TIMEOUT_MS = 10_000;

/** A frozen batch is this worker's for so long; longer than any request, so that two never send it side by side. */
export const LEASE_MS = REQUEST_TIMEOUT_MS + 5_000;

/** A request not begun so soon after its freeze is not made: in the meantime somebody may have said no. */
export const FREEZE_IS_FRESH_MS = 2_000;

/** Plans older than this (course time) that never left are planned anew, because the date they promise may be wrong. */
export const PLAN_IS_FRESH_MS = 3_600_000;

/** The margin kept between our last retry in doubt and the moment the provider forgets the key. */
const KEY_MARGIN_MS = 4 * 3_600_000;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * How long to wait before a batch is tried again: doubling, with up to a quarter of jitter.
 * @param attempt the attempt that just ended, from 1
 * @param chance a number in [0, 1), from the caller, so that the rule stays a function
 */
export function waitBeforeRetryMs(attempt: number, chance: number): number {
  const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 20));
  return Math.round(wait * (1 + chance / 4));
}

/**
 * May a batch in doubt still be retried under its key?
 * @param doubtMs real time since its first attempt without a certain answer
 * @param remembersKeyMs how long the provider remembers the key
 */
export function mayAskAgain(doubtMs: number, remembersKeyMs: number): boolean {
  return doubtMs < remembersKeyMs - KEY_MARGIN_MS;
}
