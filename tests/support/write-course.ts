import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Correction } from '#lib/domain/course.ts';

export type CourseFiles = {
  slug: string;
  /** Slugs in their order; each is also the lesson's title and subject. */
  lessons: readonly string[];
  /** By slug, what a lesson says. */
  words?: Readonly<Record<string, string>>;
  /** By slug, the slugs a lesson had before. */
  formerly?: Readonly<Record<string, readonly string[]>>;
  weekday?: string;
  /** To every lesson's question. */
  answers?: readonly string[];
  hour?: number;
  corrections?: readonly Correction[];
};

/** Writes a course of very short lessons into a folder of courses, as an operator would. */
export async function writeCourse(
  dir: string,
  {
    slug,
    lessons,
    words = {},
    formerly = {},
    weekday = 'monday',
    hour = 9,
    answers = ['Yes', 'No'],
    corrections = [],
  }: CourseFiles,
): Promise<void> {
  const folder = join(dir, slug);
  await mkdir(folder);
  await writeFile(join(folder, 'course.md'), courseFile(slug, weekday, hour));
  await writeFile(join(folder, 'sources.json'), '[]');
  await writeFile(join(folder, 'corrections.yaml'), JSON.stringify(corrections));
  for (const [index, lesson] of lessons.entries()) {
    const name = `${String(index + 1).padStart(2, '0')}-${lesson}.md`;
    const text = lessonFile(lesson, index, formerly[lesson] ?? [], answers, words[lesson]);
    await writeFile(join(folder, name), text);
  }
}

function courseFile(slug: string, weekday: string, hour: number): string {
  return `---
title: The ${slug} course
promise: Enough about ${slug} to begin.
audience: For whoever reads tests.
description: A course of very short lessons about ${slug}, made for tests, which nobody outside them ever takes.
timeZone: Europe/Paris
weekday: ${weekday}
hour: ${hour}
redFlags: { title: Stop if, soon: [it hurts], emergency: Call somebody. }
---
Tests are behind this.
`;
}

function lessonFile(
  slug: string,
  index: number,
  formerly: readonly string[],
  answers: readonly string[],
  words = `All about ${slug}.`,
): string {
  return `---
title: ${slug}
subject: ${slug}
preheader: The lesson called ${slug}, short enough to be read by a machine.
${index === 0 ? '' : 'recap: The lesson before was short too.'}
formerly: [${formerly.join(', ')}]
action: { title: Do ${slug}, text: Once is enough. }
check: { question: Was that short?, answers: ${JSON.stringify(answers)}, correct: A, explanation: It was. }
reviewed: { date: 2026-11-22, by: null }
---
${words}
`;
}
