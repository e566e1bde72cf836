import { publishCourses } from '#lib/flows/publish-courses.ts';
import type { Runtime } from '#lib/runtime.ts';
import { CAST, liveDemo } from './cast.ts';

/** Ends of addresses that are nobody's (RFC 2606, RFC 6761). */
const NOBODYS = ['.example', '.test', '.invalid', '@example.com', '@example.net', '@example.org'];

export type Seeded = { ok: true; news: boolean } | { ok: false; problem: string };

/**
 * Gives an empty database its demo cast. A second time nothing happens.
 *
 * The cast lives through some weeks, so course time moves on, for everybody in the database and for good. That is
 * refused where mail is real, and where somebody is who may be: their lessons would come early, into the outbox.
 * @returns `news`: whether the cast has come now; false when it was here already
 */
export async function seedDemo(runtime: Runtime): Promise<Seeded> {
  if (runtime.mail.name !== 'outbox') {
    return refuse(
      'The demo lets weeks pass, and real mail would leave. It needs the outbox: leave MAIL_TRANSPORT unset, with a database of its own.',
    );
  }
  const { db } = runtime;
  const here = await db.subscriber.count({
    where: { addressKey: { in: CAST.map(({ address }) => address) } },
  });
  if (here === CAST.length) return { ok: true, news: false };
  if (here > 0)
    return refuse(`Only ${here} of ${CAST.length} of the cast are here: a seed was broken off. ${ELSEWHERE}`);
  const real = await db.subscriber.count({
    where: { NOT: { OR: NOBODYS.map((end) => ({ addressKey: { endsWith: end } })) } },
  });
  if (real > 0) {
    return refuse(
      `There ${real === 1 ? 'is one person' : `are ${real} people`} in this database, and the demo would move their time too. ${ELSEWHERE}`,
    );
  }
  await publishCourses(runtime, 'always');
  await liveDemo(runtime);
  return { ok: true, news: true };
}

const ELSEWHERE =
  'Use a folder of its own: DATA_DIR=.data/demo npm run seed, then DATA_DIR=.data/demo npm start.';

function refuse(problem: string): Seeded {
  return { ok: false, problem };
}
