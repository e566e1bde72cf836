import type { Lesson } from './course.ts';
import type { Report } from './course-error.ts';
import { type LessonDraft, readLesson } from './lesson.ts';
import type { Grounds } from './lesson-body.ts';
import { checkNames } from './lesson-names.ts';

/** A lesson of this name would stand where these pages of a course do. */
const PAGES = ['sources', 'changes'];

/**
 * Reads the lessons of a course, in the order of their numbers.
 * @param files by file name
 * @returns the lessons whose head can be used, and all of them as far as they could be read
 */
export function readLessons(
  files: ReadonlyMap<string, string>,
  grounds: Grounds,
  report: Report,
): { lessons: Lesson[]; drafts: { file: string; lesson: LessonDraft }[] } {
  const lessons: Lesson[] = [];
  const drafts: { file: string; lesson: LessonDraft }[] = [];
  const names = [...files.keys()].filter((name) => /^\d.*\.md$/.test(name)).sort();
  if (names.length === 0) report('course.md', 1, 'The course has no lessons. Add 01-<slug>.md.');
  for (const [index, name] of names.entries()) {
    const slug = slugOf(name, index, report) ?? name;
    const { lesson, draft } = readLesson(
      { file: name, slug, markdown: files.get(name) ?? '', grounds },
      report,
    );
    const twin = drafts.find((earlier) => earlier.lesson.slug === slug);
    if (twin) report(name, 1, `Its slug is also that of ${twin.file}. Give each lesson its own.`, 'slug');
    drafts.push({ file: name, lesson: draft });
    for (const key of ['title', 'subject', 'preheader'] as const) {
      const same = lessons.find((earlier) => earlier[key] === lesson?.[key]);
      if (same)
        report(name, 1, `Its ${key} is also that of “${same.title}”. Give each lesson its own.`, 'head');
    }
    if (lesson === null) continue;
    if (index === 0 && lesson.recap !== null)
      report(name, 2, 'Remove `recap`: nothing comes before lesson 1.', 'head');
    if (index > 0 && lesson.recap === null)
      report(name, 2, 'Add `recap`: a sentence or two on the lesson before.', 'head');
    lessons.push(lesson);
  }
  const named = drafts.map(({ file, lesson: { slug, formerly = [] } }) => ({ file, slug, formerly }));
  checkNames(named, report);
  return { lessons, drafts };
}

function slugOf(name: string, index: number, report: Report): string | null {
  const number = String(index + 1).padStart(2, '0');
  const slug = name.startsWith(`${number}-`) ? /^\d\d-([a-z0-9-]+)\.md$/.exec(name)?.[1] : undefined;
  if (!slug) {
    report(
      name,
      1,
      `Rename it to ${number}-<slug>.md: numbers without gaps, small letters, hyphens.`,
      'slug',
    );
    return null;
  }
  if (PAGES.includes(slug))
    report(name, 1, `“${slug}” is a page of each course. Give the lesson another slug.`, 'slug');
  return slug;
}
