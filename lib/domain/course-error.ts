/** The kinds of mistakes, by names that stay, to search for and to count by. `syntax` is everything without its own. */
export const PARSER_RULES = [
  'syntax',
  'head',
  'subject',
  'preheader',
  'slug',
  'unknown-source',
  'unchecked-source',
  'unknown-row',
] as const;

export type ParserRule = (typeof PARSER_RULES)[number];

/** One thing to mend: where it stands, and what to do about it. */
export type Problem = { file: string; line: number; message: string; rule: ParserRule };

export type Report = (file: string, line: number, message: string, rule?: ParserRule) => void;

/** The files of a course can't be used. The message lists every problem, one a line, as `file:line  what to do`. */
export class CourseError extends Error {
  override readonly name = 'CourseError';
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super(problems.map(({ file, line, message }) => `${file}:${line}  ${message}`).join('\n'));
    this.problems = problems;
  }
}

/**
 * Collects problems, so that an author sees all of them at once. A reader reports what it finds and gives null
 * where it has nothing to give; `finish` turns any problem into the error.
 */
export function reporter(): { report: Report; finish: <T>(value: T | null) => T } {
  const problems: Problem[] = [];
  return {
    report: (file, line, message, rule = 'syntax') => problems.push({ file, line, message, rule }),
    finish: (value) => {
      if (problems.length > 0 || value === null) throw new CourseError(problems);
      return value;
    },
  };
}
