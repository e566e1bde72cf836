import type { Db, Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import { occupy, takenDays } from '../db/occupied.ts';
import { livePublication } from '../db/publications.ts';
import { readSite } from '../db/site.ts';
import { skip } from '../db/skip.ts';
import type { PlannedRow, Plans } from '../db/write-planned.ts';
import { alertInWords } from '../domain/alert.ts';
import { aroundLesson } from '../domain/around-lesson.ts';
import { dataLinkEnds } from '../domain/data-link.ts';
import { alertIn, intentOf } from '../domain/delivery.ts';
import { type Place, placeOf } from '../domain/place.ts';
import type { Publication } from '../domain/publication.ts';
import { describeSlot, formatWhen, nextDueAt, type Slot } from '../domain/schedule.ts';
import { codeEnds } from '../domain/sign-in.ts';
import { chooseAgain } from './choose-again.ts';
import { chooseCorrection } from './choose-correction.ts';
import { closingIsGiven, endCourse } from './end-course.ts';
import { formOfAddress } from './form-of-address.ts';
import { isUnrequested, putOffIfDayIsTaken, slotOf } from './one-a-day.ts';
import { siteEdition } from './site-edition.ts';

export type Planned = PlannedRow & { priority: number };

/**
 * Decides what each due delivery becomes: which lesson, from which edition, with which words and next date.
 * @returns what was decided. Left out, for the caller to hold: what has nothing published, and what was put off because
 *   its day turned out to be taken
 */
export async function choose(
  tx: Tx,
  members: readonly Member[],
  plans: Plans,
  now: Date,
): Promise<Planned[]> {
  const planned: Planned[] = [];
  const occupied = new Map(plans.occupied);
  for (const member of members) {
    const taken = takenDays(occupied, member);
    if (member.kind === 'sign_in') {
      planned.push(await signInMail(tx, member));
      continue;
    }
    if (member.kind === 'alert') {
      planned.push(await alertMail(tx, member));
      continue;
    }
    const publication = await livePublication(tx, member.courseSlug);
    if (!publication) continue;
    const putOffTo = await putOffIfDayIsTaken(tx, member, taken, now);
    if (putOffTo) {
      occupy(occupied, member, [putOffTo]);
      continue;
    }
    const row = await chooseOne(tx, member, publication, { ...plans, taken }, now);
    if (row === null) {
      await skip(tx, [{ id: member.id, reason: 'superseded' }]);
      continue;
    }
    if (row.kind === 'completion' && (await isGivenAlready(tx, row, publication))) continue;
    planned.push({ priority: member.priority, ...row, slots: { ...row.slots, to: member.address } });
    // The next member may be the same person, in another course.
    if (isUnrequested(member)) occupy(occupied, member, [now]);
    if (row.nextDueAt) occupy(occupied, member, [row.nextDueAt]);
  }
  return planned;
}

/** An operator's code: of no course, and sent whatever is published. */
async function signInMail(
  tx: Tx,
  { id, intent, priority, createdAt, timeZone, address }: Member,
): Promise<Planned> {
  const editionHash = await siteEdition(tx, 'sign_in');
  const slots = { expiresOn: formatWhen(codeEnds(createdAt), timeZone), to: address };
  const none = { enrollmentId: null, round: null, lessonSlug: null, nextDueAt: null };
  return { id, kind: 'sign_in', intent, priority, editionHash, slots, ...none };
}

/** What is broken, in words, as it stood when it began. */
async function alertMail(tx: Tx, { id, intent, priority, timeZone, address }: Member): Promise<Planned> {
  const editionHash = await siteEdition(tx, 'alert');
  const { kind, detail, beganAt } = await tx.alert.findUniqueOrThrow({ where: { id: alertIn(intent) } });
  const slots = { ...alertInWords(kind, detail), since: formatWhen(beganAt, timeZone), to: address };
  const none = { enrollmentId: null, round: null, lessonSlug: null, nextDueAt: null };
  return { id, kind: 'alert', intent, priority, editionHash, slots, ...none };
}

/** A closing mail that was given already ends the course without another. */
async function isGivenAlready(
  tx: Tx,
  { enrollmentId, round }: PlannedRow,
  { course }: Publication,
): Promise<boolean> {
  if (enrollmentId === null || round === null) return false;
  if (!(await closingIsGiven(tx, { id: enrollmentId, round }, course))) return false;
  await endCourse(tx, enrollmentId);
  return true;
}

type Before = Pick<Plans, 'receipts' | 'owed' | 'passedOver' | 'unknown'> & { taken: readonly Date[] };

/** @returns null for what is not to be said any more */
async function chooseOne(
  tx: Tx,
  member: Member,
  publication: Publication,
  before: Before,
  now: Date,
): Promise<PlannedRow | null> {
  const { id, kind, intent, enrollmentId } = member;
  const plain = { id, kind, intent, enrollmentId, round: null, lessonSlug: null, nextDueAt: null };
  const { confirmation, link } = publication.editions;
  switch (kind) {
    case 'confirmation': {
      const expiresOn = formatWhen(member.expiresAt ?? now, member.timeZone);
      const slot = describeSlot(await courseSlot(tx, publication, member.timeZone));
      return { ...plain, editionHash: confirmation, slots: { expiresOn, slot } };
    }
    case 'link':
      return { ...plain, editionHash: link, slots: {} };
    case 'old_address':
    case 'new_address': {
      const expiresOn = formatWhen(member.expiresAt ?? now, member.timeZone);
      return { ...plain, editionHash: await siteEdition(tx, kind), slots: { expiresOn } };
    }
    case 'taken_address':
      return { ...plain, editionHash: await siteEdition(tx, kind), slots: {} };
    case 'data': {
      const expiresOn = formatWhen(dataLinkEnds(member.createdAt), member.timeZone);
      return { ...plain, editionHash: await siteEdition(tx, kind), slots: { expiresOn } };
    }
    case 'lesson':
    case 'completion':
      return chooseLesson(member, publication, before, now);
    case 'correction':
      return chooseCorrection(tx, member, publication, now);
    case 'again':
      return chooseAgain(tx, member, publication, now);
    case 'sign_in':
    case 'alert':
      throw new Error(`mail of kind ${kind} is of no course`);
    default:
      return kind satisfies never;
  }
}

/** The next lesson that comes at the learner's place, or the closing mail when there is none. */
function chooseLesson(member: Member, publication: Publication, before: Before, now: Date): PlannedRow {
  const { id, enrollmentId, enrollmentRound: round } = member;
  if (enrollmentId === null || round === null) throw new Error('a lesson without an enrollment');
  const receipts = before.receipts.get(enrollmentId) ?? new Map<string, string>();
  const order = publication.course.lessons.map(({ slug }) => slug);
  const place = placeOf(publication.course.lessons, {
    receipts,
    owed: before.owed.get(enrollmentId) ?? [],
    passedOver: before.passedOver.get(enrollmentId) ?? [],
  });
  const [lessonSlug] = place.comes;
  const words = formOfAddress(member, now);
  if (lessonSlug === undefined) {
    const lessons = Object.fromEntries(order.map((slug, i) => [`lesson${i + 1}`, place.had.get(slug) ?? '']));
    return {
      id,
      kind: 'completion',
      intent: intentOf.completion(enrollmentId, round, order.at(-1) ?? ''),
      enrollmentId,
      round,
      lessonSlug: null,
      editionHash: publication.editions.completion,
      slots: { ...words, ...lessons },
      nextDueAt: null,
    };
  }
  const missed = missedBefore(place, publication, before.unknown);
  const { lessons, lessonsAfterDoubt = lessons } = publication.editions;
  const editionHash = (missed ? lessonsAfterDoubt : lessons)[lessonSlug];
  if (editionHash === undefined) throw new Error(`lesson ${lessonSlug} has no edition`);
  const next = nextDueAt(slotOf(member), { now, lastSentAt: now, occupied: before.taken });
  return {
    id,
    kind: 'lesson',
    intent: intentOf.lesson(enrollmentId, round, lessonSlug),
    enrollmentId,
    round,
    lessonSlug,
    editionHash,
    slots: {
      ...words,
      ...aroundLesson(publication.course.lessons, place),
      ...missed,
      nextWhen: formatWhen(next, member.timeZone),
      // Stands in no mail: the pace it was planned by, which may be another when it leaves.
      pace: slotOf(member).pace,
    },
    nextDueAt: next,
  };
}

/** The lesson given before, if nobody can tell whether it arrived: `missed` is its delivery, which a link is made from. */
function missedBefore(
  { had }: Place,
  { course }: Publication,
  unknown: ReadonlySet<string>,
): { missed: string; missedTitle: string } | null {
  const [slug, missed] = [...had].at(-1) ?? [];
  const lesson = course.lessons.find((one) => one.slug === slug);
  return lesson && missed && unknown.has(missed) ? { missed, missedTitle: lesson.title } : null;
}

/** The slot a learner gets who has not chosen one. */
export async function courseSlot(db: Db | Tx, { course }: Publication, timeZone: string): Promise<Slot> {
  const { chosen } = await readSite(db);
  return { pace: 'weekly', weekdays: [course.weekday], hour: chosen.hour ?? course.hour, timeZone };
}
