import type { DeliveryKind } from '../domain/delivery.ts';
import { groupBy } from '../domain/group-by.ts';
import { slugToday } from '../domain/lesson-names.ts';
import type { Tx } from './client.ts';
import { livePublication } from './publications.ts';

/** All that is held of one person, as the page shows it and the download says it. See `docs/your-data.md`. */
export type PersonData = Awaited<ReturnType<typeof readPerson>>;

/**
 * Reads all of it. `lib/db/erase-person.ts` deletes the same.
 * @param now course time
 */
export async function readPerson(tx: Tx, addressKey: string, addressHash: string, now: Date) {
  const person = await tx.subscriber.findUnique({
    where: { addressKey },
    select: {
      id: true,
      address: true,
      name: true,
      timeZone: true,
      standing: true,
      createdAt: true,
      changedAt: true,
    },
  });
  const subscriberId = person?.id ?? null;
  return {
    format: 'lettercourse/person/1' as const,
    readAt: now,
    person: person && withoutId(person),
    suppression: await tx.suppression.findUnique({
      where: { addressHash },
      select: { reason: true, createdAt: true },
    }),
    consents: subscriberId === null ? [] : await consentsOf(tx, subscriberId),
    reasons: subscriberId === null ? [] : await reasonsOf(tx, subscriberId),
    signUps: await signUpsOf(tx, addressKey, subscriberId),
    courses: subscriberId === null ? [] : await coursesOf(tx, subscriberId),
    mails: await mailsOf(tx, addressKey, subscriberId),
    addressChanges: await addressChangesOf(tx, addressKey, subscriberId),
    askedLately: await askedLately(tx, addressHash),
  };
}

function withoutId<Row extends { id: string }>({ id: _, ...rest }: Row): Omit<Row, 'id'> {
  return rest;
}

export function consentsOf(tx: Tx, subscriberId: string) {
  return tx.consent.findMany({
    where: { subscriberId },
    orderBy: { recordedAt: 'asc' },
    select: {
      ...{ scope: true, action: true, wording: true, wordingVersion: true },
      ...{ source: true, network: true, at: true, recordedAt: true },
    },
  });
}

export function reasonsOf(tx: Tx, subscriberId: string) {
  return tx.leaveReason.findMany({
    where: { subscriberId },
    orderBy: { at: 'asc' },
    select: { scope: true, choice: true, text: true, at: true },
  });
}

export function signUpsOf(tx: Tx, addressKey: string, subscriberId: string | null) {
  return tx.signUp.findMany({
    where: { OR: [{ addressKey, subscriberId: null }, ...(subscriberId === null ? [] : [{ subscriberId }])] },
    orderBy: { createdAt: 'asc' },
    select: {
      ...{ address: true, courseSlug: true, source: true, network: true, name: true, timeZone: true },
      ...{ requestedAt: true, expiresAt: true, confirmedAt: true, supersededAt: true },
      ...{ resends: true, mailedAt: true, createdAt: true },
    },
  });
}

/** Their own, and what was asked of this address. */
export function addressChangesOf(tx: Tx, addressKey: string, subscriberId: string | null) {
  return tx.addressChange.findMany({
    where: { OR: [{ addressKey }, ...(subscriberId === null ? [] : [{ subscriberId }])] },
    orderBy: { requestedAt: 'asc' },
    select: {
      ...{ address: true, requestedAt: true, expiresAt: true, oldConfirmedAt: true },
      ...{ newConfirmedAt: true, doneAt: true, endedAt: true },
    },
  });
}

