import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Course, CourseError, type Problem, readCourse } from '#lib/domain/course.ts';
import type { Report } from '#lib/domain/course-error.ts';

export const COURSES_DIR = 'emails/courses';

/** A course as far as its files can be read, and what is to be mended in them. */
export type ReadCourse = {
  slug: string;
  /** null when the head of `course.md` can’t be used. */
  course: Course | null;
  /** Whether all its lessons are in it: one whose head can’t be used is not. */
  isWhole: boolean;
  problems: Problem[];
};

/**
 * Reads every course: each folder of `dir` is one, known by the folder's name.
 * @throws CourseError with every problem of every course
 */
export async function readCourses(dir?: string): Promise<Course[]> {
  const read = await readEachCourse(dir);
  const problems = read.flatMap((one) => one.problems);
  if (problems.length > 0) throw new CourseError(problems);
  return read.flatMap(({ course }) => course ?? []);
}

/** The same, each course by itself: one with problems does not keep the others back. */
export async function readEachCourse(dir = COURSES_DIR): Promise<ReadCourse[]> {
  const slugs = await courseFolders(dir);
  return Promise.all(slugs.map((slug) => readFolder(dir, slug)));
}

async function readFolder(dir: string, slug: string): Promise<ReadCourse> {
  const problems: Problem[] = [];
  const report: Report = (file, line, message, rule = 'syntax') =>
    problems.push({ file: join(dir, slug, file), line, message, rule });
  const { course, draft } = readCourse(slug, await readTexts(join(dir, slug)), report);
  const isWhole = course?.lessons.length === draft.lessons.length;
  return { slug, course, isWhole, problems };
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
