import type { Tx } from '../../db/client.ts';
import { deskMadeChange } from '../../db/desk/desk-changes.ts';
import type { EnrollmentState } from '../../domain/eligibility.ts';
import type { Slot } from '../../domain/schedule.ts';
import { courseOf, type Learner, learnerSlot, openDate, placeOfLearner } from '../as-learner.ts';
import { type LastChange, undoableChange } from '../last-change.ts';

/** One lesson of a course, as it stands with this person in their present round. */
export type LessonStory = {
  slug: string;
  title: string;
  state: 'had' | 'next' | 'later' | 'passed';
  /** It comes before the others: asked for, or added by an operator. */
  owed: boolean;
  /** Left out by a skip or a jump. */
  skipped: boolean;
  /** When it was given: its receipt. */
  givenAt: Date | null;
  /** The mail it came in. */
  deliveryId: string | null;
};

export type CourseStory = {
  enrollmentId: string;
  slug: string;
  title: string;
  state: EnrollmentState;
  round: number;
  slot: Slot;
  askedAt: Date;
  pausedUntil: Date | null;
  lastSentAt: Date | null;
  /** The open date. */
  nextAt: Date | null;
  lessons: LessonStory[];
  /** Lessons of rounds before the present one. */
  earlier: { lessonSlug: string; round: number; createdAt: Date }[];
  /** What was changed last, if that was at the desk, while it can be undone; and what was said of it. */
  undo: { change: string; said: LastChange['said'] } | null;
};

export async function storyOf(tx: Tx, learner: Learner, now: Date): Promise<CourseStory> {
  const { id: enrollmentId, courseSlug, state, round, askedAt, pausedUntil, lastSentAt } = learner;
  const { course } = await courseOf(tx, learner);
  const place = await placeOfLearner(tx, learner, course);
  const receipts = await tx.receipt.findMany({
    where: { enrollmentId },
    orderBy: [{ round: 'asc' }, { createdAt: 'asc' }],
    select: { lessonSlug: true, round: true, createdAt: true, deliveryId: true },
  });
  const givenAt = new Map(receipts.map(({ deliveryId, createdAt }) => [deliveryId, createdAt]));
  const change = await undoableChange(tx, learner, now, 'desk');
  const isOurs = change !== null && (await deskMadeChange(tx, learner, change.id));
  return {
    ...{ enrollmentId, slug: courseSlug, title: course.title, state, round, slot: learnerSlot(learner) },
    ...{ askedAt, pausedUntil, lastSentAt, nextAt: openDate(learner)?.dueAt ?? null },
    lessons: course.lessons.map(({ slug, title }): LessonStory => {
      const deliveryId = place.had.get(slug) ?? null;
      const comes = place.comes.indexOf(slug);
      const lessonState = deliveryId !== null ? 'had' : comes === 0 ? 'next' : comes > 0 ? 'later' : 'passed';
      return {
        ...{ slug, title, state: lessonState, deliveryId },
        owed: place.owed.includes(slug),
        skipped: place.passedOver.has(slug),
        givenAt: deliveryId === null ? null : (givenAt.get(deliveryId) ?? null),
      };
    }),
    earlier: receipts.filter((receipt) => receipt.round !== round).map(({ deliveryId: _, ...rest }) => rest),
    undo: isOurs ? { change: change.id, said: change.said } : null,
  };
}
