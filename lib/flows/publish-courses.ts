import { createHash } from 'node:crypto';
import { renderEditions } from '../content/editions.ts';
import { readCourses } from '../content/read.ts';
import { transaction } from '../db/client.ts';
import { livePublication, storePublication } from '../db/publications.ts';
import type { Runtime } from '../runtime.ts';

export type Published = { slug: string; result: 'published' | 'unchanged' | 'changed, not published' };

/**
 * Makes the courses on disk live.
 * @param when `always`, or `first time` to leave a published course as it is and only say that it has changed
 * @param dir where the courses are
 * @throws CourseError with every problem of every course; nothing is published then
 */
export async function publishCourses(
  runtime: Runtime,
  when: 'always' | 'first time',
  dir?: string,
): Promise<Published[]> {
  const { db, log } = runtime;
  const results: Published[] = [];
  for (const course of await readCourses(dir)) {
    const editions = await renderEditions(course, { name: 'Lettercourse' });
    const hash = createHash('sha256')
      .update(JSON.stringify([course, editions]))
      .digest('hex');
    const live = when === 'first time' ? await livePublication(db, course.slug) : null;
    const result = live
      ? (await isLive(runtime, course.slug, hash))
        ? 'unchanged'
        : 'changed, not published'
      : (await transaction(db, (tx) => storePublication(tx, hash, course, editions)))
        ? 'published'
        : 'unchanged';
    log.info({ course: course.slug, result }, 'looked at a course');
    results.push({ slug: course.slug, result });
  }
  return results;
}

async function isLive({ db }: Runtime, courseSlug: string, hash: string): Promise<boolean> {
  const newest = await db.publication.findFirst({
    where: { courseSlug },
    orderBy: { number: 'desc' },
    select: { hash: true },
  });
  return newest?.hash === hash;
}
