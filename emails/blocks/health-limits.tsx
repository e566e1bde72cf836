import type { Course, Lesson } from '#lib/domain/course.ts';
import { formatDay } from '#lib/domain/date-words.ts';
import { Note } from './footer.tsx';

/** Who stands for a lesson, in a sentence. */
export function reviewOf({ reviewed: { by } }: Pick<Lesson, 'reviewed'>): string {
  return by === null ? 'Not reviewed by a clinician.' : `Reviewed by ${by}.`;
}

type Props = { lesson: Pick<Lesson, 'reviewed'>; disclosure: Course['disclosure'] };

/** What every mail about a lesson owes a reader: its limits, its review and its interests. */
export function HealthLimits({ lesson, disclosure }: Props) {
  const { date, by } = lesson.reviewed;
  const day = formatDay(new Date(`${date}T00:00:00Z`), 'UTC');
  return (
    <>
      <Note above={0}>
        <b>General learning, not medical advice.</b>
        {' This mail can’t tell you what is wrong and doesn’t replace your doctor, pharmacist or dietitian.'}
        {' Don’t stop or change a medicine because of it.'}
      </Note>
      <Note>
        <b>{by === null ? 'Not reviewed by a clinician.' : `Reviewed by ${by} on ${day}.`}</b>
        {by === null && ` Last checked against its sources on ${day}.`}
        {disclosure && ` ${disclosure}`}
      </Note>
    </>
  );
}
