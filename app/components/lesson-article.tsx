import type { ReactNode } from 'react';
import type { Course, Lesson } from '#lib/domain/course.ts';
import { formatDay } from '#lib/domain/schedule.ts';
import { Blocks } from './blocks.tsx';
import { figureOf } from './drawings/index.tsx';
import { EnvelopeRow } from './envelope.tsx';
import { allReferences } from './excerpt.ts';
import { Known } from './known.tsx';
import { RedFlags } from './red-flags.tsx';
import { References } from './references.tsx';
import { PrintedAnswer } from './self-check.tsx';

type Props = {
  course: Course;
  lesson: Lesson;
  number: number;
  /** How many lessons the learner has had; nothing for whoever only looks at this one. */
  had?: number;
  /** The question at its end. */
  check: ReactNode;
  /** What stands between that and the sources. */
  children?: ReactNode;
};

/** A whole lesson: the same content as its mail, with the drawing and links between text and sources. */
export function LessonArticle({ course, lesson, number, had, check, children }: Props) {
  const total = course.lessons.length;
  return (
    <article>
      <header className="lesson-head">
        <EnvelopeRow had={had ?? number} total={total} />
        <p className="place">
          <b>
            Lesson {number} of {total}
          </b>{' '}
          · {lesson.minutes} {lesson.minutes === 1 ? 'minute' : 'minutes'} to read
          {had !== undefined && ` · ${had} of ${total} lessons had`}
        </p>
        <p className="place limits">General learning, not medical advice. {reviewer(lesson)}</p>
        <h1>{lesson.title}</h1>
        {lesson.recap && <p className="recap">{lesson.recap}</p>}
      </header>
      <Blocks of={lesson.body} figure={figureOf(course, lesson)} />
      <Known lesson={lesson} />
      <section className="lesson-part" aria-labelledby="action-title">
        <p className="label">One thing to do before the next lesson</p>
        <h2 id="action-title">{lesson.action.title}</h2>
        <p>{lesson.action.text}</p>
      </section>
      {check}
      {children}
      <References of={allReferences(lesson)} />
      <p className="note screen-only">
        <a href={`/courses/${course.slug}/sources`}>All sources of this course</a>, and{' '}
        <a href={`/courses/${course.slug}/changes`}>what was corrected</a>
      </p>
      <PrintedAnswer check={lesson.check} />
      <div className="lesson-end">
        <RedFlags of={course.redFlags} />
        <p className="note">
          {reviewedBy(lesson)} {course.disclosure}
        </p>
      </div>
    </article>
  );
}

/** Near the claims, as in the mail; the rest stands at the end. */
function reviewer({ reviewed: { by } }: Lesson): string {
  return by === null ? 'Not reviewed by a clinician.' : `Reviewed by ${by}.`;
}

function reviewedBy({ reviewed }: Lesson): string {
  const day = formatDay(new Date(`${reviewed.date}T12:00:00Z`), 'UTC');
  return reviewed.by === null
    ? `Not reviewed by a clinician. Last checked against its sources on ${day}.`
    : `Reviewed by ${reviewed.by} on ${day}.`;
}
