import type { Block } from '#lib/domain/course.ts';

export type GradeBlock = Extract<Block, { type: 'grade' }>;
export type Claim = { block: Exclude<Block, GradeBlock>; grades: GradeBlock[] };

/** Joins each block with the grades that stand under it, so that a page can set them side by side. */
export function claimsOf(blocks: readonly Block[]): Claim[] {
  const claims: Claim[] = [];
  for (const block of blocks) {
    if (block.type === 'grade') claims.at(-1)?.grades.push(block);
    else claims.push({ block, grades: [] });
  }
  return claims;
}
