import type { EnrollmentState } from '../../domain/eligibility.ts';
import type { Db } from '../client.ts';

export type CourseCount = { courseSlug: string; state: EnrollmentState; people: number };

/** How many take each course, by how they stand. Reads every enrollment: ask through `expensive`. */
export function countByCourse(db: Db): Promise<CourseCount[]> {
  return db.$queryRaw<CourseCount[]>`
    SELECT "courseSlug", "state"::text AS "state", count(*)::int AS "people"
    FROM "Enrollment" GROUP BY 1, 2 ORDER BY 1, 2`;
}
