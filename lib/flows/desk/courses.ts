import type { ReadCourse } from '../../content/read.ts';
import { countByCourse } from '../../db/desk/course-counts.ts';
import { liveHash, livePublications } from '../../db/publications.ts';
import { CourseError } from '../../domain/course.ts';
import type { EnrollmentState } from '../../domain/eligibility.ts';
import { readCourseFolders, readEdit } from '../edits.ts';
import type { Desk } from './desk.ts';
import { expensive } from './expensive.ts';

/**
 * How the files of a course stand to what is published of it. `mistakes` must be mended before it can be published;
 * `gone` is live, and its folder is not there any more.
 */
export type FilesState = 'same' | 'changed' | 'new' | 'mistakes' | 'gone';

export type ListedCourse = {
  slug: string;
  title: string;
  lessons: number;
  files: FilesState;
  people: Readonly<Record<EnrollmentState, number>>;
};

const NOBODY = { waiting: 0, active: 0, paused: 0, completed: 0, left: 0 };

/**
 * Every course that is published or has a folder, by slug.
 * @param dir where the courses are
 * @returns `courses`, and whether the folder of courses could be read at all
 */
export async function listCourses(
  desk: Desk,
  dir = desk.env.COURSES_DIR,
): Promise<{ courses: ListedCourse[]; folderIsThere: boolean }> {
  const [folders, live, counts] = await Promise.all([
    readCourseFolders(desk, dir),
    livePublications(desk.db),
    expensive(desk.db, 'people by course', () => countByCourse(desk.db)),
  ]);
  const slugs = new Set([...(folders ?? []), ...live.map(({ course }) => course)].map(({ slug }) => slug));
  const courses = [...slugs].sort().map(async (slug) => {
    const folder = folders?.find((one) => one.slug === slug) ?? null;
    const published = live.find(({ course }) => course.slug === slug)?.course ?? null;
    const shown = published ?? folder?.course ?? null;
    const own = counts.filter(({ courseSlug }) => courseSlug === slug);
    return {
      slug,
      title: shown?.title ?? slug,
      lessons: shown?.lessons.length ?? 0,
      files: await filesState(desk, slug, folder),
      people: { ...NOBODY, ...Object.fromEntries(own.map(({ state, people }) => [state, people])) },
    };
  });
  return { courses: await Promise.all(courses), folderIsThere: folders !== null };
}

/** How a course's files stand to what is live. @param folder null where there is none */
export async function filesState(desk: Desk, slug: string, folder: ReadCourse | null): Promise<FilesState> {
  if (folder === null) return 'gone';
  try {
    const { hash } = await readEdit(desk, folder);
    const live = await liveHash(desk.db, slug);
    if (live === null) return 'new';
    return live === hash ? 'same' : 'changed';
  } catch (error) {
    if (error instanceof CourseError) return 'mistakes';
    throw error;
  }
}
