/** Numbers that look like chance and come again with the same seed. */
export type Chance = {
  /** In [0, 1). */
  next(): number;
  between(from: number, to: number): number;
  /** @throws when there is nothing to choose from */
  oneOf<T>(things: readonly T[]): T;
};

/** The generator mulberry32, small and good enough to choose who dies next. */
export function createChance(seed: number): Chance {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    next,
    between: (from, to) => from + next() * (to - from),
    oneOf: (things) => {
      const chosen = things[Math.floor(next() * things.length)];
      if (chosen === undefined) throw new RangeError('nothing to choose from');
      return chosen;
    },
  };
}
