import fc from 'fast-check';
import { type Begin, confirm } from '#lib/flows/confirm.ts';
import { resendConfirmation } from '#lib/flows/pending.ts';
import { requestLink, signUp } from '#lib/flows/sign-up.ts';
import { COURSES, type Course } from './courses.ts';
import { asked, confirmed, mayConfirm, type Person } from './people.ts';
import type { Step } from './step.ts';
import { course, does, who, ZONES } from './who.ts';
import { enrollmentOf, type World } from './world.ts';

const CONFIRM_WITHIN_MS = 7 * 86_400_000;

const signsUp = fc
  .tuple(who, course, fc.constantFrom(...ZONES))
  .map(([i, to, zone]) =>
    does(i, `signs up for ${to} in ${zone}`, (world, person) => ask(world, person, to, zone)),
  );

const losesLink = fc.tuple(who, course).map(([i, of]) =>
  does(i, `asks for the link to ${of}`, async ({ runtime }, { address: email }) => {
    const answer = await requestLink(runtime, { email, course: of, network: null });
    return answer.ok ? 'asked' : answer.problem;
  }),
);

const AGE = ['newest', 'one older', 'two older'];
const confirms = fc
  .tuple(who, fc.nat(AGE.length - 1), fc.constantFrom('after' as const, 'now' as const))
  .map(([i, back, begin]) =>
    does(i, `presses the button of the ${AGE[back]} confirmation link, ${begin}`, (world, person) =>
      press(world, person, back, begin),
    ),
  );

const wantsItAgain = who.map((i) =>
  does(i, 'asks for the confirmation again', async ({ runtime }, person) => {
    const newest = person.asks.at(-1);
    if (!newest) return 'nothing to ask for';
    const { ok } = await resendConfirmation(runtime, runtime.tokens.sign('pending', newest.id));
    newest.confirmable ||= await hasConfirmation(runtime, newest.id);
    return ok ? 'sent again' : 'not sent again';
  }),
);

export const signUpSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 2, arbitrary: signsUp },
  { weight: 2, arbitrary: confirms },
  { weight: 1, arbitrary: losesLink },
  { weight: 1, arbitrary: wantsItAgain },
);

/** Asks for a course, and remembers it as a person would. */
export async function ask(
  { runtime, nowMs }: World,
  person: Person,
  to: Course,
  timeZone: string,
): Promise<string> {
  const { address: email } = person;
  const answer = await signUp(runtime, { email, course: to, timeZone, source: 'model', network: null });
  if (!answer.ok) return answer.problem;
  const id = runtime.tokens.verify(answer.pendingToken, 'pending') ?? '';
  const confirmable = await hasConfirmation(runtime, id);
  const expiresAtMs = nowMs() + CONFIRM_WITHIN_MS;
  asked(person, { id, course: to, expiresAtMs, confirmable, dead: false, confirmed: false });
  return confirmable ? 'a confirmation is made out' : 'no confirmation';
}

/** Presses the button of a confirmation link, 0 being the newest. */
export async function press(world: World, person: Person, back: number, begin: Begin): Promise<string> {
  const { runtime, nowMs } = world;
  const link = person.asks.at(-1 - back);
  if (!link) return 'has no such link';
  const works = mayConfirm(link, nowMs());
  const waits = begin === 'after' && (await takesAnything(world, person));
  const view = await confirm(runtime, runtime.tokens.sign('confirm', link.id), { network: null, begin });
  if (works) confirmed(person, link, waits);
  return `${works ? 'should work' : 'should do nothing'}: ${view.state}`;
}

async function takesAnything(world: World, person: Person): Promise<boolean> {
  await world.look();
  return COURSES.some((one) => {
    const state = enrollmentOf(world, person, one)?.state;
    return state === 'active' || state === 'paused';
  });
}

async function hasConfirmation({ db }: World['runtime'], id: string): Promise<boolean> {
  const row = await db.signUp.findUnique({ where: { id }, select: { subscriberId: true } });
  return row !== null && row.subscriberId !== null;
}
