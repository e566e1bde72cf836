import type { Block, Inline, Lesson } from './course.ts';

/** The parts of a lesson that somebody reads. */
export type Readable = Pick<Lesson, 'title' | 'recap' | 'body' | 'known' | 'unknown' | 'action' | 'check'>;

/**
 * Everything of a lesson but its references and the mail's footer, as plain text: one passage for each title, paragraph
 * and item of a list, without citations. What could not be read of a lesson has none.
 */
export function passagesOf(lesson: Partial<Readable>): string[] {
  const { title, recap, body = [], known = [], unknown = [], action, check } = lesson;
  return [
    title,
    recap,
    ...body.flatMap(passagesIn),
    ...[...known, ...unknown].map(plainInline),
    ...[action?.title, action?.text, check?.question, ...(check?.answers ?? []), check?.explanation],
  ].filter((passage): passage is string => Boolean(passage));
}

/** How many words a lesson has. */
export function countWords(lesson: Readable): number {
  return passagesOf(lesson).join(' ').split(/\s+/).length;
}

/** The same of one block. */
export function passagesIn(block: Block): string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return [plainInline(block.children)];
    case 'list':
      return block.items.map(plainInline);
    case 'claim':
      return [`${block.grade}: ${block.reason}`];
    case 'safety':
    case 'note':
      return [block.title ?? '', ...block.blocks.flatMap(passagesIn)];
    default:
      return block satisfies never;
  }
}

/** Running text without its citations. */
export function plainInline(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if (child.type === 'text') return child.text;
      return child.type === 'cite' ? '' : plainInline(child.children);
    })
    .join('');
}
