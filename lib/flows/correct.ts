import { type Db, type Tx, transaction } from '../db/client.ts';
import { type Misinformed, readMisinformed, writeCorrections } from '../db/corrections.ts';
import { editionsByHash, livePublication } from '../db/publications.ts';
import { correctedLesson } from '../domain/corrected-lesson.ts';
import type { Correction } from '../domain/correction.ts';
import type { NumberedLesson } from '../domain/course-sources.ts';
import { intentOf, priorityOf } from '../domain/delivery.ts';
import { type SkipReason, whyNotMail } from '../domain/eligibility.ts';
import { namesOf } from '../domain/lesson-names.ts';
import { fillSample } from '../mail/sample.ts';
import type { Runtime } from '../runtime.ts';
import { presentSite } from './site.ts';

/** A published correction, and everybody whose newest mail of its lesson has the old text. */
export type Reach = {
  correction: Correction;
  about: NumberedLesson;
  /** As a reader called Ada would get it, with links that lead to the course’s pages only. */
  mail: { subject: string; text: string };
  /** Who gets it when it is mailed now. */
  willGet: readonly Misinformed[];
  /** Have it, or have it on its way. */
  mailedAlready: number;
  /** May not be mailed, by the reason. */
  mayNot: ReadonlyMap<SkipReason, number>;
  /** Are just being sent the old text: nobody can tell yet whether they get it. */
  leaving: number;
};

/** The ids of a course's published corrections, the newest first. */
export async function publishedCorrections({ db }: Runtime, courseSlug: string): Promise<string[]> {
  const corrections = (await livePublication(db, courseSlug))?.course.corrections ?? [];
  return corrections.toSorted((a, b) => b.date.localeCompare(a.date)).map(({ id }) => id);
}

/** Whom a correction concerns, and what it says. Changes nothing. @returns null when it is not published */
export async function reachOf(
  runtime: Runtime,
  courseSlug: string,
  correctionId: string,
  tx: Db | Tx = runtime.db,
): Promise<Reach | null> {
  const publication = await livePublication(tx, courseSlug);
  const correction = publication?.course.corrections.find(({ id }) => id === correctionId);
  const about = publication && correction && correctedLesson(publication.course, correction);
  const hash = publication?.editions.corrections?.[correctionId] ?? '';
  const edition = (await editionsByHash(tx, [hash])).get(hash);
  if (!correction || !about || !edition) return null;

  const lessonNames = namesOf(about.lesson);
  const people = await readMisinformed(tx, { courseSlug, correctionId, lessonNames });
  const open = people.filter(({ isMailed, isLeaving }) => !isMailed && !isLeaving);
  const whyNot = await reasons(runtime, tx, open);
  const mayNot = new Map<SkipReason, number>();
  for (const reason of whyNot.values()) mayNot.set(reason, (mayNot.get(reason) ?? 0) + 1);
  return {
    correction,
    about,
    mail: fillSample(edition, publication.course, await runtime.now(tx), {
      urlOf: () => `${runtime.env.APP_URL}/courses/${courseSlug}/changes`,
      site: await presentSite(runtime, tx),
    }),
    willGet: open.filter((person) => !whyNot.has(person)),
    mailedAlready: people.filter(({ isMailed }) => isMailed).length,
    mayNot,
    leaving: people.filter(({ isMailed, isLeaving }) => isLeaving && !isMailed).length,
  };
}

/**
 * Mails a correction to everybody who had the old text and may be mailed: one delivery each, due now. It is neither a
 * lesson nor an issue, so it waits for nobody's weekday and takes none: what somebody was told wrong about their health
 * should not stand until next week. Called again, it mails only who has not been, such as somebody who was paused.
 * @returns the reach as it was before, or null when the correction is not published
 */
export async function mailCorrection(
  runtime: Runtime,
  courseSlug: string,
  correctionId: string,
): Promise<Reach | null> {
  const reach = await transaction(runtime.db, async (tx) => {
    const found = await reachOf(runtime, courseSlug, correctionId, tx);
    if (!found || found.willGet.length === 0) return found;
    const people = found.willGet.map(({ subscriberId, enrollmentId }) => ({
      subscriberId,
      enrollmentId,
      intent: intentOf.correction(courseSlug, correctionId, subscriberId),
    }));
    await writeCorrections(tx, people, { priority: priorityOf('correction'), now: await runtime.now(tx) });
    await runtime.queue.wakePlan(tx);
    return found;
  });
  const ids = { course: courseSlug, correction: correctionId };
  if (reach) runtime.log.info({ ...ids, deliveries: reach.willGet.length }, 'mailed a correction');
  return reach;
}

/** Why some of these people may not be mailed. Planning and every freeze ask again: this is for the operator to see. */
async function reasons(
  { hashAddress }: Runtime,
  tx: Db | Tx,
  people: readonly Misinformed[],
): Promise<ReadonlyMap<Misinformed, SkipReason>> {
  const hashes = new Map(people.map((person) => [person, hashAddress(person.addressKey)]));
  const rows = await tx.suppression.findMany({ select: { addressHash: true } });
  const suppressed = new Set(rows.map(({ addressHash }) => addressHash));
  const found = people.map((person) => {
    const reason = whyNotMail({
      kind: 'correction',
      standing: person.standing,
      suppressed: suppressed.has(hashes.get(person) ?? ''),
      calledOff: false,
      enrollment: person.enrollmentState,
      withdrawn: person.withdrawn,
      roundEnded: false,
      signUp: null,
      linkIsOver: false,
    });
    return [person, reason] as const;
  });
  return new Map(found.flatMap(([person, reason]) => (reason ? [[person, reason] as const] : [])));
}
