import { z } from 'zod';
import type { Lesson } from './course.ts';
import type { Report } from './course-error.ts';
import { line } from './front-matter.ts';
import { namesOf } from './lesson-names.ts';
import { passagesOf } from './lesson-words.ts';
import { readYamlList } from './yaml-list.ts';

const CORRECTION = z.strictObject({
  /** Known by it for ever: whoever was told once is not told again. */
  id: z.string().regex(/^[a-z0-9-]{1,60}$/, 'use small letters, digits and hyphens'),
  date: z.iso.date('write the date as 2026-11-22'),
  /** The lesson that said it, by slug. */
  lesson: z.string(),
  /** As it stood there, word for word. */
  was: line,
  now: line,
  because: line,
});

/** Something a lesson said wrong, and what it says now. */
export type Correction = z.output<typeof CORRECTION>;

/**
 * Reads `corrections.yaml`, the dated corrections of a course. Who had the old text is known by what was published before
 * a correction, so it can't be published while its lesson still says the same.
 * @param text null when there is none
 * @param names the slugs of the course, old ones included
 * @param lessons those that could be read
 */
export function readCorrections(
  text: string | null,
  { names, lessons }: { names: readonly string[]; lessons: readonly Lesson[] },
  report: Report,
): Correction[] {
  const file = 'corrections.yaml';
  return readYamlList(file, text, CORRECTION, report).map(({ entry, line }) => {
    const { id, was, now } = entry;
    if (!names.includes(entry.lesson))
      report(file, line, `Entry ${id}: no lesson is called “${entry.lesson}”. Write its slug.`);
    const lesson = lessons.find((one) => namesOf(one).includes(entry.lesson));
    const stillSaysIt = lesson && passagesOf(lesson).some((passage) => passage.includes(was));
    if (stillSaysIt && !now.includes(was))
      report(file, line, `Entry ${id}: the lesson still says “${was}”. Mend it there, too.`);
    return entry;
  });
}
