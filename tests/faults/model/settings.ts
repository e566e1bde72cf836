const MINUTE_MS = 60_000;
/** So long for each run at most; a quiet machine needs a fraction of it. */
const PER_RUN_MS = 3000;

export type ModelSettings = {
  runs: number;
  seed: number;
  /** Which run of the seed, as a failure names it. */
  path: string | undefined;
  /** Whether a failure is made smaller: minutes more, for a shorter story. */
  shrinks: boolean;
  timeoutMs: number;
};

/** What `npm run model` hands on; 200 runs of a new seed without it. */
export function modelSettings(env: Readonly<Record<string, string | undefined>>): ModelSettings {
  const runs = Number(env.MODEL_RUNS ?? 200);
  const seed = Number(env.MODEL_SEED ?? Date.now() % 1_000_000_000);
  if (!Number.isInteger(runs) || runs < 1 || !Number.isInteger(seed))
    throw new Error('MODEL_RUNS and MODEL_SEED are whole numbers, such as 200 and 42');
  return {
    runs,
    seed,
    path: env.MODEL_PATH,
    shrinks: env.MODEL_SHRINK === '1',
    timeoutMs: runs * PER_RUN_MS + 10 * MINUTE_MS,
  };
}
