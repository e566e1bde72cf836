import type { Lesson } from './course.ts';
import { passagesOf } from './lesson-words.ts';

/** Runs of so many words are compared: two lessons on one subject share words, but hardly sentences. */
const RUN = 4;
/** So much of the shorter text, and one lesson is most likely the other. */
const MOST = 0.5;

/**
 * Whether a lesson that was taken out and one that was added look like one lesson under a new name.
 * @returns what is the same, or null
 */
export function readsAlike(a: Lesson, b: Lesson): 'title' | 'subject' | 'text' | null {
  if (a.title === b.title) return 'title';
  if (a.subject === b.subject) return 'subject';
  const [one, other] = [runsOf(a), runsOf(b)].sort((x, y) => x.size - y.size);
  if (!one || !other || one.size === 0) return null;
  const shared = [...one].filter((run) => other.has(run)).length;
  return shared / one.size > MOST ? 'text' : null;
}

function runsOf({ body }: Lesson): Set<string> {
  const words =
    passagesOf({ body })
      .join(' ')
      .toLowerCase()
      .match(/\p{L}+/gu) ?? [];
  return new Set(words.slice(RUN - 1).map((_, index) => words.slice(index, index + RUN).join(' ')));
}
