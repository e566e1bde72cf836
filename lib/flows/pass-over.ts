import type { Tx } from '../db/client.ts';
import type { Course } from '../domain/course.ts';
import { namesOf } from '../domain/lesson-names.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, courseOf, type Decision, type Learner, placeOfLearner } from './as-learner.ts';
import { hasNothingLeft } from './ask-for-lesson.ts';
import { beginWaiting } from './begin-waiting.ts';
import { endCourse } from './end-course.ts';
import type { Said } from './said.ts';

/**
 * "Skip lesson 4": what follows it comes instead, on the date that was promised. No date moves, and the lesson stays on
 * the learner's page to ask for.
 * @param slug the lesson that the page showed as the next one
 */
export function skipNext(runtime: Runtime, token: string, slug: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    const { course } = await courseOf(tx, learner);
    const { comes, passedOver } = await placeOfLearner(tx, learner, course);
    if (passedOver.has(slug) && !comes.includes(slug)) return { ok: true, said: 'nothing-to-do' };
    const problem = comes[0] === slug ? whyNotPassOver(learner) : NO_LONGER_NEXT;
    if (problem !== null) return { ok: false, problem };
    await passOver(tx, learner, { course, slugs: [slug], now });
    return { ok: true, said: 'lesson-skipped' };
  });
}

/** "Go straight to lesson 6": all that would come before it is skipped. */
export function jumpAhead(runtime: Runtime, token: string, slug: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', jumpingTo(slug));
}

export function jumpingTo(slug: string): Decision {
  return async (tx, learner, now) => {
    const { course } = await courseOf(tx, learner);
    const { comes } = await placeOfLearner(tx, learner, course);
    const at = comes.indexOf(slug);
    if (at === 0) return { ok: true, said: 'nothing-to-do' };
    const problem = at < 0 ? NOT_AHEAD : whyNotPassOver(learner);
    if (problem !== null) return { ok: false, problem };
    await passOver(tx, learner, { course, slugs: comes.slice(0, at), now });
    return { ok: true, said: 'jumped-ahead' };
  };
}

const NO_LONGER_NEXT =
  'Nothing was changed: that lesson is not the next one any more. Look at the list, and choose again.';
const NOT_AHEAD = 'Nothing was changed: that lesson is not ahead of you. Look at the list, and choose again.';

function whyNotPassOver({ state }: Learner): string | null {
  if (state === 'waiting') return 'This course has not begun. Start it first, with the button on this page.';
  return state === 'active' || state === 'paused'
    ? null
    : 'You are not in this course at the moment. Come back to it first; your place is kept.';
}

/** Leaves lessons out in this round. What was asked for is no longer asked for. */
async function passOver(
  tx: Tx,
  learner: Learner,
  { course, slugs, now }: { course: Course; slugs: readonly string[]; now: Date },
): Promise<void> {
  const { id: enrollmentId, round } = learner;
  const names = course.lessons.filter(({ slug }) => slugs.includes(slug)).flatMap(namesOf);
  await tx.owed.deleteMany({ where: { enrollmentId, round, lessonSlug: { in: names } } });
  await tx.passedOver.createMany({
    data: slugs.map((lessonSlug) => ({ enrollmentId, round, lessonSlug })),
    skipDuplicates: true,
  });
  if (!(await hasNothingLeft(tx, learner, course))) return;
  await endCourse(tx, enrollmentId);
  await beginWaiting(tx, [learner.subscriberId], now);
}
