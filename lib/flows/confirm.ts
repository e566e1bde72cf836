import { type Tx, transaction } from '../db/client.ts';
import { readOccupied, takenDays } from '../db/occupied.ts';
import { livePublication } from '../db/publications.ts';
import { courseScope } from '../domain/consent.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import type { EnrollmentState } from '../domain/eligibility.ts';
import { describeSlot, formatWhen, nextDueAt, type Slot } from '../domain/schedule.ts';
import type { Runtime } from '../runtime.ts';
import { learnerSlot } from './as-learner.ts';
import { courseSlot } from './choose-mail.ts';
import { coursesAhead, type Waits, waitsFor } from './in-line.ts';
import { recordConsent } from './record-consent.ts';
import { type SignUpResult, signUp as signUpAgain } from './sign-up.ts';

type CourseName = { slug: string; title: string };

export type ConfirmView =
  | {
      state: 'open';
      course: CourseName;
      lesson: { title: string; minutes: number };
      slot: string;
      timeZone: string;
      /** For whoever takes a course already: what this one waits for by default, or when lesson 2 comes if it does not. */
      choice: (Waits & { secondWhen: string }) | null;
    }
  /** `lessonToken` is null until lesson 1 has left; `nextWhen` while no date is known or none will come. */
  | {
      state: 'confirmed';
      course: CourseName;
      /** How the course stands by now. */
      learning: EnrollmentState;
      manageToken: string;
      lessonToken: string | null;
      nextWhen: string | null;
      /** What a course that has not begun waits for. */
      waits: Waits | null;
    }
  | { state: 'expired' | 'superseded'; course: CourseName }
  | { state: 'unknown' };

/** What a confirmation link leads to. Looking changes nothing. */
export async function confirmView(runtime: Runtime, token: string): Promise<ConfirmView> {
  const id = runtime.tokens.verify(token, 'confirm');
  const signUp = id === null ? null : await runtime.db.signUp.findUnique({ where: { id } });
  const publication = signUp && (await livePublication(runtime.db, signUp.courseSlug));
  const [lesson] = publication?.course.lessons ?? [];
  if (!signUp || !publication || !lesson) return { state: 'unknown' };
  const course = { slug: signUp.courseSlug, title: publication.course.title };
  const enrolled = await enrolledView(runtime, signUp, course);
  if (enrolled) return enrolled;
  if (signUp.supersededAt) return { state: 'superseded', course };
  if (signUp.expiresAt <= (await runtime.now())) return { state: 'expired', course };
  const slot = await courseSlot(runtime.db, publication, signUp.timeZone);
  return {
    state: 'open',
    course,
    lesson: { title: lesson.title, minutes: lesson.minutes },
    slot: describeSlot(slot),
    timeZone: signUp.timeZone,
    choice: await runtime.db.$transaction((tx) => choiceOf(runtime, tx, signUp, slot)),
  };
}

async function choiceOf(
  runtime: Runtime,
  tx: Tx,
  { subscriberId, requestedAt }: { subscriberId: string | null; requestedAt: Date },
  slot: Slot,
) {
  if (subscriberId === null) return null;
  const now = await runtime.now(tx);
  const waits = await waitsFor(runtime, tx, { id: null, subscriberId, askedAt: requestedAt }, slot, now);
  if (!waits) return null;
  const occupied = takenDays(await readOccupied(tx, [subscriberId]), { subscriberId, enrollmentId: null });
  const second = nextDueAt(slot, { now, lastSentAt: now, occupied });
  return { ...waits, secondWhen: formatWhen(second, slot.timeZone) };
}

/** When a second course begins: after what its learner takes already, or beside it, at once. */
export type Begin = 'after' | 'now';

/**
 * The button on the confirmation page. Records the consent, enrolls, and schedules lesson 1 for now; a second course waits
 * for the first, unless it is to begin now. Pressing twice answers the same and does nothing more.
 */
export async function confirm(
  runtime: Runtime,
  token: string,
  { network, begin = 'after' }: { network: string | null; begin?: Begin },
): Promise<ConfirmView> {
  const id = runtime.tokens.verify(token, 'confirm');
  if (id !== null) await transaction(runtime.db, (tx) => confirmOnce(runtime, tx, id, { network, begin }));
  return confirmView(runtime, token);
}

