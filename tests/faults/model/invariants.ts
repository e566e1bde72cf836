import type { Slot } from '#lib/domain/schedule.ts';
import { localDay, wallClockInstant } from '#tests/domain/zone-oracle.ts';
import { COURSES } from './courses.ts';
import type { Person, Taking } from './people.ts';
import type { DeliveryRow, EnrollmentRow, Snapshot } from './snapshot.ts';
import type { World } from './world.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const REPORTED = ['deliveredAt', 'delayedAt', 'softBouncedAt', 'bouncedAt', 'complainedAt'] as const;
/** What can't be planned yet is looked at again after five minutes, off its slot. */
const HELD_MS = 6 * MINUTE_MS;
/** Windows of a day begin with their first mail: three before and two after it may fall into one. */
const CONFIRMATIONS_IN_ANY_DAY = 5;

/** Looks at everything and says, in words, what must never be and is. */
export async function whatIsWrong(world: World): Promise<string[]> {
  const before = world.seen;
  const now = await world.look();
  for (const person of world.people) rememberZone(person, now);
  const wrong = [
    ...world.history.violations,
    ...world.provider.changedBytes.map(() => 'a key came with other bytes than at first'),
    ...standings(world, now),
    ...openThings(now),
    ...ledger(world, now),
    ...receipts(world, before, now),
    ...onSlot(now),
    ...confirmations(now),
    ...reports(world, now),
  ];
  rememberOrders(world, now);
  return wrong;
}

/** Everybody stands where they said they would: nothing is confirmed, paused or left by itself. */
function standings({ people }: World, now: Snapshot): string[] {
  const nowMs = Date.parse(now.now);
  const wrong: string[] = [];
  for (const person of people) {
    const subscriber = now.subscribers.find(({ address }) => address === person.address);
    if ((subscriber?.standing === 'departed') !== person.departed)
      wrong.push(`${person.name} is ${subscriber?.standing}`);
    for (const course of COURSES) {
      const { state, untilMs } = person.takes[course];
      const row = now.enrollments.find(
        (one) => one.subscriberId === subscriber?.id && one.courseSlug === course,
      );
      if (!mayBe(state, untilMs !== null && untilMs <= nowMs).includes(row?.state))
        wrong.push(`${person.name}, ${state} in ${course}, is held to be ${row?.state}`);
    }
  }
  return wrong;
}

/** What the row may say of somebody who, by their own account, stands so. A course may be over; a pause may end. */
function mayBe(state: Taking['state'], isPauseOver: boolean): (EnrollmentRow['state'] | undefined)[] {
  switch (state) {
    case 'never asked':
      return [undefined];
    case 'waiting':
      return ['waiting', 'active', 'completed'];
    case 'learning':
      return ['active', 'completed'];
    case 'left':
      return ['left', 'completed'];
    case 'paused':
      return isPauseOver ? ['paused', 'active', 'completed'] : ['paused', 'completed'];
    default:
      return state satisfies never;
  }
}

/** Whoever learns has a date, or a lesson on its way: never none, never two of a kind. */
function openThings(now: Snapshot): string[] {
  const wrong: string[] = [];
  for (const { id, state, courseSlug } of now.enrollments) {
    const open = now.deliveries.filter((one) => one.enrollmentId === id && one.priority === 1);
    const dates = open.filter((one) => one.state === 'scheduled').length;
    const ahead = open.filter((one) => one.state === 'scheduled' && one.dueAt > now.now).length;
    const leaving = open.filter((one) => one.state === 'batched').length;
    if (dates > 1 || leaving > 1)
      wrong.push(`${dates} dates and ${leaving} lessons leaving, in ${courseSlug}`);
    if (state === 'active' && dates + leaving === 0) wrong.push(`a learner of ${courseSlug} has no date`);
    // What is due already is judged, and ended, by the next planning.
    if (state === 'waiting' && dates + leaving > 0) wrong.push(`${courseSlug} waits, and has a date`);
    if (state !== 'active' && ahead > 0) wrong.push(`a ${state} learner of ${courseSlug} has a date`);
  }
  return wrong;
}

/** What a living worker heard to be accepted is written down; what is written down was accepted. */
function ledger({ heard, provider, history }: World, now: Snapshot): string[] {
  const rows = new Map(now.deliveries.map((row) => [row.id, row]));
  const wrong: string[] = [];
  for (const [deliveryId, providerId] of heard) {
    const row = rows.get(deliveryId);
    if (row?.state !== 'sent' || (row.providerId !== providerId && !isTold(row.providerId)))
      wrong.push(`a ${row?.kind} was heard to be accepted, and is ${row?.state}`);
  }
  const ids = new Set(provider.accepted.map(({ id }) => id));
  for (const row of rows.values())
    if (row.state === 'sent' && !ids.has(row.providerId ?? '') && !isTold(row.providerId))
      wrong.push(`a ${row.kind} is sent that was never taken`);
  const open = new Map(now.batches.map((batch) => [batch.id, batch.state]));
  for (const { deliveryId, key } of history.taken) {
    const row = rows.get(deliveryId);
    if (row && (row.state === 'scheduled' || row.state === 'skipped' || row.state === 'failed'))
      wrong.push(
        `a ${row.kind} was taken, and is held to be ${row.state} (${row.reason ?? ''}; its batch: ${open.get(key)})`,
      );
  }
  return wrong;
}

/** The model's operator looks at what the provider has taken, and tells the truth. */
export function isTold(providerId: string | null): boolean {
  return providerId?.startsWith('told by the operator/') ?? false;
}

