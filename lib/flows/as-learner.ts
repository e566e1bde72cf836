import { type Db, type Prisma, type Tx, transaction } from '../db/client.ts';
import { readOccupied, takenDays } from '../db/occupied.ts';
import { livePublication } from '../db/publications.ts';
import { readSituation } from '../db/situation.ts';
import type { Course } from '../domain/course.ts';
import { type Place, placeOf } from '../domain/place.ts';
import type { Publication } from '../domain/publication.ts';
import type { Slot } from '../domain/schedule.ts';
import type { TokenPurpose } from '../domain/token.ts';
import type { Runtime } from '../runtime.ts';
import { rememberChange } from './last-change.ts';
import type { Said } from './said.ts';

export type Learner = Awaited<ReturnType<typeof readLearner>>;

/** What is decided about one enrollment, whoever wishes it: its learner by a link, or an operator at the desk. */
export type Decision = (tx: Tx, learner: Learner, now: Date) => Promise<Said>;

/** Runs one decision for the learner a link belongs to. */
export async function asLearner(
  runtime: Runtime,
  token: string,
  purpose: TokenPurpose,
  decide: Decision,
): Promise<Said> {
  const enrollmentId = runtime.tokens.verify(token, purpose);
  if (enrollmentId === null)
    return { ok: false, problem: 'This link is not one of ours. Please use the one from your newest mail.' };
  return transaction(runtime.db, (tx) => decideFor(runtime, tx, enrollmentId, decide));
}

/**
 * Runs one decision about an enrollment. The subscriber row is updated first: a freeze that holds it is waited for, and a
 * freeze that comes later sees what was decided. What was changed is remembered, so that it can be undone.
 */
export async function decideFor(
  runtime: Runtime,
  tx: Tx,
  enrollmentId: string,
  decide: Decision,
): Promise<Said> {
  const locked = await tx.$executeRaw`
    UPDATE "Subscriber" SET "changedAt" = clock_timestamp()
    WHERE "id" = (SELECT "subscriberId" FROM "Enrollment" WHERE "id" = ${enrollmentId}::uuid)`;
  if (locked === 0) return { ok: false, problem: 'We hold nothing under this link any more.' };
  const learner = await readLearner(tx, enrollmentId);
  const before = await readSituation(tx, learner.subscriberId);
  const at = await runtime.now(tx);
  const answer = await decide(tx, learner, at);
  if (answer.ok) await rememberChange(tx, learner, { said: answer.said, before, at });
  return answer;
}

/** An enrollment with its person and whatever of it is on its way. */
export async function readLearner(tx: Tx, enrollmentId: string) {
  return tx.enrollment.findUniqueOrThrow({ where: { id: enrollmentId }, include: WITH_THEIR_MAIL });
}

/** The same of several, in the order in which their courses were asked for. */
export async function readLearners(tx: Tx, where: Prisma.EnrollmentWhereInput) {
  return tx.enrollment.findMany({
    where,
    include: WITH_THEIR_MAIL,
    orderBy: [{ askedAt: 'asc' }, { id: 'asc' }],
  });
}

const WITH_THEIR_MAIL = {
  subscriber: true,
  deliveries: { where: { state: { in: ['scheduled', 'batched', 'unknown'] }, priority: 1 } },
} satisfies Prisma.EnrollmentInclude;

export function learnerSlot({ pace, weekdays, hour, subscriber }: Learner): Slot {
  return { pace, weekdays, hour, timeZone: subscriber.timeZone };
}

/** The learner's open date, if there is one. */
export function openDate(learner: Learner) {
  return learner.deliveries.find(({ state }) => state === 'scheduled') ?? null;
}

/** Days on which this person's other courses have promised something. */
export async function occupiedDays(tx: Tx, { id, subscriberId }: Learner): Promise<Date[]> {
  return takenDays(await readOccupied(tx, [subscriberId]), { subscriberId, enrollmentId: id });
}

/** Where the learner stands in their present round of the course. */
export async function placeOfLearner(
  tx: Db | Tx,
  { id, round }: { id: string; round: number },
  { lessons }: Course,
): Promise<Place> {
  const where = { enrollmentId: id, round };
  const receipts = await tx.receipt.findMany({
    where,
    orderBy: [{ createdAt: 'asc' }, { deliveryId: 'asc' }],
  });
  const owed = await tx.owed.findMany({ where, orderBy: { createdAt: 'asc' } });
  const passedOver = await tx.passedOver.findMany({ where });
  return placeOf(lessons, {
    receipts: new Map(receipts.map(({ lessonSlug, deliveryId }) => [lessonSlug, deliveryId])),
    owed: owed.map(({ lessonSlug }) => lessonSlug),
    passedOver: passedOver.map(({ lessonSlug }) => lessonSlug),
  });
}

/** The live publication of the learner's course. @throws when it was never published, which no enrollment outlives */
export async function courseOf(tx: Tx, learner: { courseSlug: string }): Promise<Publication> {
  const publication = await livePublication(tx, learner.courseSlug);
  if (!publication) throw new Error(`course ${learner.courseSlug} is not published`);
  return publication;
}
