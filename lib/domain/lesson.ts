import { z } from 'zod';
import type { Lesson } from './course.ts';
import { type Report, reporter } from './course-error.ts';
import { whyNotCite } from './evidence.ts';
import { line, readFrontMatter } from './front-matter.ts';
import { type Body, type Grounds, readBody } from './lesson-body.ts';
import { numberOf } from './lesson-inline.ts';
import { minutesToRead } from './reading-time.ts';

/**
 * Reads one lesson from Markdown with a YAML head.
 * @param grounds what the lesson may cite and grade, by id
 * @throws CourseError with every problem of the file
 */
export function parseLesson(slug: string, markdown: string, grounds: Grounds): Lesson {
  const { report, finish } = reporter();
  return finish(readLesson({ file: `${slug}.md`, slug, markdown, grounds }, report).lesson);
}

/** A lesson as far as it could be read: what its head lacks or has wrong is missing here. */
export type LessonDraft = Partial<Lesson> & Pick<Lesson, 'slug'> & Body;

/** The same, reporting problems. `lesson` is null when the head can’t be used. */
export function readLesson(
  from: { file: string; slug: string; markdown: string; grounds: Grounds },
  report: Report,
): { lesson: Lesson | null; draft: LessonDraft } {
  const { file, slug, grounds } = from;
  const head = readFrontMatter(file, from.markdown, LESSON, report);
  const text = readBody({ file, markdown: head.body, grounds }, report);
  if (text.body.length === 0) report(file, 1, 'The lesson has no text. Write it below the head.');

  if (head.values === null) {
    const { check: asked, ...sound } = LESSON.partial().parse(head.sound);
    return { lesson: null, draft: { ...sound, ...(asked && { check: checkOf(asked) }), slug, ...text } };
  }
  const lesson = { ...head.values, slug, check: checkOf(head.values.check), ...text };
  const whole = { ...lesson, minutes: minutesToRead(lesson) };
  return { lesson: whole, draft: whole };

  function checkOf({ sources, ...asked }: z.output<typeof LESSON>['check']): Lesson['check'] {
    const cites = sources.flatMap((id) => {
      const source = grounds.sources.get(id);
      const why = whyNotCite(id, grounds.sources);
      if (why) report(file, 1, `\`check.sources\`: ${why.message}`, why.rule);
      return source && !why ? [numberOf(source, text.references)] : [];
    });
    cites.sort((one, other) => one - other);
    return { ...asked, correct: LETTERS.indexOf(asked.correct), cites };
  }
}

const LETTERS = ['A', 'B', 'C', 'D', 'E'] as const;

const LESSON = z.strictObject({
  title: line,
  subject: line.max(60, 'keep it to 60 characters; phones cut longer ones'),
  preheader: line.min(40, 'write 40 to 110 characters').max(110, 'write 40 to 110 characters'),
  recap: line.nullable().default(null),
  formerly: z.array(line).default([]),
  action: z.strictObject({ title: line, text: line }),
  check: z
    .strictObject({
      question: line,
      answers: z
        .array(line)
        .min(2, 'give at least two answers')
        .max(LETTERS.length, 'give at most five answers'),
      correct: z.enum(LETTERS, 'write the letter of the right answer, such as B'),
      explanation: line,
      sources: z.array(z.string()).default([]),
    })
    .refine(({ answers, correct }) => LETTERS.indexOf(correct) < answers.length, {
      path: ['correct'],
      error: 'no answer has this letter',
    }),
  reviewed: z.strictObject({
    date: z.iso.date('write the date as 2026-11-22'),
    by: line.nullable(),
  }),
});
