import type { Tx } from '../db/client.ts';
import type { Course } from '../domain/course.ts';
import { namesOf } from '../domain/lesson-names.ts';
import type { Runtime } from '../runtime.ts';
import { asLearner, courseOf, type Decision, type Learner, placeOfLearner } from './as-learner.ts';
import { beginWaiting } from './begin-waiting.ts';
import { goOn, whyUnreachable } from './come-back.ts';
import { closingIsGiven, endCourse } from './end-course.ts';
import type { Said } from './said.ts';

/**
 * "Send me lesson 3 next": a passed lesson comes before all others, at the usual time. No date moves. Whoever has finished
 * goes on for it.
 */
export function askForLesson(runtime: Runtime, token: string, slug: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', askingFor(runtime, slug, 'learner'));
}

export function askingFor(runtime: Runtime, slug: string, askedBy: 'learner' | 'operator'): Decision {
  return async (tx, learner, now) => {
    const { course } = await courseOf(tx, learner);
    const { had, comes, passed } = await placeOfLearner(tx, learner, course);
    if (had.has(slug) || comes.includes(slug)) return { ok: true, said: 'nothing-to-do' };
    const problem = passed.includes(slug)
      ? await whyNotAsk(runtime, tx, learner)
      : 'This lesson is not in the course any more. Nothing was changed.';
    if (problem !== null) return { ok: false, problem };
    const { id: enrollmentId, round } = learner;
    await tx.owed.create({ data: { enrollmentId, round, lessonSlug: slug, askedBy } });
    if (learner.state === 'completed') await goOn(tx, learner, now);
    return { ok: true, said: 'lesson-asked' };
  };
}

async function whyNotAsk(runtime: Runtime, tx: Tx, learner: Learner): Promise<string | null> {
  if (learner.state === 'left')
    return 'You have left this course. Come back to it first; your place is kept.';
  // It ends the course when it has left, and with that whatever is asked for now.
  if (learner.deliveries.some(({ kind, state }) => kind === 'completion' && state === 'batched'))
    return 'Your closing mail is on its way at this moment. Please ask again in a few minutes.';
  return learner.state === 'completed' ? whyUnreachable(runtime, tx, learner) : null;
}

/** "Don't send lesson 3", whoever asked for it: as long as it has not been planned. */
export function takeLessonBack(runtime: Runtime, token: string, slug: string): Promise<Said> {
  return asLearner(runtime, token, 'manage', async (tx, learner, now) => {
    const { course } = await courseOf(tx, learner);
    const { had } = await placeOfLearner(tx, learner, course);
    if (had.has(slug)) return { ok: false, problem: 'This lesson has been sent, or is on its way.' };
    const lesson = course.lessons.find((one) => one.slug === slug);
    const names = lesson ? namesOf(lesson) : [slug];
    const { id: enrollmentId, round } = learner;
    const { count } = await tx.owed.deleteMany({ where: { enrollmentId, round, lessonSlug: { in: names } } });
    if (count === 0) return { ok: true, said: 'nothing-to-do' };
    if (await hasNothingLeft(tx, learner, course)) {
      await endCourse(tx, enrollmentId);
      await beginWaiting(tx, [learner.subscriberId], now);
    }
    return { ok: true, said: 'lesson-taken-back' };
  });
}

/** Somebody who had finished, and went on for this lesson alone. */
export async function hasNothingLeft(tx: Tx, learner: Learner, course: Course): Promise<boolean> {
  const { comes } = await placeOfLearner(tx, learner, course);
  return learner.state === 'active' && comes.length === 0 && (await closingIsGiven(tx, learner, course));
}
