import { type Named, namesOf } from '../domain/lesson-names.ts';
import type { Tx } from './client.ts';

/**
 * Owes a lesson to everybody who is in the course and has passed it: who has had a later one in this round, and not this.
 * Whoever left it out by their own wish is not among them.
 * Whoever passes it at this very moment, by a plan made from the publication before, has it on their page instead.
 * @param lessons of the course, this one among them
 * @returns how many people
 */
export async function oweToWhoPassed(
  tx: Tx,
  courseSlug: string,
  lessons: readonly Named[],
  slug: string,
): Promise<number> {
  const at = lessons.findIndex((lesson) => lesson.slug === slug);
  const names = lessons.slice(at, at + 1).flatMap(namesOf);
  const later = lessons.slice(at + 1).flatMap(namesOf);
  return tx.$executeRaw`
    INSERT INTO "Owed" ("enrollmentId", "round", "lessonSlug", "askedBy")
    SELECT e."id", e."round", ${slug}, 'operator' FROM "Enrollment" e
    WHERE e."courseSlug" = ${courseSlug} AND e."state" IN ('active', 'paused')
      AND EXISTS (
        SELECT FROM "Receipt" r WHERE r."enrollmentId" = e."id" AND r."round" = e."round" AND r."lessonSlug" = ANY(${later}))
      AND NOT EXISTS (
        SELECT FROM "Receipt" r WHERE r."enrollmentId" = e."id" AND r."round" = e."round" AND r."lessonSlug" = ANY(${names}))
      AND NOT EXISTS (
        SELECT FROM "Owed" o WHERE o."enrollmentId" = e."id" AND o."round" = e."round" AND o."lessonSlug" = ANY(${names}))
      AND NOT EXISTS (
        SELECT FROM "PassedOver" p WHERE p."enrollmentId" = e."id" AND p."round" = e."round" AND p."lessonSlug" = ANY(${names}))`;
}
