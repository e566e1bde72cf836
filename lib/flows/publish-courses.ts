import { type Tx, transaction } from '../db/client.ts';
import { liveHash, lockPublishing, publishedNames, storePublication } from '../db/publications.ts';
import { keepNames } from '../domain/lesson-names.ts';
import type { Runtime } from '../runtime.ts';
import { type Edit, readEdits } from './edits.ts';

export type Published = { slug: string; result: 'published' | 'unchanged' | 'changed, not published' };

/**
 * Makes the courses on disk live.
 * @param when `always`, or `first time` to leave a published course as it is and only say that it has changed
 * @param dir where the courses are
 * @throws CourseError with every problem; nothing is published then
 */
export async function publishCourses(
  runtime: Runtime,
  when: 'always' | 'first time',
  dir?: string,
): Promise<Published[]> {
  const { db, log } = runtime;
  const results: Published[] = [];
  for (const edit of await readEdits(runtime, dir)) {
    const { slug } = edit.course;
    const live = when === 'first time' ? await liveHash(db, slug) : null;
    const result =
      live === null ? await transaction(db, (tx) => publishEdit(tx, edit)) : compared(live, edit);
    log.info({ course: slug, result }, 'looked at a course');
    results.push({ slug, result });
  }
  return results;
}

/** Makes one course live, unless exactly this is live already. */
export async function publishEdit(
  tx: Tx,
  { course, editions, hash }: Edit,
): Promise<'published' | 'unchanged'> {
  await lockPublishing(tx, course.slug);
  if ((await liveHash(tx, course.slug)) === hash) return 'unchanged';
  const named = keepNames(course, await publishedNames(tx, course.slug));
  await storePublication(tx, hash, named, editions);
  return 'published';
}

function compared(live: string, { hash }: Edit): Published['result'] {
  return live === hash ? 'unchanged' : 'changed, not published';
}
