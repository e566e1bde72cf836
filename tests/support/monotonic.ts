/** Milliseconds on the machine's monotonic clock: comparable between processes, and nobody can set it. */
export function monotonicMs(): number {
  return Number(process.hrtime.bigint()) / 1e6;
}
