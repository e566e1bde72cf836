import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { publishedCourses } from '#lib/flows/course-page.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { outboxMessages, passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import type { Runtime } from '#lib/runtime.ts';
import { readAndAnswer } from './cast-notes.ts';

/** Reserved for documentation (RFC 2606), so that no member of the cast can be a person. */
export const CAST_DOMAIN = 'cast.example';

export type Member = { name: string; address: string; place: string; timeZone: string };

const cast = {
  dan: member('Dan', 'Europe/Paris', 'has had every lesson and the closing mail'),
  eva: member('Eva', 'America/Sao_Paulo', 'left after a few lessons, and her place is kept'),
  ada: member('Ada', 'Pacific/Auckland', 'is in the middle of the course, and a second one waits'),
  ben: member('Ben', 'Europe/London', 'paused for two weeks'),
  finn: member('Finn', 'America/New_York', 'has had lesson 1, and wants one every day at seven'),
  cleo: member('Cleo', 'Asia/Kathmandu', 'has signed up, but not confirmed yet'),
};
export const CAST: readonly Member[] = Object.values(cast);

/**
 * Lives a demo: six people join the first course one after another, one of them the second as well, each does what brings them to their place, and about eight weeks of
 * course time pass. Everything happens by the flows that the pages use, so every row is one that could have come about.
 */
export async function liveDemo(runtime: Runtime): Promise<void> {
  const { dan, eva, ada, ben, finn, cleo } = cast;
  await join(runtime, dan);
  await days(runtime, 14);
  await join(runtime, eva);
  await days(runtime, 21);
  await orStop(leaveCourse(runtime, await manageToken(runtime, eva)));
  await join(runtime, ada);
  await join(runtime, ben);
  await days(runtime, 24);
  await join(runtime, ada, 'second');
  await readAndAnswer(runtime, await manageToken(runtime, ada));
  await orStop(pause(runtime, await manageToken(runtime, ben), 2));
  await join(runtime, finn);
  await orStop(
    changeSchedule(runtime, await manageToken(runtime, finn), {
      pace: 'daily',
      weekdays: [],
      hour: 7,
      timeZone: finn.timeZone,
    }),
  );
  await ask(runtime, cleo);
}

/** The page of a member of the cast, or, before they have one, the confirmation that waits for them. */
export async function whereToLook(runtime: Runtime, { address }: Member): Promise<string> {
  return (
    (await newestLink(runtime, address, 'manage')) ??
    (await newestLink(runtime, address, 'confirm')) ??
    'nowhere'
  );
}

async function join(runtime: Runtime, member: Member, which: Which = 'first'): Promise<void> {
  await ask(runtime, member, which);
  const token = tokenOf(await newestLink(runtime, member.address, 'confirm'));
  await confirm(runtime, token, { network: null });
  await runUntilQuiet(runtime);
}

/** Of the published courses; the second waits for the first. */
type Which = 'first' | 'second';

async function ask(
  runtime: Runtime,
  { address, name, timeZone }: Member,
  which: Which = 'first',
): Promise<void> {
  const [first, second] = await publishedCourses(runtime);
  const course = which === 'first' ? first : second;
  const asked = await signUp(runtime, {
    email: address,
    course: course?.slug ?? '',
    name,
    timeZone,
    source: 'seed',
    network: null,
  });
  if (!asked.ok) throw new Error(asked.message);
  await runUntilQuiet(runtime);
}

async function days(runtime: Runtime, count: number): Promise<void> {
  await orStop(passDays(runtime, count));
}

async function manageToken(runtime: Runtime, { address }: Member): Promise<string> {
  return tokenOf(await newestLink(runtime, address, 'manage'));
}

/** Where a reader would find it: in the newest mail that has one. */
async function newestLink(
  runtime: Runtime,
  address: string,
  kind: 'confirm' | 'manage',
): Promise<string | undefined> {
  const link = new RegExp(`https?://\\S+/${kind}/[\\w.-]+`);
  const mail = (await outboxMessages(runtime)).filter(({ to }) => to === address).reverse();
  return mail.map(({ text }) => link.exec(text)?.[0]).find((found) => found !== undefined);
}

function tokenOf(link: string | undefined): string {
  const token = link?.split('/').at(-1);
  if (token === undefined) throw new Error('a mail of the demo lacks its link');
  return token;
}

/** In a demo nothing may be refused. */
async function orStop(said: Promise<{ ok: true } | { ok: false; problem: string }>): Promise<void> {
  const answer = await said;
  if (!answer.ok) throw new Error(answer.problem);
}

function member(name: string, timeZone: string, place: string): Member {
  return { name, timeZone, place, address: `${name.toLowerCase()}@${CAST_DOMAIN}` };
}
