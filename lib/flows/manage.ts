import type { Tx } from '../db/client.ts';
import { DATA_LINK_HOLDS_MS } from '../domain/data-link.ts';
import type { EnrollmentState } from '../domain/eligibility.ts';
import { maskAddress } from '../domain/masked-address.ts';
import {
  describeSlot,
  formatDay,
  formatWhen,
  localTime,
  pauseDays,
  type Slot,
  shortDay,
} from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { courseOf, learnerSlot, occupiedDays, openDate, placeOfLearner, readLearners } from './as-learner.ts';
import { calendarUrl } from './calendar.ts';
import { foreseeDates } from './foresee-dates.ts';
import { type Waits, waitsFor } from './in-line.ts';
import { type Undoable, undoableChange } from './last-change.ts';
import { mayAskWhy } from './leave-reason.ts';
import { type ManageLesson, manageLessons } from './manage-lessons.ts';
import { type OtherCourse, otherCoursesOf } from './other-courses.ts';
import { pauseEnd } from './pause.ts';
import { whyNotNow } from './send-now.ts';
import { nextSlotFor } from './set-next-date.ts';

export type ManageView = {
  course: { slug: string; title: string; total: number };
  round: number;
  name: string | null;
  state: EnrollmentState;
  /** All mail was stopped, not only this course. */
  everythingStopped: boolean;
  /** They have left, and may be asked why. */
  askWhy: boolean;
  /** False for an address that mail came back from. */
  canMail: boolean;
  /** As much of the address as its owner needs to know it by. */
  maskedAddress: string;
  /** A link to their data was sent, or is about to be, and still works. */
  hasDataLink: boolean;
  had: number;
  lessons: ManageLesson[];
  /** The slug of the passed lesson that was asked for last, while it is still to come. */
  lastAsked: string | null;
  /** `title` is null when the closing mail comes next. */
  next: { title: string | null; when: string; whenIso: string } | null;
  /** The day of the closing mail, as far as that is known. */
  closesOn: string | null;
  pausedUntil: string | null;
  /** What a course that has not begun waits for. */
  waits: Waits | null;
  /** What else this person takes or has taken. */
  others: OtherCourse[];
  slot: Slot;
  slotText: string;
  localNow: string;
  pauseChoices: { weeks: 1 | 2 | 4; back: string }[];
  /** The days a pause may be given to end at, as "2027-03-20". */
  pauseDays: { first: string; last: string };
  /** When the next lesson would come if the learner resumed now. */
  resumeNextWhen: string | null;
  /** The last change, while it can be undone. */
  undo: { id: string; said: Undoable } | null;
  sendNow: { allowed: boolean; why: string | null };
  /** The same dates, for calendar programs. */
  calendarUrl: string;
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
  const [learner] = await readLearners(db, { id });
  if (!learner) return null;
  const { course } = await courseOf(db, learner);
  const now = await runtime.now(db);
  const slot = learnerSlot(learner);
  const { timeZone } = slot;
  // What was asked for just now is on its way, and has no date to speak of.
  const date = openDate(learner);
  const open = date?.requested ? null : date;
  const taken = await occupiedDays(db, learner);
  const addressHash = runtime.hashAddress(learner.subscriber.addressKey);
  const isOnItsWay = date?.requested ?? false;
  const dates = await foreseeDates(runtime, db, learner, now);
  const closing = dates.find(({ slug }) => slug === null);
  const place = await placeOfLearner(db, learner, course);
  const lessons = await manageLessons(runtime, db, { learner, course, place }, { dates, isOnItsWay });
  const next = lessons.find(({ state }) => state === 'next');
  const change = await undoableChange(db, learner, now);
  const why = learner.state === 'active' ? await whyNotNow(db, learner, now) : null;

  return {
    course: { slug: learner.courseSlug, title: course.title, total: lessons.length },
    round: learner.round,
    name: learner.subscriber.name,
    state: learner.state,
    everythingStopped: learner.subscriber.standing === 'departed',
    askWhy: await mayAskWhy(db, learner),
    canMail: (await db.suppression.findUnique({ where: { addressHash } })) === null,
    maskedAddress: maskAddress(learner.subscriber.address),
    hasDataLink: (await openDataLink(db, learner, now)) !== null,
    had: lessons.filter(({ state }) => state === 'had').length,
    lessons,
    lastAsked: place.owed.at(-1) ?? null,
    next: open && {
      title: next?.title ?? null,
      when: formatWhen(open.dueAt, timeZone),
      whenIso: open.dueAt.toISOString(),
    },
    closesOn: closing ? formatDay(closing.at, timeZone) : null,
    pausedUntil: learner.pausedUntil && formatWhen(learner.pausedUntil, timeZone),
    waits: learner.state === 'waiting' ? await waitsFor(runtime, db, learner, slot, now) : null,
    others: await otherCoursesOf(runtime, db, learner),
    slot,
    slotText: describeSlot(slot),
    localNow: localTime(now, timeZone),
    pauseChoices: ([1, 2, 4] as const).map((weeks) => ({
      weeks,
      back: shortDay(pauseEnd(learner, { now, weeks, taken }), timeZone),
    })),
    pauseDays: pauseDays(timeZone, now),
    resumeNextWhen:
      learner.state === 'paused' ? formatWhen(await nextSlotFor(db, learner, now), timeZone) : null,
    undo: change && { id: change.id, said: change.said },
    sendNow: { allowed: learner.state === 'active' && why === null, why },
    calendarUrl: calendarUrl(runtime, id),
  };
}

function openDataLink(db: Tx, { subscriberId }: { subscriberId: string }, now: Date) {
  const since = new Date(now.getTime() - DATA_LINK_HOLDS_MS);
  return db.delivery.findFirst({
    where: { subscriberId, kind: 'data', state: { not: 'skipped' }, createdAt: { gt: since } },
    select: { id: true },
  });
}
