/** One report that a mail came back for now. */
export type SoftBounce = { mail: string; at: Date };

const DAY_MS = 86_400_000;
/** So many different mails … */
const MAILS = 5;
/** … over no less than this: a full mailbox is emptied, a server comes back … */
const SPREAD_MS = 14 * DAY_MS;
/** … and no more than this. */
const WITHIN_MS = 90 * DAY_MS;

/**
 * Has mail to one person come back so often for now that it is for good? Five different mails, over at least two weeks
 * and at most ninety days.
 *
 * Asked of all reports there are, not of the days before today, and one more report never turns a yes into a no: so it
 * does not matter in which order they come, nor when.
 */
export function softBouncesAreFinal(bounces: readonly SoftBounce[]): boolean {
  return bounces.some((first) => {
    const from = first.at.getTime();
    const within = bounces.filter(({ at }) => at.getTime() >= from && at.getTime() <= from + WITHIN_MS);
    const last = Math.max(...within.map(({ at }) => at.getTime()));
    return last - from >= SPREAD_MS && new Set(within.map(({ mail }) => mail)).size >= MAILS;
  });
}
