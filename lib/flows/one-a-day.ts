import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import { isStep } from '../domain/delivery.ts';
import { formatDay, nextDueAt, type Slot } from '../domain/schedule.ts';

/**
 * At most one unrequested lesson per person and local day. Dates are written so that no two courses promise the same
 * day; but what is late (an outage, a slow queue) may come to a day that is taken. It has missed its promise already,
 * so it moves on to its next free slot; a lesson on its own day keeps it.
 * @param taken days that the person's other courses have taken
 * @returns the date it was put off to, which takes that day, or null when it keeps its own
 */
export async function putOffIfDayIsTaken(
  tx: Tx,
  member: Member,
  taken: readonly Date[],
  now: Date,
): Promise<Date | null> {
  if (!isUnrequested(member)) return null;
  const today = formatDay(now, member.timeZone);
  const isLate = formatDay(member.dueAt, member.timeZone) !== today;
  if (!isLate || !taken.some((at) => formatDay(at, member.timeZone) === today)) return null;
  const dueAt = nextDueAt(slotOf(member), { now, lastSentAt: member.lastSentAt, occupied: taken });
  await tx.delivery.update({ where: { id: member.id }, data: { dueAt } });
  return dueAt;
}

/** A lesson or closing mail that comes by itself, not because somebody pressed a button just now. */
export function isUnrequested({ requested, kind }: Member): boolean {
  return !requested && isStep(kind);
}

/** The learner's slot. @throws for a delivery without an enrollment */
export function slotOf(member: Member): Slot {
  const { pace, weekdays, hour, timeZone } = member;
  if (pace === null || weekdays === null || hour === null) throw new Error('a slot without an enrollment');
  return { pace, weekdays, hour, timeZone };
}
