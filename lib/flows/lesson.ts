import type { Db, Tx } from '../db/client.ts';
import { type Given, type Progress, progressOf } from '../db/lesson-progress.ts';
import { publicationWithLesson } from '../db/publications.ts';
import type { Course, Lesson } from '../domain/course.ts';
import { slugToday } from '../domain/lesson-names.ts';
import { maskAddress } from '../domain/masked-address.ts';
import { neighboursHad } from '../domain/place.ts';
import type { Runtime } from '../runtime.ts';
import { placeOfLearner } from './as-learner.ts';

export type LessonView = {
  /** Whose it is, as far as a friend may see. */
  maskedAddress: string;
  course: Course;
  lesson: Lesson;
  number: number;
  total: number;
  /** How many lessons the learner has had in this round. */
  had: number;
  /** The nearest lessons they have had before and after this one. */
  previous: Neighbour | null;
  next: Neighbour | null;
  /** What they noted; null where nothing is noted any more. */
  progress: NotedProgress | null;
};

/** `answer` is an index into the answers; null, like `right`, while there is none. */
export type NotedProgress = { read: boolean; answer: number | null; right: boolean | null };

export type Neighbour = { number: number; title: string; token: string };

/**
 * The web version of a lesson somebody was sent. Looking changes nothing, and the link never expires; null for one we
 * did not make, or whose person was erased.
 *
 * People pass such links on. Whoever holds one sees the lesson, what was noted there, and the other lessons its owner
 * has had, and can mark them and answer their questions, as its owner can: nothing tells the two apart, and a login
 * would cost the owner more than a wrong mark does. It leads to nothing else of theirs: no more of the address than they
 * need to know it by, no name, and no way to their own page, where mail is paused and stopped.
 */
export async function lessonView(runtime: Runtime, token: string): Promise<LessonView | null> {
  const { db, tokens } = runtime;
  const given = await givenLesson(runtime, db, token);
  if (!given) return null;
  const { course, lesson, learner } = given;
  const { lessons } = course;
  const { had } = await placeOfLearner(db, learner, course);
  const order = lessons.map(({ slug }) => slug);
  const neighbours = neighboursHad(order, new Set(had.keys()), lesson.slug);
  const linkTo = (slug: string | null): Neighbour | null => {
    const deliveryId = slug === null ? undefined : had.get(slug);
    const at = lessons.findIndex((other) => other.slug === slug);
    const other = lessons[at];
    if (deliveryId === undefined || !other) return null;
    return { number: at + 1, title: other.title, token: tokens.sign('lesson', deliveryId) };
  };
  return {
    maskedAddress: given.maskedAddress,
    course,
    lesson,
    number: order.indexOf(lesson.slug) + 1,
    total: lessons.length,
    had: order.filter((slug) => had.has(slug)).length,
    previous: linkTo(neighbours.previous),
    next: linkTo(neighbours.next),
    progress:
      given.notes && had.has(lesson.slug)
        ? noted(lesson, (await progressOf(db, learner, lessons)).get(lesson.slug))
        : null,
  };
}

/** What a learner's row says about a lesson as it is now: an answer that is no longer there is none. */
export function noted({ check }: Lesson, progress: Progress | undefined): NotedProgress {
  const read = progress?.readAt != null;
  const answer = check.answers.indexOf(progress?.answer ?? '');
  return answer < 0 ? { read, answer: null, right: null } : { read, answer, right: answer === check.correct };
}

export type GivenLesson = {
  maskedAddress: string;
  course: Course;
  lesson: Lesson;
  /** The enrollment, in the round in which the lesson was given. */
  learner: { id: string; round: number };
  receipt: Given;
  /** False for whoever has stopped all mail: nothing new is written down about them. */
  notes: boolean;
};

/** The lesson a link from a mail stands for, as it is now, and who was given it. */
export async function givenLesson(
  { tokens }: Runtime,
  db: Db | Tx,
  token: string,
): Promise<GivenLesson | null> {
  const id = tokens.verify(token, 'lesson');
  const delivery =
    id === null
      ? null
      : await db.delivery.findUnique({
          where: { id },
          select: { lessonSlug: true, round: true, enrollment: true, subscriber: true },
        });
  if (!delivery?.enrollment || delivery.lessonSlug === null || delivery.round === null) return null;
  const { lessonSlug, round, enrollment, subscriber } = delivery;
  const publication = await publicationWithLesson(db, enrollment.courseSlug, lessonSlug);
  const lessons = publication?.course.lessons ?? [];
  const today = slugToday(lessons)(lessonSlug);
  const lesson = lessons.find(({ slug }) => slug === today);
  if (!publication || !lesson) return null;
  return {
    maskedAddress: maskAddress(subscriber.address),
    course: publication.course,
    lesson,
    learner: { id: enrollment.id, round },
    receipt: { enrollmentId: enrollment.id, round, lessonSlug },
    notes: subscriber.standing !== 'departed',
  };
}
