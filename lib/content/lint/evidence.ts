import type { Block, CourseDraft } from '#lib/domain/course.ts';
import { GRADES, type Grade } from '#lib/domain/grade.ts';
import { lineOf, lineWith } from './find-line.ts';
import type { Finding, Rule } from './rule.ts';

/** Whether a lesson or a row of the evidence names a source. */
export function isCited({ lessons, evidence }: CourseDraft, id: string): boolean {
  return (
    evidence.some((row) => row.sources.includes(id)) ||
    lessons.some(({ lesson }) => lesson.references.some((reference) => reference.id === id))
  );
}

/** What a course weighs, its lessons say: only what was dropped may stand in the evidence alone. */
export const namesEveryRow: Rule = ({ draft, files }) => {
  const named = new Set(claimsOf(draft).map(({ row }) => row));
  return draft.evidence
    .filter(({ id, verdict }) => verdict !== 'dropped' && !named.has(id))
    .map(({ id, verdict }) => ({
      ...rowAt(id, files),
      rule: 'unused-row',
      severity: 'error',
      message: `Row ${id} is ${verdict}, and no lesson names it. Add ::claim[…]{row="${id}"} below what it grades, or drop it.`,
    }));
};

/** A claim that was dropped is told as what it is: at the lowest of its grades. */
export const praisesNothingDropped: Rule = ({ draft, files }) =>
  claimsOf(draft).flatMap(({ file, row: id, grade }): Finding[] => {
    const row = draft.evidence.find((known) => known.id === id);
    const lowest = row?.grades.toSorted((a, b) => GRADES.indexOf(b) - GRADES.indexOf(a))[0];
    if (row?.verdict !== 'dropped' || lowest === undefined || grade === lowest) return [];
    const line = lineWith(`row="${id}"`, files.get(file) ?? '');
    const message = `Row ${id} was dropped, and this calls it ${grade}. Write {row="${id}" is="${lowest}"}.`;
    return [{ file, line, rule: 'dropped-row', severity: 'error', message }];
  });

/** A grade rests on something, but for the one that says that nothing was found. */
export const groundsEveryRow: Rule = ({ draft, files }) =>
  draft.evidence
    .filter(({ sources, grades }) => sources.length === 0 && grades.some((grade) => grade !== 'unsupported'))
    .map(({ id, grades }) => ({
      ...rowAt(id, files),
      rule: 'row-sources',
      severity: 'error',
      message: `Row ${id} is graded ${grades.join(' and ')} and names no source. Name one, or grade it unsupported.`,
    }));

export const usesEverySource: Rule = ({ draft, files }) =>
  draft.sources
    .filter(({ id }) => !isCited(draft, id))
    .map(({ id }) => ({
      file: 'sources.json',
      line: lineWith(`"${id}"`, files.get('sources.json') ?? ''),
      rule: 'unused-source',
      severity: 'warning',
      message: `Nothing cites “${id}”. Cite it where it belongs, or take it out.`,
    }));

function claimsOf({ lessons }: CourseDraft): { file: string; row: string; grade: Grade }[] {
  return lessons.flatMap(({ file, lesson }) =>
    lesson.body.filter(isClaim).map(({ row, grade }) => ({ file, row, grade })),
  );
}

function isClaim(block: Block): block is Extract<Block, { type: 'claim' }> {
  return block.type === 'claim';
}

function rowAt(id: string, files: ReadonlyMap<string, string>): { file: string; line: number } {
  const file = 'evidence.yaml';
  return { file, line: lineOf(`id: ${id}`, files.get(file) ?? '') };
}
