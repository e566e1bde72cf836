import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import { occupy, readOccupied, takenDays } from '../db/occupied.ts';
import { skip } from '../db/skip.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import { MINIMUM_GAP_HOURS, nextDueAt } from '../domain/schedule.ts';
import { beginWaiting } from './begin-waiting.ts';
import { slotOf } from './one-a-day.ts';

const HOUR_MS = 3_600_000;

/** Course time: when the mail was accepted, and now. The two differ for what was found out later. */
type Accepted = { now: Date; sentAt: Date };

/**
 * What follows from a lesson that has left: the learner's next date, the one the mail promised; from a closing mail:
 * the end of the course, and the beginning of one that waits for it. Only for those still learning; whoever paused or left in the meantime gets no date, though
 * the gap counts from this lesson when they come back.
 */
export async function continueCourses(
  tx: Tx,
  members: readonly Member[],
  { now, sentAt }: Accepted,
): Promise<void> {
  const present = members.filter(
    ({ enrollmentId, round, enrollmentRound }) => enrollmentId !== null && round === enrollmentRound,
  );
  const lessons = present.filter(({ kind }) => kind === 'lesson');
  await tx.enrollment.updateMany({
    where: { id: { in: enrollmentsOf(lessons) } },
    data: { lastSentAt: sentAt },
  });

  const learning = lessons.filter(({ enrollmentState }) => enrollmentState === 'active');
  const dates = await nextDates(tx, learning, { now, sentAt });
  // A date that is there already was made by the learner, after this mail was planned: theirs counts, if it keeps the gap.
  const { count } = await tx.delivery.createMany({
    data: learning.map(({ id, subscriberId, enrollmentId }) => ({
      kind: 'lesson' as const,
      intent: intentOf.next(enrollmentId ?? ''),
      priority: priorityOf('lesson'),
      subscriberId,
      enrollmentId,
      dueAt: dates.get(id) ?? now,
      createdAt: now,
    })),
    skipDuplicates: true,
  });
  if (count < learning.length) await keepGap(tx, learning, { now, sentAt });

  const over = present.filter(({ kind }) => kind === 'completion');
  const finished = enrollmentsOf(over);
  await tx.enrollment.updateMany({
    where: { id: { in: finished }, state: { in: ['active', 'paused'] } },
    data: { state: 'completed', pausedUntil: null, changedAt: new Date() },
  });
  // Whoever resumed while the closing mail was leaving has a date for nothing.
  const idle = await tx.delivery.findMany({
    where: { enrollmentId: { in: finished }, state: 'scheduled', priority: priorityOf('lesson') },
    select: { id: true },
  });
  await skip(
    tx,
    idle.map(({ id }) => ({ id, reason: 'completed' as const })),
  );
  await beginWaiting(
    tx,
    over.map(({ subscriberId }) => subscriberId),
    now,
  );
}

/** Dates that learners made while their lesson was leaving counted the gap from then; it may have left later. */
async function keepGap(tx: Tx, members: readonly Member[], { now, sentAt }: Accepted): Promise<void> {
  const subscriberIds = members.map(({ subscriberId }) => subscriberId);
  const occupied = await readOccupied(tx, subscriberIds);
  for (const member of members) {
    const { enrollmentId } = member;
    const dueAt = nextDueAt(slotOf(member), {
      now,
      lastSentAt: sentAt,
      occupied: takenDays(occupied, member),
    });
    await tx.delivery.updateMany({
      where: {
        intent: intentOf.next(enrollmentId ?? ''),
        state: 'scheduled',
        requested: false,
        dueAt: { lt: gapEnd(member, sentAt) },
      },
      data: { dueAt },
    });
  }
}

/** By delivery: the promised date, unless the mail left or was found so late that keeping it would break the gap, or is past. */
async function nextDates(
  tx: Tx,
  members: readonly Member[],
  { now, sentAt }: Accepted,
): Promise<Map<string, Date>> {
  const dates = new Map<string, Date>();
  const late: Member[] = [];
  for (const member of members) {
    const earliest = Math.max(gapEnd(member, sentAt).getTime(), now.getTime());
    if (member.nextDueAt && member.nextDueAt.getTime() >= earliest) dates.set(member.id, member.nextDueAt);
    else late.push(member);
  }
  if (late.length === 0) return dates;
  const occupied = new Map(
    await readOccupied(
      tx,
      late.map(({ subscriberId }) => subscriberId),
    ),
  );
  // What others of the batch keep is promised as well, and stands in no row yet.
  for (const member of members) {
    const kept = dates.get(member.id);
    if (kept) occupy(occupied, member, [kept]);
  }
  for (const member of late) {
    const date = nextDueAt(slotOf(member), {
      now,
      lastSentAt: sentAt,
      occupied: takenDays(occupied, member),
    });
    dates.set(member.id, date);
    occupy(occupied, member, [date]);
  }
  return dates;
}

function gapEnd(member: Member, sentAt: Date): Date {
  return new Date(sentAt.getTime() + MINIMUM_GAP_HOURS[slotOf(member).pace] * HOUR_MS);
}

function enrollmentsOf(members: readonly Member[]): string[] {
  return members.flatMap(({ enrollmentId }) => enrollmentId ?? []);
}
