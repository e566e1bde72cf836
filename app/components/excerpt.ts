import { citedIn } from '#lib/domain/citations.ts';
import type { Block, Lesson } from '#lib/domain/course.ts';
import type { Cited } from './references.tsx';

/**
 * Two parts of a lesson, to show what it is like: the first that grades a claim and the last, because lessons begin with
 * what is known and end with what is not; and the works cited there. A lesson without grades is shown by its first part.
 */
export function excerptOf(lesson: Lesson): { blocks: Block[]; references: Cited[] } {
  const parts = partsOf(lesson.body);
  const graded = parts.filter((part) => part.some((block) => block.type === 'claim'));
  const shown = new Set([graded.at(0) ?? parts.at(0) ?? [], graded.at(-1) ?? []]);
  const blocks = [...shown].flat();
  const numbers = new Set(blocks.flatMap(citedIn));
  return { blocks, references: allReferences(lesson).filter(({ number }) => numbers.has(number)) };
}

/** A part is a heading and what stands below it, up to the next. */
function partsOf(body: readonly Block[]): Block[][] {
  const parts: Block[][] = [];
  for (const block of body) {
    if (block.type === 'heading' || parts.length === 0) parts.push([]);
    parts.at(-1)?.push(block);
  }
  return parts;
}

/** Every work of a lesson under the number the lesson cites it by. */
export function allReferences(lesson: Lesson): Cited[] {
  return lesson.references.map((source, index) => ({ number: index + 1, source }));
}
