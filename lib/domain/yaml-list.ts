import { isNode, LineCounter, parseDocument } from 'yaml';
import type { z } from 'zod';
import type { Report } from './course-error.ts';

/**
 * Reads a file that is a YAML list of entries alike, each with an `id` of its own.
 * @param text null when the file is missing, which is no problem: then there are none
 * @returns the entries without problems, each with its line in the file
 */
export function readYamlList<Schema extends z.ZodType<{ id: string }>>(
  file: string,
  text: string | null,
  schema: Schema,
  report: Report,
): { entry: z.output<Schema>; line: number }[] {
  if (text === null) return [];
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  for (const error of document.errors) {
    const line = error.linePos?.[0].line ?? 1;
    report(file, line, `This is not YAML: ${error.message.split('\n')[0]} Mend this line.`);
  }
  if (document.errors.length > 0) return [];
  const values: unknown = document.toJS() ?? [];
  if (!Array.isArray(values)) {
    report(file, 1, 'Write a list: each entry begins with “- id: …”.');
    return [];
  }
  const entries: { entry: z.output<Schema>; line: number }[] = [];
  for (const [index, value] of values.entries()) {
    const line = lineOf([index]);
    const parsed = schema.safeParse(value);
    for (const issue of parsed.error?.issues ?? []) {
      const keys = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : null;
      const message = keys ? `remove or rename ${keys}` : `\`${issue.path.join('.')}\`: ${issue.message}`;
      report(file, lineOf([index, ...issue.path]), `Entry ${value?.id ?? index + 1}: ${message}.`);
    }
    if (!parsed.success) continue;
    if (entries.some(({ entry }) => entry.id === parsed.data.id))
      report(file, line, `The id ${parsed.data.id} stands here twice. Rename one of them.`);
    entries.push({ entry: parsed.data, line });
  }
  return entries;

  /** The line of the nearest entry that stands in the file. */
  function lineOf(path: readonly PropertyKey[]): number {
    const node = document.getIn(path, true);
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    return path.length > 1 ? lineOf(path.slice(0, -1)) : 1;
  }
}
