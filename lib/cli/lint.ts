import { type LintReport, lint as lintCourses } from '#lib/content/lint/lint.ts';
import { COURSES_DIR } from '#lib/content/read.ts';
import type { Answer } from './command.ts';
import { readOptions } from './options.ts';

/**
 * `course lint`: says what is wrong with the files of courses.
 * @param courses where they are looked for when no folder is given
 * @returns code 0 without errors (warnings may stand), 1 with errors, 2 for words that can't be used and where no course is
 */
export async function lint(args: readonly string[], courses = COURSES_DIR): Promise<Answer> {
  const { words, values, problems } = readOptions(args, { json: 'alone' });
  if (words.length > 1) problems.push(`Give one folder, not ${words.length}: ${words.join(', ')}.`);
  if (problems.length > 0) return { lines: problems, code: 2 };
  const [dir = courses] = words;
  const report = await lintCourses(dir);
  if (report === null) return { lines: [`There is no course in ${dir}. Nothing was looked at.`], code: 2 };
  const code = report.findings.some(({ severity }) => severity === 'error') ? 1 : 0;
  const asData = values.json.length > 0;
  return { lines: asData ? [JSON.stringify(report.findings, null, 2)] : inWords(report), code };
}

function inWords({ findings, lessons }: LintReport): string[] {
  const files = [...new Set(findings.map(({ file }) => file))];
  const grouped = files.flatMap((name) => [
    ...findings
      .filter(({ file }) => file === name)
      .map(
        ({ file, line, rule, severity, message }) =>
          `${file}:${line}  ${severity === 'warning' ? `${rule} (warning)` : rule}  ${message}`,
      ),
    '',
  ]);
  return [...grouped, ...tableOf(lessons), '', summaryOf(findings, files.length)];
}

/** A row for each lesson, with its columns in line. */
function tableOf(lessons: LintReport['lessons']): string[] {
  const head = ['Lesson', 'Words', 'Minutes', 'Grade', 'Mail'];
  const rows = lessons.map(({ course, lesson, words, minutes, grade, htmlKb }) => [
    `${course}/${lesson}`,
    String(words),
    String(minutes),
    grade.toFixed(1),
    htmlKb === null ? 'not made' : `${htmlKb.toFixed(1)} KB`,
  ]);
  const widths = head.map((_, column) => Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0)));
  return [head, ...rows].map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join('  '),
  );
}

function summaryOf(findings: LintReport['findings'], files: number): string {
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const warnings = findings.length - errors;
  if (findings.length === 0) return 'All is well.';
  const said = `${counted(errors, 'error')} and ${counted(warnings, 'warning')} in ${counted(files, 'file')}.`;
  return errors === 0 ? `${said} Nothing has to be mended.` : said;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
