import type { Course, CourseDraft } from '#lib/domain/course.ts';
import { PARSER_RULES } from '#lib/domain/course-error.ts';
import type { Retraction } from './retractions.ts';

/** What is looked at, by names that stay: authors search for them, and programs count by them. */
export const LINT_RULES = [
  ...PARSER_RULES,
  'length',
  'reading-grade',
  'sections',
  'known-unknown',
  'check-sources',
  'retracted-source',
  'unused-source',
  'unused-row',
  'dropped-row',
  'row-sources',
  'placeholder',
  'promise',
  'day-word',
  'exclamation',
  'dead-link',
] as const;

/** Beside them, what holds for every mail: `mail-` and the rule’s name in lib/content/mail-rules. */
export type LintRule = (typeof LINT_RULES)[number] | `mail-${string}`;

/** One thing to mend (error) or to look at (warning). `file` is a path, `line` counts from 1. */
export type Finding = {
  file: string;
  line: number;
  rule: LintRule;
  severity: 'error' | 'warning';
  message: string;
};

/** A course as far as it could be read, with what rules compare it to. */
export type Reviewed = {
  draft: CourseDraft;
  /** Null when parsing has found a problem: then no mail can be made of it. */
  course: Course | null;
  files: ReadonlyMap<string, string>;
  retractions: readonly Retraction[];
  /** Every course beside it, itself too. */
  site: readonly CourseDraft[];
};

/** Gives what is wrong with a course; the files it names are those of the course’s folder. */
export type Rule = (reviewed: Reviewed) => Finding[];
