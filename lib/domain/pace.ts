/** How requests to the provider are spread. */
export const PACE = {
  /** The least any account is allowed (Resend's oldest documented limit): the pace until an answer has told a better one. */
  carefulPerSecond: 2,
  /**
   * The requests that the provider allows in a second are spread over this many milliseconds. Its seconds are counted as
   * requests arrive, and a body of a hundred mails takes its time: two turns a second apart may arrive closer.
   */
  spreadMs: 1_100,
  /** So many milliseconds of a turn that was taken late are given back to the next. Less than what the spread leaves over. */
  creditMs: 10,
  /** Of every five requests, mail that nobody waits for leaves one to codes and confirmations. */
  bulkShare: 0.8,
};
