import { join } from 'node:path';
import { type CourseMail, mailsOf } from '#lib/content/course-mails.ts';
import { type ReadCourse, readEachCourse } from '#lib/content/read.ts';
import type { Course } from '#lib/domain/course.ts';
import { entryOf, makeMail } from './make-mail.ts';
import type { Problem, ShownMail, View, Wanted } from './view.ts';

/** The courses as they last could be read whole, by folder: while a head is half written, they are shown instead. */
const lastWhole = new Map<string, Course>();

/** Reads the courses anew and makes the mail that is wanted. What is wrong with them stands in the view. */
export async function look({ dir, only, path, origin }: Wanted): Promise<View> {
  const read = (await readEachCourse(dir)).filter(({ slug }) => only === null || slug === only);
  const problems: Problem[] = read.flatMap((one) => one.problems);
  if (read.length === 0) {
    const message = 'There is no course here. Write one with: npm run lettercourse -- course new <slug>';
    problems.push({ file: only === null ? dir : join(dir, only), line: 1, message });
  }
  const shown = read.flatMap((one) => {
    const course = courseToShow(one);
    return course ? [{ course, isStale: course !== one.course, mails: mailsOf(course) }] : [];
  });
  const all = shown.flatMap(({ mails, isStale }) => mails.map((mail) => ({ mail, isStale })));
  const wanted = path === '' ? all[0] : all.find(({ mail }) => entryOf(mail).path === path);
  return {
    courses: shown.map(({ course, mails }) => ({
      title: course.title,
      mails: mails.map(entryOf),
    })),
    mail: wanted ? await tryToMake(wanted.mail, { dir, origin }, problems) : null,
    isStale: wanted?.isStale ?? false,
    problems,
  };
}

function courseToShow({ slug, course, isWhole }: ReadCourse): Course | null {
  if (course && isWhole) lastWhole.set(slug, course);
  return lastWhole.get(slug) ?? course;
}

async function tryToMake(
  wanted: CourseMail,
  { dir, origin }: { dir: string; origin: string },
  problems: Problem[],
): Promise<ShownMail | null> {
  try {
    return await makeMail(wanted, origin);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    problems.push({ file: join(dir, wanted.file), line: 1, message });
    return null;
  }
}
