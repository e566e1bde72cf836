import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import type { PlannedRow } from '../db/write-planned.ts';
import { correctedLesson } from '../domain/corrected-lesson.ts';
import { correctionIn } from '../domain/delivery.ts';
import { namesOf } from '../domain/lesson-names.ts';
import type { Publication } from '../domain/publication.ts';
import { formOfAddress } from './form-of-address.ts';

/**
 * A correction as the course holds it now, with a link to the lesson as its learner was sent it, in whatever round. It is
 * neither a lesson nor an issue: it has no receipt and no next date, and takes nobody's day.
 * @returns null when the course holds it no more, or it turned out that the lesson never left: then nothing is to be said
 */
export async function chooseCorrection(
  tx: Tx,
  member: Member,
  { course, editions }: Publication,
  now: Date,
): Promise<PlannedRow | null> {
  const { id, kind, intent, enrollmentId } = member;
  const correctionId = correctionIn(intent);
  const correction = course.corrections.find((one) => one.id === correctionId);
  const about = correction && correctedLesson(course, correction);
  const editionHash = editions.corrections?.[correctionId];
  if (!about || editionHash === undefined) return null;
  const sent = await tx.delivery.findFirst({
    where: {
      enrollmentId,
      kind: 'lesson',
      lessonSlug: { in: namesOf(about.lesson) },
      state: { in: ['sent', 'unknown'] },
    },
    orderBy: { createdAt: 'desc' },
    select: { id: true },
  });
  if (!sent) return null;
  return {
    id,
    kind,
    intent,
    enrollmentId,
    round: null,
    lessonSlug: null,
    editionHash,
    slots: { ...formOfAddress(member, now), correction: correctionId, lesson: sent.id },
    nextDueAt: null,
  };
}