async function confirmOnce(
  runtime: Runtime,
  tx: Tx,
  signUpId: string,
  { network, begin }: { network: string | null; begin: Begin },
): Promise<void> {
  await tx.$queryRaw`SELECT "id"::text FROM "SignUp" WHERE "id" = ${signUpId}::uuid FOR UPDATE`;
  const signUp = await tx.signUp.findUnique({ where: { id: signUpId }, include: { subscriber: true } });
  const now = await runtime.now(tx);
  if (!signUp?.subscriber || signUp.confirmedAt || signUp.supersededAt || signUp.expiresAt <= now) return;
  const publication = await livePublication(tx, signUp.courseSlug);
  if (!publication) return;

  const { courseSlug, name, source } = signUp;
  const { id: subscriberId, timeZone } = signUp.subscriber;
  await tx.subscriber.update({
    where: { id: subscriberId },
    data: { standing: 'confirmed', changedAt: new Date(), ...(name === null ? {} : { name }) },
  });
  await tx.signUp.update({ where: { id: signUpId }, data: { confirmedAt: now } });
  await recordConsent(tx, {
    subscriberId,
    scope: courseScope(courseSlug),
    action: 'given',
    source,
    network,
    at: now,
  });
  const { weekdays, hour, pace } = await courseSlot(tx, publication, timeZone);
  const askedAt = signUp.requestedAt;
  const waits = begin === 'after' && (await coursesAhead(tx, { id: null, subscriberId, askedAt })).length > 0;
  const state = waits ? 'waiting' : 'active';
  const { count } = await tx.enrollment.createMany({
    data: [{ subscriberId, courseSlug, state, pace, weekdays, hour, askedAt }],
    skipDuplicates: true,
  });
  // Already learning: an older link, confirmed late, changes nothing about the place.
  if (count === 0 || waits) return;
  const enrollment = await tx.enrollment.findUniqueOrThrow({
    where: { subscriberId_courseSlug: { subscriberId, courseSlug } },
  });
  await tx.delivery.create({
    data: {
      kind: 'lesson',
      intent: intentOf.next(enrollment.id),
      priority: priorityOf('lesson'),
      subscriberId,
      enrollmentId: enrollment.id,
      requested: true,
      dueAt: now,
      createdAt: now,
    },
  });
  await runtime.queue.wakePlan(tx);
}

/** From an expired or superseded link: a new one to the same address. */
export async function renewConfirmation(
  runtime: Runtime,
  token: string,
): Promise<SignUpResult | { ok: false; message: string }> {
  const id = runtime.tokens.verify(token, 'confirm');
  const old = id === null ? null : await runtime.db.signUp.findUnique({ where: { id } });
  if (!old) return { ok: false, message: 'This link is not known any more. Please sign up again.' };
  const { address: email, courseSlug: course, timeZone, name, source, network } = old;
  return signUpAgain(runtime, { email, course, timeZone, name, source, network });
}

/** Whoever is in the course is told how it stands, whichever of their links it was. */
async function enrolledView(
  runtime: Runtime,
  { subscriberId, courseSlug }: { subscriberId: string | null; courseSlug: string },
  course: CourseName,
): Promise<ConfirmView | null> {
  if (subscriberId === null) return null;
  const { db, tokens } = runtime;
  const enrollment = await db.enrollment.findUnique({
    where: { subscriberId_courseSlug: { subscriberId, courseSlug } },
    include: { subscriber: true, deliveries: { where: { priority: 1 }, orderBy: { createdAt: 'asc' } } },
  });
  if (!enrollment) return null;
  const first = enrollment.deliveries.find(({ kind, state }) => kind === 'lesson' && state === 'sent');
  const open = enrollment.deliveries.find(({ state, requested }) => state === 'scheduled' && !requested);
  return {
    state: 'confirmed',
    course,
    learning: enrollment.state,
    manageToken: tokens.sign('manage', enrollment.id),
    lessonToken: first ? tokens.sign('lesson', first.id) : null,
    nextWhen: open ? formatWhen(open.dueAt, enrollment.subscriber.timeZone) : null,
    waits:
      enrollment.state === 'waiting'
        ? await db.$transaction(async (tx) =>
            waitsFor(runtime, tx, enrollment, learnerSlot(enrollment), await runtime.now(tx)),
          )
        : null,
  };
}
