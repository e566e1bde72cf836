import type { Block } from '#lib/domain/course.ts';

export type ClaimBlock = Extract<Block, { type: 'claim' }>;
export type Passage = { block: Exclude<Block, ClaimBlock>; claims: ClaimBlock[] };

/** Joins each block with the grades of the claims that stand under it, so that a page can set them side by side. */
export function passagesOf(blocks: readonly Block[]): Passage[] {
  const passages: Passage[] = [];
  for (const block of blocks) {
    if (block.type === 'claim') passages.at(-1)?.claims.push(block);
    else passages.push({ block, claims: [] });
  }
  return passages;
}
