/** A request not begun so soon after its freeze is not made: in the meantime somebody may have said no. */
export const FREEZE_IS_FRESH_MS = 2_000;

/** How long the pieces of one batch's delivery may take, all in milliseconds of real time. */
export type Timing = {
  /** One request to the provider. The SDK has no timeout of its own. */
  requestMs: number;
  /** A frozen batch is this worker's for so long: until a request begun late has ended, so that two never send it side by side. */
  leaseMs: number;
  /** A batch in doubt is asked again under its key for so long, then only looked up. */
  askAgainMs: number;
};

/**
 * What follows from how long a request may take and how long the provider remembers its key. Five sixths of the key's
 * life (20 of 24 hours) are used; the rest is the margin for a request that begins late and takes its time.
 * @throws when a last request could still be on its way as the key is forgotten
 */
export function timingOf(provider: { requestMs: number; remembersKeyMs: number }): Timing {
  const { requestMs, remembersKeyMs } = provider;
  const leaseMs = FREEZE_IS_FRESH_MS + Math.ceil(requestMs * 1.3);
  const askAgainMs = Math.floor((remembersKeyMs * 5) / 6);
  if (remembersKeyMs - askAgainMs < leaseMs)
    throw new Error(`a key must be remembered for at least ${Math.ceil((leaseMs * 6) / 1000)} seconds`);
  return { requestMs, leaseMs, askAgainMs };
}

/** Plans older than this (course time) that never left are planned anew, because the date they promise may be wrong. */
export const PLAN_IS_FRESH_MS = 3_600_000;

const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 15 * 60_000;

/**
 * How long to wait before a batch is tried again: doubling, with up to a quarter of jitter. Never longer than a tenth of
 * the time in which it may be asked again, so that several tries fit.
 * @param attempt the attempt that just ended, from 1
 * @param chance a number in [0, 1), from the caller, so that the rule stays a function
 */
export function waitBeforeRetryMs(attempt: number, chance: number, { askAgainMs }: Timing): number {
  const longest = Math.min(LONGEST_WAIT_MS, askAgainMs / 10);
  const wait = Math.min(longest, FIRST_WAIT_MS * 2 ** Math.min(attempt - 1, 20));
  return Math.round(wait * (1 + chance / 4));
}

const LONGEST_LOOK_UP_MS = 24 * 3_600_000;

/**
 * How long until a batch that was not found is looked for again: five minutes while its key is remembered, then longer
 * the longer it has been unknown, since what was there would have been found.
 */
export function lookUpAgainMs(doubtMs: number, askAgainMs: number): number {
  if (doubtMs < askAgainMs) return Math.min(5 * 60_000, askAgainMs / 60);
  return Math.min(LONGEST_LOOK_UP_MS, doubtMs / 10);
}
