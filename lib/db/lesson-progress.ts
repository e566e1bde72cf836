import { type Named, slugToday } from '../domain/lesson-names.ts';
import type { Db, Tx } from './client.ts';

/** A lesson in one learner's hands: the key of its receipt. */
export type Given = { enrollmentId: string; round: number; lessonSlug: string };

/** What stands of a lesson: when it was read (course time), and the words of the last answer to its question. */
export type Progress = { readAt: Date | null; answer: string | null };

/**
 * Notes what was done with a lesson at this moment: the first reading counts, and the last answer. It is written only
 * under a receipt, which is held meanwhile: while somebody is erased, or a lesson given back, the statement waits and
 * then finds nothing.
 * @returns whether there was a receipt
 */
export async function noteProgress(
  tx: Tx,
  { enrollmentId, round, lessonSlug }: Given,
  what: { read: true } | { answer: string },
  at: Date,
): Promise<boolean> {
  const readAt = 'read' in what ? at : null;
  const [answer, answeredAt] = 'answer' in what ? [what.answer, at] : [null, null];
  const written = await tx.$executeRaw`
    INSERT INTO "LessonProgress" AS p ("enrollmentId", "round", "lessonSlug", "readAt", "answer", "answeredAt")
    SELECT "enrollmentId", "round", "lessonSlug", ${readAt}::timestamptz, ${answer}, ${answeredAt}::timestamptz
    FROM "Receipt"
    WHERE "enrollmentId" = ${enrollmentId}::uuid AND "round" = ${round} AND "lessonSlug" = ${lessonSlug}
    FOR KEY SHARE
    ON CONFLICT ("enrollmentId", "round", "lessonSlug") DO UPDATE SET
      "readAt" = coalesce(p."readAt", excluded."readAt"),
      "answer" = coalesce(excluded."answer", p."answer"),
      "answeredAt" = coalesce(excluded."answeredAt", p."answeredAt")`;
  return written === 1;
}

/** Takes “read” back. A row that would say nothing any more is not kept. */
export async function forgetRead(tx: Tx, given: Given): Promise<void> {
  await tx.lessonProgress.deleteMany({ where: { ...given, answeredAt: null } });
  await tx.lessonProgress.updateMany({
    where: { ...given, answeredAt: { not: null } },
    data: { readAt: null },
  });
}

/** Of one learner's round, by the slugs that these lessons have today. */
export async function progressOf(
  db: Db | Tx,
  { id: enrollmentId, round }: { id: string; round: number },
  lessons: readonly Named[],
): Promise<ReadonlyMap<string, Progress>> {
  const rows = await db.lessonProgress.findMany({ where: { enrollmentId, round } });
  const today = slugToday(lessons);
  return new Map(rows.map(({ lessonSlug, readAt, answer }) => [today(lessonSlug), { readAt, answer }]));
}