/** Receipts only grow, except for what was freed and never taken. */
function receipts({ history }: World, before: Snapshot, now: Snapshot): string[] {
  const keyOf = (one: { enrollmentId: string; round: number; lessonSlug: string }) =>
    `${one.enrollmentId}/${one.round}/${one.lessonSlug}`;
  const there = new Set(now.receipts.map(keyOf));
  const taken = new Set(
    history.taken.flatMap(({ enrollmentId, round, lessonSlug }) =>
      enrollmentId !== null && round !== null && lessonSlug !== null
        ? [keyOf({ enrollmentId, round, lessonSlug })]
        : [],
    ),
  );
  const rows = new Map(now.deliveries.map((row) => [row.id, row]));
  return before.receipts
    .filter((receipt) => !there.has(keyOf(receipt)))
    .flatMap((receipt) => {
      const row = rows.get(receipt.deliveryId);
      const isFree = row?.state === 'skipped' || row?.state === 'scheduled' || row?.state === 'batched';
      if (!isFree) return [`the receipt of ${receipt.lessonSlug} is gone, and its delivery ${row?.state}`];
      return taken.has(keyOf(receipt)) ? [`${receipt.lessonSlug} was taken, and its receipt is gone`] : [];
    });
}

/** A date ahead is a slot: the learner's weekday and hour, whatever summer time does. */
function onSlot(now: Snapshot): string[] {
  const ahead = (row: DeliveryRow) => Date.parse(row.dueAt) > Date.parse(now.now) + HELD_MS;
  return now.deliveries
    .filter((row) => row.state === 'scheduled' && row.priority === 1 && !row.requested && ahead(row))
    .flatMap((row) => {
      const slot = slotOf(now, row.enrollmentId);
      const dueAt = new Date(row.dueAt);
      return slot && isSlot(slot, dueAt) ? [] : [`${row.dueAt} is no slot of ${JSON.stringify(slot)}`];
    });
}

/** Judged a second way, not by the schedule itself. An hour that a spring gap moved may fall on the day after. */
function isSlot({ pace, weekdays, hour, timeZone }: Slot, at: Date): boolean {
  const today = Date.parse(localDay(timeZone, at));
  return [today, today - DAY_MS].some((day) => {
    const weekday = ((new Date(day).getUTCDay() + 6) % 7) + 1;
    const isDay = pace === 'daily' || weekdays.includes(weekday);
    return isDay && wallClockInstant(timeZone, day, hour) === at.getTime();
  });
}

function confirmations(now: Snapshot): string[] {
  const asked = now.deliveries.filter(({ kind }) => kind === 'confirmation');
  const crowded = asked.some((first) => {
    const from = Date.parse(first.createdAt);
    const within = asked.filter(({ subscriberId, createdAt }) => {
      const afterMs = Date.parse(createdAt) - from;
      return subscriberId === first.subscriberId && afterMs >= 0 && afterMs < DAY_MS;
    });
    return within.length > CONFIRMATIONS_IN_ANY_DAY;
  });
  return crowded ? ['more confirmations in a day than an address may get'] : [];
}

/** Each report is kept once, by its earliest time, in whatever order and however often it came. */
function reports({ webhooks, nowMs }: World, now: Snapshot): string[] {
  const wanted = new Map<string, number>();
  for (const { report, mail, courseMs } of webhooks.told) {
    const key = `${mail.deliveryId}/${report}`;
    wanted.set(key, Math.min(courseMs, wanted.get(key) ?? courseMs));
  }
  // The columns hold real time: what matters is how long ago.
  const realToCourseMs = nowMs() - Date.now();
  return now.deliveries.flatMap((row) =>
    REPORTED.flatMap((report) => {
      const held = row[report];
      const told = wanted.get(`${row.id}/${report}`);
      if (held === null || told === undefined)
        return held === null && told === undefined ? [] : [`${report} of a ${row.kind} is ${held}`];
      const apartMs = Math.abs(Date.parse(held) + realToCourseMs - told);
      return apartMs < MINUTE_MS
        ? []
        : [`${report} of a ${row.kind} is ${apartMs} ms from its earliest report`];
    }),
  );
}

function slotOf(now: Snapshot, enrollmentId: string | null): Slot | null {
  const row: EnrollmentRow | undefined = now.enrollments.find(({ id }) => id === enrollmentId);
  const timeZone = now.subscribers.find(({ id }) => id === row?.subscriberId)?.timeZone;
  return row && timeZone !== undefined ? { ...row, timeZone } : null;
}

/** The zone is theirs to say until they confirm, and afterwards on their page: the row is what they see. */
function rememberZone(person: Person, now: Snapshot): void {
  person.zone = now.subscribers.find(({ address }) => address === person.address)?.timeZone ?? person.zone;
}

/** A lesson on its way was chosen from the order that is live now: nothing else happened in between. */
function rememberOrders({ history, courses, people }: World, now: Snapshot): void {
  const { plannedUnder } = history;
  const leaving = now.deliveries.filter(({ state, priority }) => state === 'batched' && priority === 1);
  const keys = new Set(leaving.map(({ id, lessonSlug }) => `${id}/${lessonSlug}`));
  for (const key of plannedUnder.keys()) if (!keys.has(key)) plannedUnder.delete(key);
  for (const { id, lessonSlug, enrollmentId, subscriberId } of leaving) {
    const course = COURSES.find(
      (one) => one === now.enrollments.find((row) => row.id === enrollmentId)?.courseSlug,
    );
    const key = `${id}/${lessonSlug}`;
    const address = now.subscribers.find((row) => row.id === subscriberId)?.address;
    const taking = course && people.find((one) => one.address === address)?.takes[course];
    if (!taking || plannedUnder.has(key)) continue;
    const [skipped, wanted] = [new Set(taking.skipped), new Set(taking.wanted)];
    plannedUnder.set(key, { order: courses.order(course), skipped, wanted });
  }
}
