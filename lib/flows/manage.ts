import type { Tx } from '../db/client.ts';
import { progressOf } from '../db/lesson-progress.ts';
import type { Publication } from '../domain/publication.ts';
import {
  describeSlot,
  formatDay,
  formatWhen,
  localTime,
  nextDueAt,
  type Slot,
  shortDay,
  timeZones,
} from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, type Learner, learnerSlot, occupiedDays, openDate, placeOfLearner } from './as-learner.ts';
import { noted } from './lesson.ts';
import { pauseEnd } from './pause.ts';
import { whyNotNow } from './send-now.ts';
import { nextSlotFor } from './set-next-date.ts';

export type ManageLesson = {
  slug: string;
  title: string;
  minutes: number;
  /** `passed` is behind the learner's place and was not sent: theirs to ask for. */
  state: 'had' | 'next' | 'later' | 'passed';
  sentOn: string | null;
  /** Of the web lesson, once it was given. */
  token: string | null;
  /** When it comes, as far as that is known. */
  when: string | null;
  /** Marked as read on its page, and how its question stands there; null while it has no answer. */
  read: boolean;
  check: 'right' | 'wrong' | null;
};

export type ManageView = {
  course: { slug: string; title: string; total: number };
  round: number;
  name: string | null;
  state: 'active' | 'paused' | 'left' | 'completed';
  /** All mail was stopped, not only this course. */
  everythingStopped: boolean;
  /** False for an address that mail came back from. */
  canMail: boolean;
  had: number;
  lessons: ManageLesson[];
  /** `title` is null when the closing mail comes next. */
  next: { title: string | null; when: string; whenIso: string } | null;
  pausedUntil: string | null;
  slot: Slot;
  slotText: string;
  timeZones: string[];
  localNow: string;
  pauseChoices: { weeks: 1 | 2 | 4; back: string }[];
  /** When the next lesson would come if the learner resumed now. */
  resumeNextWhen: string | null;
  sendNow: { allowed: boolean; why: string | null };
};

/**
 * The learner's page: where I am, what comes when, what I can change. Looking changes nothing. Everything is read from
 * one snapshot: between two, a lesson may have left, and its date would stand beside the next one's title.
 */
export async function manageView(runtime: Runtime, token: string): Promise<ManageView | null> {
  const id = runtime.tokens.verify(token, 'manage');
  if (id === null) return null;
  return runtime.db.$transaction((tx) => viewOf(runtime, tx, id), { isolationLevel: 'RepeatableRead' });
}

async function viewOf(runtime: Runtime, db: Tx, id: string): Promise<ManageView | null> {
  const learner = await db.enrollment.findUnique({
    where: { id },
    include: {
      subscriber: true,
      deliveries: { where: { state: { in: ['scheduled', 'batched', 'unknown'] }, priority: 1 } },
    },
  });
  if (!learner) return null;
  const publication = await courseOf(db, learner);
  const now = await runtime.now(db);
  const slot = learnerSlot(learner);
  const { timeZone } = slot;
  // What was asked for just now is on its way, and has no date to speak of.
  const date = openDate(learner);
  const open = date?.requested ? null : date;
  const taken = await occupiedDays(db, learner);
  const addressHash = runtime.hashAddress(learner.subscriber.addressKey);
  const nextAt = date?.dueAt ?? learner.pausedUntil;
  const isOnItsWay = date?.requested ?? false;
  const lessons = await lessonsOf(runtime, db, learner, publication, { nextAt, isOnItsWay, taken });
  const next = lessons.find(({ state }) => state === 'next');
  const why = learner.state === 'active' ? await whyNotNow(db, learner, now) : null;

  return {
    course: { slug: learner.courseSlug, title: publication.course.title, total: lessons.length },
    round: learner.round,
    name: learner.subscriber.name,
    state: learner.state,
    everythingStopped: learner.subscriber.standing === 'departed',
    canMail: (await db.suppression.findUnique({ where: { addressHash } })) === null,
    had: lessons.filter(({ state }) => state === 'had').length,
    lessons,
    next: open && {
      title: next?.title ?? null,
      when: formatWhen(open.dueAt, timeZone),
      whenIso: open.dueAt.toISOString(),
    },
    pausedUntil: learner.pausedUntil && formatWhen(learner.pausedUntil, timeZone),
    slot,
    slotText: describeSlot(slot),
    timeZones: timeZones(),
    localNow: localTime(now, timeZone),
    pauseChoices: ([1, 2, 4] as const).map((weeks) => ({
      weeks,
      back: shortDay(pauseEnd(learner, { now, weeks, taken }), timeZone),
    })),
    resumeNextWhen:
      learner.state === 'paused' ? formatWhen(await nextSlotFor(db, learner, now), timeZone) : null,
    sendNow: { allowed: learner.state === 'active' && why === null, why },
  };
}

/**
 * The course's list with this learner's marks. Dates after the next one are what the slot will give. What comes stands in
 * the order in which it comes: lessons owed are before all that are ahead.
 */
async function lessonsOf(
  runtime: Runtime,
  db: Tx,
  learner: Learner,
  publication: Publication,
  dates: { nextAt: Date | null; isOnItsWay: boolean; taken: readonly Date[] },
): Promise<ManageLesson[]> {
  const { had, comes } = await placeOfLearner(db, learner, publication.course);
  const sent = await db.delivery.findMany({
    where: { id: { in: [...had.values()] } },
    select: { id: true, sentAt: true },
  });
  const sentAt = new Map(sent.map((delivery) => [delivery.id, delivery.sentAt]));
  const slot = learnerSlot(learner);
  let comesAt: Date | null = null;
  const progress = await progressOf(db, learner, publication.course.lessons);
  return publication.course.lessons.map((lesson) => {
    const { slug, title, minutes } = lesson;
    const deliveryId = had.get(slug);
    const at = deliveryId === undefined ? null : (sentAt.get(deliveryId) ?? null);
    const { read, right } = noted(lesson, progress.get(slug));
    const check = right === null ? null : right ? 'right' : 'wrong';
    const base = { slug, title, minutes, read, check, sentOn: at && formatDay(at, slot.timeZone) } as const;
    if (deliveryId !== undefined)
      return { ...base, state: 'had', token: runtime.tokens.sign('lesson', deliveryId), when: null };
    if (!comes.includes(slug)) return { ...base, state: 'passed', token: null, when: null };
    if (slug === comes[0]) {
      comesAt = dates.nextAt;
      const when = dates.isOnItsWay || comesAt === null ? null : formatWhen(comesAt, slot.timeZone);
      return { ...base, state: 'next', token: null, when };
    }
    comesAt = comesAt && nextDueAt(slot, { now: comesAt, lastSentAt: comesAt, occupied: dates.taken });
    return { ...base, state: 'later', token: null, when: comesAt && formatDay(comesAt, slot.timeZone) };
  });
}
