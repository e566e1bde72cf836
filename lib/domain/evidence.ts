import { z } from 'zod';
import type { ParserRule, Report } from './course-error.ts';
import { line } from './front-matter.ts';
import { GRADES } from './grade.ts';
import type { Source } from './source.ts';
import { readYamlList } from './yaml-list.ts';

/** What a course makes of a claim it found: as it was, in weaker words, mended, left out, or missing there and added. */
export const VERDICTS = ['kept', 'softened', 'corrected', 'dropped', 'added'] as const;

export type Verdict = (typeof VERDICTS)[number];

/** A verdict as readers see it: a word, and what the course does with the claim. */
export function describeVerdict(verdict: Verdict): { word: string; meaning: string } {
  switch (verdict) {
    case 'kept':
      return { word: 'Kept', meaning: 'The course says it as we found it.' };
    case 'softened':
      return { word: 'In weaker words', meaning: 'The course says it with less certainty.' };
    case 'corrected':
      return { word: 'Corrected', meaning: 'The course says something else instead.' };
    case 'dropped':
      return { word: 'Left out', meaning: 'The course doesn’t claim it.' };
    case 'added':
      return {
        word: 'Added',
        meaning: 'It was missing where we found the other claims. The course says it.',
      };
    default:
      return verdict satisfies never;
  }
}

const grade = z.enum(GRADES, `write one of: ${GRADES.join(', ')}`);

const ROW = z.strictObject({
  id: z.string('write the id in quotes, such as "2.5"').regex(/^[a-z0-9.-]+$/, 'use a-z, digits, . and -'),
  /** What is claimed, in our own words. */
  claim: line,
  verdict: z.enum(VERDICTS, `write one of: ${VERDICTS.join(', ')}`),
  /** Several where one sentence holds several claims. */
  grade: z.union([grade, z.array(grade).min(1)]).transform((grades) => [grades].flat()),
  /** Why this verdict and this grade, for a layperson. */
  because: line,
  /** Ids of the sources it rests on. */
  sources: z.array(z.string()).default([]),
});

/** One claim that the course weighs, and what it rests on. Lessons name it by its id where they grade it. */
export type EvidenceRow = {
  id: string;
  claim: string;
  verdict: Verdict;
  grades: (typeof GRADES)[number][];
  because: string;
  sources: string[];
};

/**
 * Reads `evidence.yaml`, the claims that a course weighs.
 * @param text null when there is none: then no lesson can grade a claim
 * @param sources what may be cited, by id
 */
export function readEvidence(
  text: string | null,
  sources: ReadonlyMap<string, Source>,
  report: Report,
): ReadonlyMap<string, EvidenceRow> {
  const file = 'evidence.yaml';
  const rows = new Map<string, EvidenceRow>();
  for (const { entry, line } of readYamlList(file, text, ROW, report)) {
    for (const id of entry.sources) {
      const problem = whyNotCite(id, sources);
      if (problem) report(file, line, `Entry ${entry.id}: ${problem.message}`, problem.rule);
    }
    const { grade: grades, ...row } = entry;
    rows.set(row.id, { ...row, grades });
  }
  return rows;
}

/** Why a course can't cite a source under this id; null when it can. */
export function whyNotCite(
  id: string,
  sources: ReadonlyMap<string, Source>,
): { rule: ParserRule; message: string } | null {
  const source = sources.get(id);
  if (!source) {
    const message = `No source is called “${id}”. Add it to sources.json, or mend the name.`;
    return { rule: 'unknown-source', message };
  }
  if (source.checked === 'yes') return null;
  const message = `Nobody has checked “${id}” yet. Read it and mark it in sources.json, or cite another.`;
  return { rule: 'unchecked-source', message };
}
