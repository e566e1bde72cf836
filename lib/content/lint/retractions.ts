import { z } from 'zod';
import type { Source } from '#lib/domain/course.ts';
import { isCited } from './evidence.ts';
import { lineWith } from './find-line.ts';
import type { Finding, Rule } from './rule.ts';

/** The list stands beside the courses, because works are taken back whoever cites them. */
export const RETRACTIONS = 'retractions.json';

const LIST = z.array(
  z
    .strictObject({
      doi: z.string().optional(),
      pmid: z.string().optional(),
      url: z.url().optional(),
      date: z.iso.date('write the date as 2026-11-22'),
      note: z.string().min(1, 'say who took it back, and why'),
    })
    .refine(({ doi, pmid, url }) => doi ?? pmid ?? url, 'name the work by its doi, pmid or url'),
);

/** A work that its publisher has taken back: when, and what is known about why. */
export type Retraction = z.output<typeof LIST>[number];

/**
 * Reads the list of works that were taken back.
 * @param text null when there is no list
 * @returns problems in words; the list is empty then
 */
export function readRetractions(text: string | null): { retractions: Retraction[]; problems: string[] } {
  let entries: unknown = [];
  try {
    if (text !== null) entries = JSON.parse(text);
  } catch (error) {
    return {
      retractions: [],
      problems: [`This is not JSON: ${error instanceof Error ? error.message : error}.`],
    };
  }
  const parsed = LIST.safeParse(entries);
  const problems = (parsed.error?.issues ?? []).map(
    ({ path: [index, ...rest], message }) =>
      `Entry ${Number(index ?? 0) + 1}${rest.length > 0 ? `, \`${rest.join('.')}\`` : ''}: ${message}.`,
  );
  return { retractions: parsed.data ?? [], problems };
}

/** No work that was taken back stands among the sources of a course. */
export const citesNothingRetracted: Rule = ({ draft, files, retractions }) =>
  draft.sources.flatMap((source): Finding[] => {
    const retraction = retractions.find((retracted) => isThe(retracted, source));
    if (!retraction) return [];
    const cited = isCited(draft, source.id);
    return [
      {
        file: 'sources.json',
        line: lineWith(`"${source.id}"`, files.get('sources.json') ?? ''),
        rule: 'retracted-source',
        severity: cited ? 'error' : 'warning',
        message:
          `“${source.id}” was retracted on ${retraction.date} (${retraction.note}). ` +
          `${cited ? 'Say it without this source, or not at all, and' : 'Nothing cites it:'} take it out.`,
      },
    ];
  });

function isThe(retracted: Retraction, source: Source): boolean {
  return (['doi', 'pmid', 'url'] as const).some((key) => {
    const [one, other] = [retracted[key], source[key]];
    return one !== undefined && other !== null && plain(one) === plain(other);
  });
}

/** A DOI is the same in capitals, and with its address before it. */
function plain(id: string): string {
  return id
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\/(dx\.)?doi\.org\//, '')
    .replace(/\/$/, '');
}
