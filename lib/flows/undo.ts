import { isDeepStrictEqual } from 'node:util';
import type { Tx } from '../db/client.ts';
import { type CourseSituation, readSituation } from '../db/situation.ts';
import { skipScheduled } from '../db/skip.ts';
import { courseScope } from '../domain/consent.ts';
import { formatDay } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, type Decision, occupiedDays, readLearner } from './as-learner.ts';
import { beginWaiting } from './begin-waiting.ts';
import { undoableChange } from './last-change.ts';
import { recordConsent } from './record-consent.ts';
import type { Said } from './said.ts';
import { nextSlotFor, setNextDate } from './set-next-date.ts';

/**
 * Takes the last change of this course back: everything is as it was, the date too. Where it went through other courses of
 * the person (leaving everything, another time zone), they go back as well, unless something has happened to them since.
 * @param changeId the change that the page offered to undo
 */
export function undo(runtime: Runtime, token: string, changeId: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', undoing(changeId, 'own page'));
}

/** @param at where it is undone: an operator's own changes are theirs to undo, and are not seen by the learner's page */
export function undoing(changeId: string, at: 'own page' | 'desk'): Decision {
  return async (tx, learner, now) => {
    const change = await undoableChange(tx, learner, now, at);
    if (change?.id !== changeId) return { ok: false, problem: TOO_LATE };
    const { before, after } = change;
    const { id, subscriberId } = learner;
    const present = await readSituation(tx, subscriberId);
    const { standing, timeZone } = before;
    await tx.subscriber.update({ where: { id: subscriberId }, data: { standing, timeZone } });
    for (const [enrollmentId, was] of Object.entries(before.courses)) {
      const [then, is] = [after.courses[enrollmentId], present.courses[enrollmentId]];
      const isThisOne = enrollmentId === id;
      if (isDeepStrictEqual(was, then) || !is || !(isThisOne || isDeepStrictEqual(then, is))) continue;
      await goBack(tx, { enrollmentId, was, is, now, source: SOURCES[at] });
    }
    await beginWaiting(tx, [subscriberId], now);
    return { ok: true, said: 'undone' };
  };
}

/** Written down with whatever consent comes back. */
const SOURCES = { 'own page': 'undo on the manage page', desk: 'undo at the desk' } as const;

const TOO_LATE =
  'This can’t be undone any more: ten minutes are over, or something has happened since. This page shows how things stand now.';

type Way = { enrollmentId: string; was: CourseSituation; is: CourseSituation; now: Date; source: string };

async function goBack(tx: Tx, { enrollmentId, was, is, now, source }: Way): Promise<void> {
  const { state, round, pace, weekdays, hour, pausedUntil, next, owed, passedOver } = was;
  await tx.enrollment.update({
    where: { id: enrollmentId },
    data: {
      ...{ state, round, pace, weekdays, hour, changedAt: new Date() },
      pausedUntil: pausedUntil && new Date(pausedUntil),
    },
  });
  const kept = { enrollmentId, round };
  await tx.owed.deleteMany({ where: kept });
  await tx.owed.createMany({ data: owed.map((one) => ({ ...kept, ...one })) });
  await tx.passedOver.deleteMany({ where: kept });
  await tx.passedOver.createMany({ data: passedOver.map((lessonSlug) => ({ ...kept, lessonSlug })) });

  for (const { id, nextDueAt } of was.leaving)
    await tx.delivery.updateMany({
      where: { id, state: { in: ['batched', 'unknown'] } },
      data: { nextDueAt: new Date(nextDueAt) },
    });

  const learner = await readLearner(tx, enrollmentId);
  if (next) {
    const dueAt = new Date(next.dueAt);
    const { timeZone } = learner.subscriber;
    const taken = (await occupiedDays(tx, learner)).map((at) => formatDay(at, timeZone));
    // A round that had begun keeps its lesson 1, and the gap counts from that; and another course may have taken the day.
    const isGone = is.receipts !== was.receipts || taken.includes(formatDay(dueAt, timeZone));
    await setNextDate(tx, learner, {
      dueAt: isGone ? await nextSlotFor(tx, learner, now) : dueAt,
      requested: next.requested && !isGone,
      now,
    });
  } else await skipScheduled(tx, enrollmentId, 'superseded');
  if (was.withdrawn !== is.withdrawn)
    await recordConsent(tx, {
      subscriberId: learner.subscriberId,
      scope: courseScope(learner.courseSlug),
      action: was.withdrawn ? 'withdrawn' : 'given',
      source,
      at: now,
    });
}
