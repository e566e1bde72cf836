import type { Block, Inline } from './course.ts';

/** The numbers of the references that a block cites, in order, repeated as they are there. */
export function citedIn(block: Block): number[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return citedInline(block.children);
    case 'list':
      return block.items.flatMap(citedInline);
    case 'safety':
    case 'note':
      return block.blocks.flatMap(citedIn);
    case 'claim':
      return [];
    default:
      return block satisfies never;
  }
}

/** The same of running text. */
export function citedInline(inlines: readonly Inline[]): number[] {
  return inlines.flatMap((inline) => {
    if (inline.type === 'cite') return inline.numbers;
    return inline.type === 'text' ? [] : citedInline(inline.children);
  });
}
