import { lineWith } from './find-line.ts';
import type { Finding, Rule } from './rule.ts';

const SECTIONS = { fewest: 3, most: 5 } as const;

/** Three to five short sections, each under its heading. */
export const hasItsSections: Rule = ({ draft }) =>
  draft.lessons.flatMap(({ file, lesson }): Finding[] => {
    const sections = lesson.body.filter((block) => block.type === 'heading' && block.level === 2).length;
    if (sections >= SECTIONS.fewest && sections <= SECTIONS.most) return [];
    const message =
      `The lesson has ${sections} ${sections === 1 ? 'section' : 'sections'} (##). ` +
      `Divide it into ${SECTIONS.fewest} to ${SECTIONS.most}; within one, use ###.`;
    return [{ file, line: 1, rule: 'sections', severity: 'error', message }];
  });

/** Each lesson ends with what is known and what isn’t. */
export const saysWhatIsKnown: Rule = ({ draft }) =>
  draft.lessons.flatMap(({ file, lesson }) =>
    (['known', 'unknown'] as const)
      .filter((side) => lesson[side].length === 0)
      .map((side) => ({
        file,
        line: 1,
        rule: 'known-unknown',
        severity: 'error',
        message: `There is no :::${side}. End the lesson with :::${side}, one list, and :::.`,
      })),
  );

/** The answer to its question can be looked up. */
export const groundsItsQuestion: Rule = ({ draft, files }) =>
  draft.lessons
    .filter(({ lesson: { check } }) => check?.cites.length === 0)
    .map(({ file }) => ({
      file,
      line: lineWith('check:', files.get(file) ?? ''),
      rule: 'check-sources',
      severity: 'error',
      message: '`check.sources` is empty. Name the sources that the explanation rests on: sources: [id].',
    }));
