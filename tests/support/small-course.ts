import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completionSubject } from '#emails/completion.tsx';
import { type Published, publishCourses } from '#lib/flows/publish-courses.ts';
import type { Runtime } from '#lib/runtime.ts';
import { asked, type Learner, learning } from './learner.ts';
import { openRuntime, type TestRuntime } from './runtime.ts';
import { type CourseFiles, writeCourse } from './write-course.ts';

/** A runtime with the course `tea` published: lessons one, two, three and four, on Mondays at nine. */
export async function openTea(): Promise<TestRuntime> {
  const runtime = await openRuntime();
  await publishLessons(runtime, 'tea', ['one', 'two', 'three', 'four']);
  return runtime;
}

/** The subject of tea's closing mail. */
export const CLOSING = completionSubject('The tea course');

export function askedForTea(runtime: Runtime, name: string, timeZone = 'Europe/Paris'): Promise<Learner> {
  return asked(runtime, name, timeZone, 'tea');
}

export function learningTea(runtime: Runtime, name: string, timeZone = 'Europe/Paris'): Promise<Learner> {
  return learning(runtime, name, timeZone, 'tea');
}

/**
 * Publishes a course of very short lessons from files, the way an operator's edit goes live.
 * @param lessons slugs in their order; each slug is also the lesson's title and subject
 * @param words by slug, what a lesson says, where the test is about that
 * @param more what else the files say
 */
export async function publishLessons(
  runtime: Runtime,
  slug: string,
  lessons: readonly string[],
  words: Readonly<Record<string, string>> = {},
  when: 'always' | 'first time' = 'always',
  more: Partial<CourseFiles> = {},
): Promise<Published[]> {
  const dir = await mkdtemp(join(tmpdir(), 'lettercourse-test-'));
  await writeCourse(dir, { slug, lessons, words, ...more });
  return publishCourses(runtime, when, dir).finally(() => rm(dir, { recursive: true }));
}
