import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completionSubject } from '#emails/completion.tsx';
import { type Published, publishCourses } from '#lib/flows/publish-courses.ts';
import type { Runtime } from '#lib/runtime.ts';
import { asked, type Learner, learning } from './learner.ts';
import { openRuntime, type TestRuntime } from './runtime.ts';

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
 */
export async function publishLessons(
  runtime: Runtime,
  slug: string,
  lessons: readonly string[],
  words: Readonly<Record<string, string>> = {},
  when: 'always' | 'first time' = 'always',
): Promise<Published[]> {
  const dir = await mkdtemp(join(tmpdir(), 'lettercourse-test-'));
  const folder = join(dir, slug);
  await mkdir(folder);
  await writeFile(join(folder, 'course.md'), courseFile(slug));
  await writeFile(join(folder, 'sources.json'), '[]');
  for (const [index, lesson] of lessons.entries()) {
    const name = `${String(index + 1).padStart(2, '0')}-${lesson}.md`;
    await writeFile(join(folder, name), lessonFile(lesson, index, words[lesson]));
  }
  return publishCourses(runtime, when, dir).finally(() => rm(dir, { recursive: true }));
}

function courseFile(slug: string): string {
  return `---
title: The ${slug} course
promise: Enough about ${slug} to begin.
audience: For whoever reads tests.
description: A course of very short lessons about ${slug}, made for tests, which nobody outside them ever takes.
timeZone: Europe/Paris
weekday: monday
hour: 9
redFlags: { title: Stop if, soon: [it hurts], emergency: Call somebody. }
---
Tests are behind this.
`;
}

function lessonFile(slug: string, index: number, words = `All about ${slug}.`): string {
  return `---
title: ${slug}
subject: ${slug}
preheader: The lesson called ${slug}, short enough to be read by a machine.
${index === 0 ? '' : 'recap: The lesson before was short too.'}
action: { title: Do ${slug}, text: Once is enough. }
check: { question: Was that short?, answers: ['Yes', 'No'], correct: A, explanation: It was. }
reviewed: { date: 2026-11-22, by: null }
---
${words}
`;
}
