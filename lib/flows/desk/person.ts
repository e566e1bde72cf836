import type { Tx } from '../../db/client.ts';
import { type PersonMail, readMails } from '../../db/desk/person-mails.ts';
import { addressChangesOf, consentsOf, reasonsOf, signUpsOf } from '../../db/person-data.ts';
import type { Standing } from '../../domain/eligibility.ts';
import { pageOf, readCursor, writeCursor } from '../../domain/list-cursor.ts';
import { pauseDays } from '../../domain/schedule.ts';
import { readLearners } from '../as-learner.ts';
import type { Desk } from './desk.ts';
import { isUuid, NO_SUCH_PAGE, type NoList } from './people.ts';
import { type CourseStory, storyOf } from './person-courses.ts';

export type { CourseStory, PersonMail };

const MAILS_ON_A_PAGE = 25;

/** All that is held of one person, for operators. Moments are course time where the schema says so. */
export type PersonStory = {
  id: string;
  address: string;
  name: string | null;
  timeZone: string;
  standing: Standing;
  createdAt: Date;
  /** Course time. */
  now: Date;
  suppression: { addressHash: string; reason: 'bounced' | 'complained' | 'operator'; createdAt: Date } | null;
  consents: Awaited<ReturnType<typeof consentsOf>>;
  reasons: Awaited<ReturnType<typeof reasonsOf>>;
  signUps: Awaited<ReturnType<typeof signUpsOf>>;
  addressChanges: Awaited<ReturnType<typeof addressChangesOf>>;
  courses: CourseStory[];
  /** The days a pause may be given to end at, as "2027-03-20". */
  pauseDays: { first: string; last: string };
  mails: PersonMail[];
  /** Where the next page of mails begins. */
  olderMails: string | null;
};

/**
 * One person's whole story, read from one snapshot. Looking changes nothing.
 * @param mailsAfter where the page of mails before ended
 * @returns null when there is nobody with this id
 */
export async function personStory(
  desk: Desk,
  id: string,
  mailsAfter: string | null = null,
): Promise<{ ok: true; story: PersonStory } | NoList | null> {
  if (!isUuid(id)) return null;
  const after = mailsAfter === null ? null : readCursor(mailsAfter);
  if (mailsAfter !== null && !(after && isUuid(after.id))) return { ok: false, problem: NO_SUCH_PAGE };
  const story = await desk.db.$transaction((tx) => read(desk, tx, id, after), {
    isolationLevel: 'RepeatableRead',
  });
  return story && { ok: true, story };
}

/** @returns the id of the person with this address, or null */
export async function personAt({ db }: Desk, addressKey: string): Promise<string | null> {
  const person = await db.subscriber.findUnique({ where: { addressKey }, select: { id: true } });
  return person?.id ?? null;
}

async function read(
  desk: Desk,
  tx: Tx,
  id: string,
  after: ReturnType<typeof readCursor>,
): Promise<PersonStory | null> {
  const person = await tx.subscriber.findUnique({ where: { id } });
  if (!person) return null;
  const { address, addressKey, name, timeZone, standing, createdAt } = person;
  const now = await desk.now(tx);
  const courses: CourseStory[] = [];
  for (const learner of await readLearners(tx, { subscriberId: id }))
    courses.push(await storyOf(tx, learner, now));
  const mails = await readMails(tx, id, { after, limit: MAILS_ON_A_PAGE + 1 });
  const page = pageOf(mails, MAILS_ON_A_PAGE, (mail) => writeCursor({ at: mail.createdAt, id: mail.id }));
  return {
    ...{ id, address, name, timeZone, standing, createdAt, now },
    suppression: await tx.suppression.findUnique({
      where: { addressHash: desk.hashAddress(addressKey) },
      select: { addressHash: true, reason: true, createdAt: true },
    }),
    consents: await consentsOf(tx, id),
    reasons: await reasonsOf(tx, id),
    signUps: await signUpsOf(tx, addressKey, id),
    addressChanges: await addressChangesOf(tx, addressKey, id),
    courses,
    pauseDays: pauseDays(timeZone, now),
    mails: page.rows,
    olderMails: page.older,
  };
}
