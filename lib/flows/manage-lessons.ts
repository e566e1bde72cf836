import type { Tx } from '../db/client.ts';
import { progressOf } from '../db/lesson-progress.ts';
import type { Course } from '../domain/course.ts';
import type { Foreseen } from '../domain/forecast.ts';
import type { Place } from '../domain/place.ts';
import { formatDay, formatWhen } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { type Learner, learnerSlot } from './as-learner.ts';
import { noted } from './lesson.ts';

export type ManageLesson = {
  slug: string;
  title: string;
  minutes: number;
  /** `passed` is behind the learner's place and was not sent: theirs to ask for. */
  state: 'had' | 'next' | 'later' | 'passed';
  /** It was passed, and comes all the same: asked for, or added by the operator. */
  owed: boolean;
  /** The learner left it out. */
  skipped: boolean;
  sentOn: string | null;
  /** Of the web lesson, once it was given. */
  token: string | null;
  /** When it comes, as far as that is known. */
  when: string | null;
  /** Marked as read on its page, and how its question stands there; null while it has no answer. */
  read: boolean;
  check: 'right' | 'wrong' | null;
};

/**
 * The course's list with this learner's marks.
 * @param dates when each comes
 * @param isOnItsWay the next one was asked for just now, and has no date to speak of
 */
export async function manageLessons(
  { tokens }: Runtime,
  db: Tx,
  { learner, course, place }: { learner: Learner; course: Course; place: Place },
  { dates, isOnItsWay }: { dates: readonly Foreseen[]; isOnItsWay: boolean },
): Promise<ManageLesson[]> {
  const { had, comes, owed, passedOver } = place;
  const sent = await db.delivery.findMany({
    where: { id: { in: [...had.values()] } },
    select: { id: true, sentAt: true },
  });
  const sentAt = new Map(sent.map((delivery) => [delivery.id, delivery.sentAt]));
  const slot = learnerSlot(learner);
  const comesAt = new Map(dates.map(({ slug, at: date }) => [slug, date]));
  const progress = await progressOf(db, learner, course.lessons);
  return course.lessons.map((lesson) => {
    const { slug, title, minutes } = lesson;
    const deliveryId = had.get(slug);
    const at = deliveryId === undefined ? null : (sentAt.get(deliveryId) ?? null);
    const { read, right } = noted(lesson, progress.get(slug));
    const check = right === null ? null : right ? 'right' : 'wrong';
    const sentOn = at && formatDay(at, slot.timeZone);
    const wish = { owed: owed.includes(slug), skipped: passedOver.has(slug) };
    const base = { slug, title, minutes, read, check, sentOn, ...wish } as const;
    if (deliveryId !== undefined)
      return { ...base, state: 'had', token: tokens.sign('lesson', deliveryId), when: null };
    if (!comes.includes(slug)) return { ...base, state: 'passed', token: null, when: null };
    const date = comesAt.get(slug);
    if (slug !== comes[0])
      return { ...base, state: 'later', token: null, when: date ? formatDay(date, slot.timeZone) : null };
    const when = date && !isOnItsWay ? formatWhen(date, slot.timeZone) : null;
    return { ...base, state: 'next', token: null, when };
  });
}
