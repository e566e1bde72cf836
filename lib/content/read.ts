import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Course, CourseError, type Problem, parseCourse } from '#lib/domain/course.ts';

/**
 * Reads every course: each folder of `dir` is one, known by the folder's name.
 * @throws CourseError with every problem of every course
 */
export async function readCourses(dir = 'emails/courses'): Promise<Course[]> {
  const courses: Course[] = [];
  const problems: Problem[] = [];
  for (const slug of await courseFolders(dir)) {
    try {
      courses.push(parseCourse(slug, await readTexts(join(dir, slug))));
    } catch (error) {
      if (!(error instanceof CourseError)) throw error;
      problems.push(
        ...error.problems.map((problem) => ({ ...problem, file: join(dir, slug, problem.file) })),
      );
    }
  }
  if (problems.length > 0) throw new CourseError(problems);
  return courses;
}

/** The folders of `dir`, by name. */
export async function courseFolders(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  return entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
}

/** The texts of a course’s files, by file name. */
export async function readTexts(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => /\.(md|json|yaml)$/.test(name));
  const texts = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  return new Map(names.map((name, index) => [name, texts[index] ?? '']));
}
