import { z } from 'zod';
import type { Report } from './course-error.ts';
import { line } from './front-matter.ts';
import { readYamlList } from './yaml-list.ts';

const CORRECTION = z.strictObject({
  /** Known by it for ever: whoever was told once is not told again. */
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'use small letters, digits and hyphens'),
  date: z.iso.date('write the date as 2026-11-22'),
  /** The lesson that said it, by slug. */
  lesson: z.string(),
  was: line,
  now: line,
  because: line,
});

/** Something a lesson said wrong, and what it says now. */
export type Correction = z.output<typeof CORRECTION>;

/**
 * Reads `corrections.yaml`, the dated corrections of a course.
 * @param text null when there is none
 * @param lessons the slugs of the course, old ones included
 */
export function readCorrections(
  text: string | null,
  lessons: readonly string[],
  report: Report,
): Correction[] {
  const file = 'corrections.yaml';
  return readYamlList(file, text, CORRECTION, report).map(({ entry, line }) => {
    if (!lessons.includes(entry.lesson))
      report(file, line, `Entry ${entry.id}: no lesson is called “${entry.lesson}”. Write its slug.`);
    return entry;
  });
}
