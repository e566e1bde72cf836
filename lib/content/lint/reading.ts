import { fleschKincaid } from 'flesch-kincaid';
import { syllable } from 'syllable';
import type { LessonDraft } from '#lib/domain/course.ts';
import { countWords, passagesOf, type Readable } from '#lib/domain/lesson-words.ts';
import { lineOf } from './find-line.ts';
import type { Finding, Rule } from './rule.ts';

const WORDS = { fewest: 600, most: 900 } as const;
const HARDEST_GRADE = 8;

/** Shorter ones are hard only by a long word that may be needed. */
const FEWEST_WORDS_TO_BLAME = 6;

/** A lesson is read in one sitting: 600 to 900 words. */
export const hasItsLength: Rule = ({ draft }) =>
  draft.lessons.filter(isCountable).flatMap(({ file, lesson }): Finding[] => {
    const words = countWords(lesson);
    if (words >= WORDS.fewest && words <= WORDS.most) return [];
    const change = words < WORDS.fewest ? `Add ${WORDS.fewest - words}` : `Take out ${words - WORDS.most}`;
    const message = `The lesson has ${words} words. ${change}, so that it has ${WORDS.fewest} to ${WORDS.most}.`;
    return [{ file, line: 1, rule: 'length', severity: 'error', message }];
  });

/** Somebody who is tired, ill or new to the language can read it: grade 8 or easier. */
export const isEasyToRead: Rule = ({ draft, files }) =>
  draft.lessons.filter(isCountable).flatMap(({ file, lesson }): Finding[] => {
    const grade = readingGrade(lesson);
    if (grade <= HARDEST_GRADE) return [];
    const hardest = hardestSentences(lesson).map((sentence) => ({
      line: lineOf(sentence, files.get(file) ?? ''),
      said: `“${beginningOf(sentence)}” (${gradeOf([sentence]).toFixed(1)})`,
    }));
    const message =
      `The reading grade is ${grade.toFixed(1)}; at most ${HARDEST_GRADE}. Use shorter sentences and words. ` +
      `The hardest: ${hardest.map(({ line, said }) => `line ${line} ${said}`).join(', ')}.`;
    return [{ file, line: hardest[0]?.line ?? 1, rule: 'reading-grade', severity: 'error', message }];
  });

/** Whether all that is counted could be read. */
export function isCountable<Entry extends { lesson: LessonDraft }>(
  entry: Entry,
): entry is Entry & { lesson: LessonDraft & Readable } {
  const { title, action, check } = entry.lesson;
  return title !== undefined && action !== undefined && check !== undefined;
}

/** The Flesch–Kincaid grade of everything that is read of a lesson, to a tenth. */
export function readingGrade(lesson: Readable): number {
  return gradeOf(sentencesOf(lesson));
}

/**
 * A title and an item of a list count as sentences, with a full stop or without. A number counts as a word of one
 * syllable.
 * @see https://apps.dtic.mil/sti/citations/ADA006655 Kincaid and others, 1975
 */
function gradeOf(sentences: readonly string[]): number {
  const words = sentences.flatMap(wordsIn);
  const syllables = words.map((word) => Math.max(1, syllable(word))).reduce((sum, count) => sum + count, 0);
  const counts = { sentence: sentences.length, word: words.length, syllable: syllables };
  return Math.round(fleschKincaid(counts) * 10) / 10;
}

function hardestSentences(lesson: Readable): string[] {
  return sentencesOf(lesson)
    .filter((sentence) => wordsIn(sentence).length >= FEWEST_WORDS_TO_BLAME)
    .toSorted((a, b) => gradeOf([b]) - gradeOf([a]))
    .slice(0, 3);
}

function sentencesOf(lesson: Readable): string[] {
  return passagesOf(lesson).flatMap(splitSentences);
}

const SENTENCES = new Intl.Segmenter('en', { granularity: 'sentence' });
const WORDS_OF = new Intl.Segmenter('en', { granularity: 'word' });

/** The sentences of a passage, each with a word at least. */
export function splitSentences(passage: string): string[] {
  return [...SENTENCES.segment(passage)]
    .map(({ segment }) => segment.trim())
    .filter((sentence) => wordsIn(sentence).length > 0);
}

function wordsIn(text: string): string[] {
  return [...WORDS_OF.segment(text)].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment);
}

function beginningOf(sentence: string): string {
  return sentence.length > 60 ? `${sentence.slice(0, 60).replace(/\s+\S*$/, '')}…` : sentence;
}
