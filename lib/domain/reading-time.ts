import { countWords, type Readable } from './lesson-words.ts';

/** Words a minute that a grown-up reads with ease. */
const WORDS_PER_MINUTE = 220;

/** Whole minutes, rounded up, for everything of a lesson but its references and the mail's footer. */
export function minutesToRead(lesson: Readable): number {
  return Math.max(1, Math.ceil(countWords(lesson) / WORDS_PER_MINUTE));
}