async function coursesOf(tx: Tx, subscriberId: string) {
  const enrollments = await tx.enrollment.findMany({
    where: { subscriberId },
    orderBy: { askedAt: 'asc' },
    include: {
      receipts: { orderBy: { createdAt: 'asc' }, include: { progress: true } },
      owed: { orderBy: { createdAt: 'asc' } },
      passedOver: { orderBy: { createdAt: 'asc' } },
      lastChange: { select: { said: true, before: true, after: true, at: true } },
      deliveries: { where: { state: 'sent' }, select: { id: true, sentAt: true } },
    },
  });
  // One after the other: a transaction has one connection.
  const courses = [];
  for (const { id: _id, subscriberId: _person, deliveries, ...rest } of enrollments) {
    const { receipts, owed, passedOver, ...enrollment } = rest;
    const titleOf = await titlesIn(tx, enrollment.courseSlug);
    const sentAt = new Map(deliveries.map((delivery) => [delivery.id, delivery.sentAt]));
    courses.push({
      ...enrollment,
      title: titleOf.course,
      lessons: receipts.map(({ lessonSlug, round, deliveryId, createdAt, progress }) => ({
        ...{ lessonSlug, title: titleOf.lesson(lessonSlug), round, givenAt: createdAt },
        sentAt: sentAt.get(deliveryId) ?? null,
        readAt: progress?.readAt ?? null,
        answer: progress?.answer ?? null,
        answeredAt: progress?.answeredAt ?? null,
      })),
      toCome: owed.map(({ lessonSlug, round, askedBy, createdAt }) => ({
        ...{ lessonSlug, title: titleOf.lesson(lessonSlug), round, askedBy, askedAt: createdAt },
      })),
      leftOut: passedOver.map(({ lessonSlug, round, createdAt }) => ({
        ...{ lessonSlug, title: titleOf.lesson(lessonSlug), round, at: createdAt },
      })),
    });
  }
  return courses;
}

/** By the names that things have today; what is not published any more keeps its slug. */
async function titlesIn(tx: Tx, courseSlug: string) {
  const course = (await livePublication(tx, courseSlug))?.course;
  const today = slugToday(course?.lessons ?? []);
  return {
    course: course?.title ?? courseSlug,
    lesson: (slug: string) => course?.lessons.find((lesson) => lesson.slug === today(slug))?.title ?? slug,
  };
}

/**
 * What was asked of the address somebody wants to move to belongs to that address: what it says, or that it was not
 * sent, would tell whether the address is known here.
 */
async function mailsOf(tx: Tx, addressKey: string, subscriberId: string | null) {
  const asksNew: DeliveryKind[] = ['new_address', 'taken_address'];
  const asked = await tx.addressChange.findMany({ where: { addressKey }, select: { id: true } });
  const ofAddress = { kind: { in: asksNew }, addressChangeId: { in: asked.map(({ id }) => id) } };
  const deliveries = await tx.delivery.findMany({
    where: {
      OR: [ofAddress, ...(subscriberId === null ? [] : [{ subscriberId, kind: { notIn: asksNew } }])],
    },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    include: { enrollment: { select: { courseSlug: true } } },
  });
  const editions = await tx.edition.findMany({
    where: { hash: { in: deliveries.flatMap(({ editionHash }) => editionHash ?? []) } },
    select: { hash: true, subject: true },
  });
  const subjects = new Map(editions.map(({ hash, subject }) => [hash, subject]));
  const events = await tx.providerEvent.findMany({
    where: { deliveryId: { in: deliveries.map(({ id }) => id) } },
    orderBy: { occurredAt: 'asc' },
    select: { deliveryId: true, type: true, detail: true, occurredAt: true },
  });
  const reports = groupBy(events, ({ deliveryId }) => deliveryId);
  return deliveries.map(({ id, kind, state, reason, enrollment, slots, editionHash, ...delivery }) => ({
    ...{ kind, state, reason },
    courseSlug: enrollment?.courseSlug ?? null,
    lessonSlug: delivery.lessonSlug,
    round: delivery.round,
    subject: subjects.get(editionHash ?? '') ?? null,
    words: slots,
    requested: delivery.requested,
    createdAt: delivery.createdAt,
    dueAt: delivery.dueAt,
    sentAt: delivery.sentAt,
    providerId: delivery.providerId,
    reported: {
      deliveredAt: delivery.deliveredAt,
      delayedAt: delivery.delayedAt,
      softBouncedAt: delivery.softBouncedAt,
      bouncedAt: delivery.bouncedAt,
      complainedAt: delivery.complainedAt,
      failedAt: delivery.failedAt,
    },
    reports: (reports.get(id) ?? []).map(({ deliveryId: _, ...report }) => report),
  }));
}

/** The counts against misuse: how often this address was used for what, as far back as they look. */
async function askedLately(tx: Tx, addressHash: string) {
  const prefix = `address/${addressHash}/`;
  const rows = await tx.limit.findMany({ where: { key: { startsWith: prefix } }, orderBy: { key: 'asc' } });
  return rows.map(({ key, hits }) => ({ limit: key.slice(prefix.length), at: hits }));
}
