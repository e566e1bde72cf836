/** A code works for so long after it was asked for (course time, like its mail). */
const CODE_HOLDS_MS = 10 * 60_000;
/** A link that the command line prints, for as long (real time). */
export const LINK_HOLDS_MS = 10 * 60_000;
/** The one that the first start prints: whoever starts it may first look around. */
export const FIRST_LINK_HOLDS_MS = 60 * 60_000;
/** Whoever does nothing at the desk for so long signs in again, and so does everybody after a week. */
export const IDLE_MS = 12 * 3_600_000;
export const LONGEST_SESSION_MS = 7 * 24 * 3_600_000;

/** @param askedAt when its mail was asked for, however late it left */
export function codeEnds(askedAt: Date): Date {
  return new Date(askedAt.getTime() + CODE_HOLDS_MS);
}
