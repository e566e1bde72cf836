import { writeAudit } from '../db/audit.ts';
import { transaction } from '../db/client.ts';
import { oweToWhoPassed } from '../db/owe.ts';
import { livePublication, lockPublishing } from '../db/publications.ts';
import type { Desk } from './desk/desk.ts';
import type { Foreseen } from './foresee-publishing.ts';
import { publishEdit } from './publish-courses.ts';

/** What was done with one course. */
export type Done = {
  course: string;
  result: 'published' | 'unchanged';
  /** Lessons that come next to so many people who had passed them. */
  owed: { lesson: string; people: number }[];
};

/**
 * Does what was foreseen: all of it, or nothing when somebody else has published one of the courses since.
 * @returns what was done, or the course that is not any more what it was compared with
 */
export function publishForeseen(
  { db, actor }: Desk,
  foreseen: readonly Foreseen[],
): Promise<{ ok: true; done: Done[] } | { ok: false; overtaken: string }> {
  return transaction(db, async (tx) => {
    for (const { edit, live } of foreseen) {
      const { slug } = edit.course;
      await lockPublishing(tx, slug);
      const publication = await livePublication(tx, slug);
      if ((publication?.number ?? null) !== live) return { ok: false, overtaken: slug };
    }
    const done: Done[] = [];
    for (const { edit, also } of foreseen) {
      const { slug } = edit.course;
      const result = await publishEdit(tx, edit);
      const { course } = (await livePublication(tx, slug)) ?? edit;
      const owed: Done['owed'] = [];
      for (const lesson of also)
        owed.push({ lesson, people: await oweToWhoPassed(tx, slug, course.lessons, lesson) });
      if (result === 'published' || owed.length > 0)
        await writeAudit(tx, actor, 'course.publish', `course/${slug}`, { result, owed });
      done.push({ course: slug, result, owed });
    }
    return { ok: true, done };
  });
}
