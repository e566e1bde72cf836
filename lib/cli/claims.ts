import { readCourses } from '#lib/content/read.ts';
import { claimTable } from '#lib/domain/claim-table.ts';
import { CourseError } from '#lib/domain/course.ts';
import type { Answer } from './command.ts';

/**
 * `course claims <course>`: prints what docs/courses/<course>.md holds. Reads the files, not what is published.
 * @param dir where the courses are
 * @returns code 2 for a course that there is not, 1 when the files can't be read yet
 */
export async function claims([slug]: readonly string[], dir?: string): Promise<Answer> {
  try {
    const courses = await readCourses(dir);
    const course = courses.find((one) => one.slug === slug);
    if (course) return { lines: claimTable(course), code: 0 };
    const names = courses.map((one) => one.slug).join(', ');
    return { lines: [`There is no course ${slug}. There are: ${names}.`], code: 2 };
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return { lines: ['The course can’t be read yet. Please mend:', error.message], code: 1 };
  }
}
