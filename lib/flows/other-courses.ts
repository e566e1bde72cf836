import type { Tx } from '../db/client.ts';
import type { EnrollmentState } from '../domain/eligibility.ts';
import { formatWhen } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, type Learner, openDate, readLearners } from './as-learner.ts';

/** Another course of the same person, with the way to its page. */
export type OtherCourse = {
  slug: string;
  title: string;
  state: EnrollmentState;
  manageToken: string;
  /** When its next mail comes, or its pause ends; null where there is no such date. */
  when: string | null;
};

/** What else a person takes or has taken, in the order asked. */
export async function otherCoursesOf(
  { tokens }: Runtime,
  tx: Tx,
  { id, subscriberId }: Learner,
): Promise<OtherCourse[]> {
  const others = await readLearners(tx, { subscriberId, id: { not: id } });
  const courses: OtherCourse[] = [];
  // One after the other: a transaction has one connection.
  for (const other of others) {
    const open = openDate(other);
    const at = open && !open.requested ? open.dueAt : other.pausedUntil;
    courses.push({
      slug: other.courseSlug,
      title: (await courseOf(tx, other)).course.title,
      state: other.state,
      manageToken: tokens.sign('manage', other.id),
      when: at && formatWhen(at, other.subscriber.timeZone),
    });
  }
  return courses;
}
