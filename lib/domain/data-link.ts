/** The link to what is held of somebody works for so long after it was asked for (course time). */
export const DATA_LINK_HOLDS_MS = 3_600_000;

/** @param askedAt when its mail was asked for, however late it left */
export function dataLinkEnds(askedAt: Date): Date {
  return new Date(askedAt.getTime() + DATA_LINK_HOLDS_MS);
}
