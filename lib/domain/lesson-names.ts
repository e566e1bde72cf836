import type { Course } from './course.ts';
import { type Report, reporter } from './course-error.ts';

/** What a lesson goes by: its slug, and the slugs it had before. Receipts are kept under any of them. */
export type Named = { readonly slug: string; readonly formerly: readonly string[] };
type InFile = Named & { readonly file: string };

/** From any name a lesson has had to its slug of today. A name that no lesson of these goes by stays what it is. */
export function slugToday(lessons: readonly Named[]): (name: string) => string {
  const slugs = new Map(lessons.flatMap((lesson) => namesOf(lesson).map((name) => [name, lesson.slug])));
  return (name) => slugs.get(name) ?? name;
}

export function namesOf({ slug, formerly }: Named): string[] {
  return [slug, ...formerly];
}

/** Reports what lessons say about their names and can't be so. */
export function checkNames(lessons: readonly InFile[], report: Report): void {
  for (const { file, slug, formerly } of lessons) {
    for (const name of formerly.filter((one) => !/^[a-z0-9-]+$/.test(one))) {
      const message = `\`formerly\` holds slugs, and “${name}” is none. Leave out its number and “.md”.`;
      report(file, 1, message, 'slug');
    }
    if (new Set([slug, ...formerly]).size <= formerly.length)
      report(file, 1, '`formerly` lists a slug twice, or the present one. Keep each old one once.', 'slug');
  }
  checkShared(lessons, report);
}

/**
 * A name once given stays with its lesson, listed in its file or not: if it were forgotten, whoever had the lesson under
 * that name would get it again.
 * @param course as its files have it
 * @param history what was published before, newest first
 * @throws CourseError when a name was another lesson's before, which is in the course too
 */
export function keepNames(course: Course, history: readonly (readonly Named[])[]): Course {
  const { report, finish } = reporter();
  const lessons = course.lessons.map((lesson) => {
    const before = namesOf(lesson).flatMap((name) => namesFrom(history, name));
    const names = new Set([...lesson.formerly, ...before]);
    names.delete(lesson.slug);
    return { ...lesson, formerly: [...names] };
  });
  const inFiles = lessons.map((lesson, index) => {
    const number = String(index + 1).padStart(2, '0');
    return { ...lesson, file: `${course.slug}/${number}-${lesson.slug}.md` };
  });
  checkShared(inFiles, report);
  return finish({ ...course, lessons });
}

function checkShared(lessons: readonly InFile[], report: Report): void {
  for (const [index, { file, ...lesson }] of lessons.entries()) {
    for (const twin of lessons.slice(0, index)) {
      const shared = namesOf(twin).find((name) => namesOf(lesson).includes(name));
      // Two of one slug are two files of one name, which is a mistake of its own.
      if (shared === undefined || twin.slug === lesson.slug) continue;
      const message = `“${shared}” is a name of “${twin.slug}” too, now or before: who had one would count as having had both.`;
      report(file, 1, `${message} Take another slug, or mend \`formerly\`.`, 'slug');
    }
  }
}

/** All names of the lesson that went by this one when it was last published. */
function namesFrom(history: readonly (readonly Named[])[], name: string): string[] {
  for (const lessons of history) {
    const found = lessons.find((lesson) => namesOf(lesson).includes(name));
    if (found) return namesOf(found);
  }
  return [];
}
