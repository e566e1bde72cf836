import { isNode, LineCounter, parseDocument } from 'yaml';
import { z } from 'zod';
import type { Report } from './course-error.ts';

/** A line of plain text in a file's head. It may reach a mail's subject, so it holds no control characters. */
export const line = z
  .string('write a line of text, in quotes if it holds a colon')
  .trim()
  .min(1, 'write something here')
  .regex(/^\P{Cc}*$/u, 'keep it on one line')
  .refine(
    (text) => !text.includes(':cite'),
    'cite in the text below the head; here a citation can’t be shown',
  );

/** Entries whose limits have a name of their own among the kinds of mistakes. */
const LIMITED = ['subject', 'preheader'] as const;

/**
 * Reads the YAML head of a Markdown file, and gives the body with its line numbers kept (the head becomes empty lines).
 * @param text null when the file is missing, which somebody else has reported
 * @returns `values` is null when the head has problems; `sound` are its entries without one, as they stand there
 */
export function readFrontMatter<Schema extends z.ZodType>(
  file: string,
  text: string | null,
  schema: Schema,
  report: Report,
): { values: z.output<Schema> | null; sound: Record<string, unknown>; body: string } {
  if (text === null) return { values: null, sound: {}, body: '' };
  const [match, yaml] = /^---\r?\n(.*?\r?\n)---[ \t]*(?:\r?\n|$)/s.exec(text) ?? [];
  if (match === undefined || yaml === undefined) {
    report(
      file,
      1,
      'Begin the file with its head: a line ---, then `title: …` and the rest, then a line ---.',
      'head',
    );
    return { values: null, sound: {}, body: text };
  }
  const body = '\n'.repeat(match.split('\n').length - 1) + text.slice(match.length);
  const lines = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: lines });
  for (const error of document.errors) {
    const where = error.linePos?.[0].line ?? 1;
    report(file, where + 1, `The head is not YAML: ${error.message.split('\n')[0]} Mend this line.`);
  }
  if (document.errors.length > 0) return { values: null, sound: {}, body };

  const values: unknown = document.toJS() ?? {};
  const parsed = schema.safeParse(values);
  const issues = parsed.error?.issues ?? [];
  for (const issue of issues) {
    const name = issue.path.join('.');
    const rule = LIMITED.find((entry) => entry === name) ?? 'head';
    const missing = document.getIn(issue.path) === undefined;
    if (issue.code === 'unrecognized_keys') {
      const keys = issue.keys.map((key) => `\`${[...issue.path, key].join('.')}\``).join(', ');
      report(
        file,
        lineOf([...issue.path, issue.keys[0] ?? '']),
        `Remove or rename ${keys}: no such entry is known.`,
        rule,
      );
    } else if (missing) {
      report(file, lineOf(issue.path), `\`${name}\` is missing. Add it to the head.`, rule);
    } else {
      report(file, lineOf(issue.path), `\`${name}\`: ${issue.message}.`, rule);
    }
  }
  const wrong = issues.flatMap(
    (issue) => issue.path[0] ?? (issue.code === 'unrecognized_keys' ? issue.keys : []),
  );
  const sound = Object.entries(Object(values)).filter(([name]) => !wrong.includes(name));
  return { values: parsed.data ?? null, sound: Object.fromEntries(sound), body };

  /** The line of the nearest entry that stands in the file, counted with the opening ---. */
  function lineOf(path: readonly PropertyKey[]): number {
    const node = path.length > 0 ? document.getIn(path, true) : null;
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line + 1;
    return path.length > 1 ? lineOf(path.slice(0, -1)) : 1;
  }
}
