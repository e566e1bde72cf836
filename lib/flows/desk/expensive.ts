import type { Db } from '../../db/client.ts';

/** An answer that took less than this is asked for anew each time. */
const CHEAP_MS = 100;
/** The others are kept so many times as long as they took: what takes a second may be half a minute old. */
const KEPT_TIMES = 30;

type Kept = {
  answer: Promise<unknown> /** On the monotonic clock; null while it is being found. */;
  until: number | null;
};
const kept = new WeakMap<Db, Map<string, Kept>>();

/**
 * Finds an answer that grows with the number of people, or says again what it was a moment ago. Whoever asks while it is
 * being found waits for the same answer. In a small installation nothing is kept, since nothing is expensive there.
 * @param key what is asked, with all that it depends on
 */
export async function expensive<Answer>(db: Db, key: string, find: () => Promise<Answer>): Promise<Answer> {
  const ofDatabase = kept.get(db) ?? new Map<string, Kept>();
  kept.set(db, ofDatabase);
  const known = ofDatabase.get(key);
  // The same key always has the same kind of answer.
  if (known && (known.until === null || known.until > performance.now()))
    return known.answer as Promise<Answer>;
  const began = performance.now();
  const entry: Kept = { answer: find(), until: null };
  ofDatabase.set(key, entry);
  try {
    const answer = (await entry.answer) as Answer;
    const took = performance.now() - began;
    entry.until = took < CHEAP_MS ? 0 : performance.now() + KEPT_TIMES * took;
    return answer;
  } catch (error) {
    ofDatabase.delete(key);
    throw error;
  }
}
