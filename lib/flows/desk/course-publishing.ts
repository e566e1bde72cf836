import { createHash } from 'node:crypto';
import { CourseError } from '../../domain/course.ts';
import { readCourseFolders, readEdit } from '../edits.ts';
import { type Foreseen, foreseeOne } from '../foresee-publishing.ts';
import { publishForeseen } from '../publish-foreseen.ts';
import type { Desk } from './desk.ts';

/** `stamp` stands for exactly this: the files, what is live, and which lessons are sent to who has passed them. */
export type ForeseenAtDesk = { ok: true; foreseen: Foreseen; stamp: string } | { ok: false; problem: string };

/**
 * What publishing one course from its files would mean. Changes nothing.
 * @param also lessons that whoever has passed them gets next all the same; those the course lacks are left out
 * @param dir where the courses are
 */
export async function foreseeCourse(
  desk: Desk,
  slug: string,
  also: readonly string[],
  dir = desk.env.COURSES_DIR,
): Promise<ForeseenAtDesk> {
  const folder = (await readCourseFolders(desk, dir))?.find((one) => one.slug === slug);
  if (!folder) return { ok: false, problem: `There is no folder ${slug} in ${dir} any more.` };
  try {
    const edit = await readEdit(desk, folder);
    const theirs = edit.course.lessons.map((lesson) => lesson.slug).filter((one) => also.includes(one));
    const foreseen = await foreseeOne(desk, edit, theirs);
    return { ok: true, foreseen, stamp: stampOf(foreseen) };
  } catch (error) {
    if (!(error instanceof CourseError)) throw error;
    return { ok: false, problem: 'Its files have mistakes. Mend what is listed here, then publish.' };
  }
}

/**
 * Publishes what an operator has seen foreseen, or nothing when files or publication are no longer those.
 * @param stamp of what they saw
 */
export async function publishCourse(
  desk: Desk,
  slug: string,
  { also, stamp }: { also: readonly string[]; stamp: string },
  dir?: string,
): Promise<{ ok: true } | { ok: false; why: 'changed' | 'mistakes' }> {
  const now = await foreseeCourse(desk, slug, also, dir);
  if (!now.ok) return { ok: false, why: 'mistakes' };
  if (now.stamp !== stamp) return { ok: false, why: 'changed' };
  const published = await publishForeseen(desk, [now.foreseen]);
  return published.ok ? { ok: true } : { ok: false, why: 'changed' };
}

function stampOf({ edit, live, also }: Foreseen): string {
  return createHash('sha256')
    .update(JSON.stringify([edit.hash, live, also]))
    .digest('base64url');
}
