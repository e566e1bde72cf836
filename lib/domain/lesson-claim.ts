import type { LeafDirective } from 'mdast-util-directive';
import { citedIn } from './citations.ts';
import type { Block } from './course.ts';
import type { EvidenceRow } from './evidence.ts';
import { GRADES, type Grade } from './grade.ts';
import type { Grounds } from './lesson-body.ts';
import { oneLine, type ProblemAt } from './lesson-inline.ts';
import type { Source } from './source.ts';

type Context = { before: readonly Block[]; grounds: Grounds | null; references: readonly Source[] };

/**
 * Reads `::claim[why]{row="2.5"}`: the grade of the passage above it, which is the grade of a row of the evidence. The
 * passage must cite a source of that row, unless nothing supports the claim.
 */
export function readClaim(
  node: LeafDirective,
  { before, grounds, references }: Context,
  problem: ProblemAt,
): Block | null {
  if (node.name !== 'claim')
    return problem(node, `There is no ::${node.name}. Only ::claim stands on its own line.`);
  if (grounds === null) return problem(node, 'This page has no evidence. Grade claims in lessons.');
  const id = node.attributes?.row ?? '';
  const row = grounds.evidence.get(id);
  if (!row) {
    const message = `No row is called “${id}”. Add it to evidence.yaml, or mend {row="…"}.`;
    return problem(node, message, 'unknown-row');
  }
  const grade = gradeOf(row, node.attributes?.is, (message) => problem(node, message));
  if (!grade) return null;
  const [reason, ...rest] = node.children;
  if (reason?.type !== 'text' || rest.length > 0)
    return problem(node, 'Give the reason in plain words: ::claim[one review, one trial]{row="2.1"}.');
  const passage = passageAbove(before);
  if (passage.length === 0)
    return problem(node, 'Put the claim right below the paragraph or list it grades.');
  if (grade !== 'unsupported' && !cites(passage, row, references))
    return problem(node, `The text above cites no source of row ${id}. Cite one: ${row.sources.join(', ')}.`);
  return { type: 'claim', row: id, grade, reason: oneLine(reason.value) };
}

function gradeOf(
  { id, grades }: EvidenceRow,
  is: string | null | undefined,
  problem: (message: string) => null,
): Grade | null {
  const [only, ...others] = grades;
  if (!is && only && others.length === 0) return only;
  if (!is) return problem(`Row ${id} has several grades. Say which: {row="${id}" is="${only}"}.`);
  const grade = GRADES.find((known) => known === is);
  if (!grade) return problem(`Write the grade as {is="…"}, one of: ${GRADES.join(', ')}.`);
  if (grades.includes(grade)) return grade;
  return problem(`Row ${id} is graded ${grades.join(' and ')}, not ${is}. Mend one of the two.`);
}

/** What a claim grades: the blocks above it, up to a heading, a box or what another claim grades. */
function passageAbove(before: readonly Block[]): Block[] {
  const graded = before.findLastIndex(({ type }) => type !== 'claim');
  const start = before.findLastIndex(
    ({ type }, index) => index <= graded && !['paragraph', 'list'].includes(type),
  );
  return before.slice(start + 1, graded + 1);
}

function cites(passage: readonly Block[], row: EvidenceRow, references: readonly Source[]): boolean {
  const numbers = passage.flatMap(citedIn);
  return numbers.some((number) => row.sources.includes(references[number - 1]?.id ?? ''));
}
