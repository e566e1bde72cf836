const SECOND_MS = 1000;
const RUNS = 200;
/** The tests live the same lives each time, so that a change is judged by itself; `npm run model` lives new ones. */
const SEED = 20_261_125;

export type ModelSettings = {
  runs: number;
  seed: number;
  /** Which life of the seed, as a failure names it; undefined for all of them. */
  path: string | undefined;
  /** Whether a failure is made smaller: minutes more, for a shorter story. */
  shrinks: boolean;
  timeoutMs: number;
};

/** What `npm run model` hands on; without it what the tests live. Each half has a seed of its own. */
export function modelSettings(env: Readonly<Record<string, string | undefined>>, half: 0 | 1): ModelSettings {
  const runs = wholeNumber(env.MODEL_RUNS, RUNS);
  const seed = wholeNumber(env.MODEL_SEED, SEED) + half;
  return {
    runs: half === 0 ? Math.ceil(runs / 2) : Math.floor(runs / 2),
    seed,
    path: env.MODEL_PATH,
    shrinks: env.MODEL_SHRINK === 'yes',
    // Many times what a quiet machine needs.
    timeoutMs: (600 + runs * 3) * SECOND_MS,
  };
}

function wholeNumber(text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '') return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new Error(`${text} is not a whole number, such as 200`);
  return Number(text);
}
