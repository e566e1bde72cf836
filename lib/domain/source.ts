import { z } from 'zod';
import type { Report } from './course-error.ts';

const SOURCE = z.strictObject({
  id: z.string().regex(/^[a-z0-9_-]+$/i, 'use letters, digits, _ and - only'),
  title: z.string().min(1),
  /** “Camilleri M, Vella A”, or the body that wrote it. */
  authors: z.string(),
  year: z.int().nullable(),
  journal: z.string().nullable(),
  /** Kind of work: “RCT”, “review”, “guideline” … */
  type: z.string().min(1),
  /** Size, as the source gives it: “260 women”. */
  n: z.string().nullable(),
  doi: z.string().nullable().default(null),
  pmid: z.string().nullable().default(null),
  url: z.url({ protocol: /^https?$/, error: 'write the whole address, beginning with https://' }),
  /** In plain words. */
  finding: z.string().default(''),
  /** Whether somebody has read it: only then may a lesson cite it. */
  checked: z.enum(['yes', 'no'], 'write yes once somebody has read it, else no'),
  /** How much of it was read, in plain sentences. */
  checkedNote: z.string().default(''),
});

/** A work that lessons cite. */
export type Source = z.output<typeof SOURCE>;

/**
 * Reads `sources.json`, a list of sources.
 * @param text null when the file is missing, which somebody else has reported
 * @returns by id; sources with problems are left out
 */
export function readSources(text: string | null, report: Report): ReadonlyMap<string, Source> {
  const file = 'sources.json';
  const sources = new Map<string, Source>();
  if (text === null) return sources;
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch (error) {
    report(file, 1, `This is not JSON: ${error instanceof Error ? error.message : error}. Mend it.`);
    return sources;
  }
  if (!Array.isArray(entries)) {
    report(file, 1, 'Write a list of sources: [{ "id": …, "title": … }, …].');
    return sources;
  }
  for (const [index, entry] of entries.entries()) {
    const parsed = SOURCE.safeParse(entry);
    const id = parsed.data?.id ?? String(entry?.id ?? `number ${index + 1}`);
    const where = lineOf(text, id);
    for (const issue of parsed.error?.issues ?? []) {
      report(file, where, `Source ${id}, \`${issue.path.join('.')}\`: ${issue.message}.`);
    }
    if (sources.has(id)) report(file, where, `The id ${id} stands here twice. Rename one of them.`);
    if (parsed.data) sources.set(id, parsed.data);
  }
  return sources;
}

function lineOf(json: string, id: string): number {
  const at = json.lastIndexOf(JSON.stringify(id));
  return at < 0 ? 1 : json.slice(0, at).split('\n').length;
}
