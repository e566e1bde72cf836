import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import type { PlannedRow } from '../db/write-planned.ts';
import { deliveryAgain } from '../domain/delivery.ts';
import { slugToday } from '../domain/lesson-names.ts';
import type { Publication } from '../domain/publication.ts';
import { formOfAddress } from './form-of-address.ts';

/**
 * A lesson that its learner has had, as the course holds it now, because they asked for it again. It has no receipt and no
 * next date, and takes nobody's day.
 * @returns null when the course holds it no more
 */
export async function chooseAgain(
  tx: Tx,
  member: Member,
  { course, editions }: Publication,
  now: Date,
): Promise<PlannedRow | null> {
  const { id, kind, intent, enrollmentId } = member;
  const given = await tx.delivery.findUnique({ where: { id: deliveryAgain(intent) } });
  const slug = given?.lessonSlug == null ? '' : slugToday(course.lessons)(given.lessonSlug);
  const number = course.lessons.findIndex((lesson) => lesson.slug === slug) + 1;
  const editionHash = editions.lessonsAgain?.[slug];
  if (!given || number === 0 || editionHash === undefined) return null;
  const place = `Lesson ${number} of ${course.lessons.length}, sent again as you asked`;
  return {
    id,
    kind,
    intent,
    enrollmentId,
    round: null,
    lessonSlug: null,
    editionHash,
    slots: {
      ...formOfAddress(member, now),
      place,
      recapLabel: 'From the lesson before it:',
      lesson: given.id,
    },
    nextDueAt: null,
  };
}
