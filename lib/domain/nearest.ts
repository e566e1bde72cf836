/**
 * The one of some names that a mistyped word most likely means: by the fewest letters to change, add, drop or swap, in
 * the whole name or in its last part ("berln" means Europe/Berlin, as "America/Berlin" does).
 * @returns null when none is near: a third of the word's letters at most may be wrong
 */
export function nearest(word: string, names: Iterable<string>): string | null {
  const most = Math.max(1, Math.floor(word.length / 3));
  let best: { name: string; distance: number } | null = null;
  for (const name of names) {
    const distance = Math.min(
      distanceBetween(word, name),
      distanceBetween(lastPart(word), lastPart(name)) + (word.includes('/') ? 1 : 0),
    );
    if (distance <= most && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
}

/** ", did you mean Europe/Berlin?" for the end of a sentence, or a full stop. */
export function orNearest(word: string, names: Iterable<string>): string {
  const name = nearest(word, names);
  return name === null ? '.' : `. Did you mean ${name}?`;
}

function lastPart(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1);
}

/** Optimal string alignment: Levenshtein's distance, with two neighbours swapped counting once. Capitals don't count. */
function distanceBetween(a: string, b: string): number {
  const [from, to] = [a.toLowerCase(), b.toLowerCase()];
  let [beforeLast, last]: number[][] = [[], Array.from({ length: to.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= from.length; i++) {
    const row = [i];
    for (let j = 1; j <= to.length; j++) {
      const same = from[i - 1] === to[j - 1];
      const swapped = i > 1 && j > 1 && from[i - 1] === to[j - 2] && from[i - 2] === to[j - 1];
      row[j] = Math.min(
        (last?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last?.[j - 1] ?? 0) + (same ? 0 : 1),
        swapped ? (beforeLast?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last?.[to.length] ?? 0;
}
