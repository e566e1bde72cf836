import type { Block, Inline, Lesson } from './course.ts';

/** Words a minute that a grown-up reads with ease. */
const WORDS_PER_MINUTE = 220;

/** Whole minutes, rounded up, for everything of a lesson but its references and the mail's footer. */
export function minutesToRead(lesson: Pick<Lesson, 'title' | 'recap' | 'body' | 'action' | 'check'>): number {
  const { title, recap, body, action, check } = lesson;
  const parts = [title, recap ?? '', plainBlocks(body), action.title, action.text];
  parts.push(check.question, ...check.answers, check.explanation);
  const words = parts.join(' ').split(/\s+/).filter(Boolean).length;
  return Math.max(1, Math.ceil(words / WORDS_PER_MINUTE));
}

function plainBlocks(blocks: readonly Block[]): string {
  return blocks.map(plainBlock).join(' ');
}

function plainBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return plainInline(block.children);
    case 'list':
      return block.items.map(plainInline).join(' ');
    case 'grade':
      return `${block.grade} ${block.reason}`;
    case 'ask-first':
      return plainBlocks(block.blocks);
    default:
      return block satisfies never;
  }
}

function plainInline(children: readonly Inline[]): string {
  return children
    .map((child) => {
      if (child.type === 'text') return child.text;
      return child.type === 'cite' ? '' : plainInline(child.children);
    })
    .join('');
}
