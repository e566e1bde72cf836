import type { CourseDraft } from '#lib/domain/course.ts';
import { passagesIn, passagesOf } from '#lib/domain/lesson-words.ts';
import { lineOf } from './find-line.ts';
import { splitSentences } from './reading.ts';

/** A sentence that readers see, and the file it stands in. */
export type Sentence = { file: string; said: string };

/** What readers see in mails and on the course’s page, but for wrong answers to a question. */
export function sentencesMeant(draft: CourseDraft): Sentence[] {
  const lessons = draft.lessons.map(({ file, lesson }) => {
    const { check } = lesson;
    const meant = check && { ...check, answers: check.answers.filter((_, index) => index === check.correct) };
    return { file, lesson: { ...lesson, check: meant } };
  });
  return sentencesTold({ ...draft, lessons });
}

/** What readers see in mails and on the course’s page. */
export function sentencesTold({ head, behind, lessons }: CourseDraft): Sentence[] {
  const { title, promise, audience, description, disclosure, redFlags } = head;
  const course = [title, promise, audience, description, disclosure, ...behind.flatMap(passagesIn)];
  const flags = [redFlags?.title, ...(redFlags?.soon ?? []), redFlags?.emergency];
  return [
    ...sentencesIn('course.md', [...course, ...flags]),
    ...lessons.flatMap(({ file, lesson }) =>
      sentencesIn(file, [lesson.subject, lesson.preheader, ...passagesOf(lesson)]),
    ),
  ];
}

/** What they see on the pages of its evidence and its corrections. */
export function sentencesBeside({ evidence, corrections }: CourseDraft): Sentence[] {
  return [
    ...sentencesIn(
      'evidence.yaml',
      evidence.flatMap(({ claim, because }) => [claim, because]),
    ),
    ...sentencesIn(
      'corrections.yaml',
      corrections.flatMap(({ now, because }) => [now, because]),
    ),
  ];
}

export function lineOfSentence({ file, said }: Sentence, files: ReadonlyMap<string, string>): number {
  return lineOf(said, files.get(file) ?? '');
}

function sentencesIn(file: string, passages: readonly (string | null | undefined)[]): Sentence[] {
  return passages.flatMap((passage) => splitSentences(passage ?? '')).map((said) => ({ file, said }));
}
