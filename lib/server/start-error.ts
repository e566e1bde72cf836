/** Lettercourse can't start; `message` says to a person why, and what to do. Printed without its stack. */
export class StartError extends Error {
  override name = 'StartError';
}
