import { correctedLesson } from '#lib/domain/corrected-lesson.ts';
import type { Course } from '#lib/domain/course.ts';
import { formatDay } from '#lib/domain/schedule.ts';
import { LessonName } from './lesson-name.tsx';

/** Every correction of a course, the newest first. */
export function Corrections({ course }: { course: Course }) {
  const newestFirst = course.corrections.toSorted((a, b) => b.date.localeCompare(a.date));
  return (
    <ol className="corrections">
      {newestFirst.map(({ id, date, was, now, because, ...about }) => (
        <li key={id} id={id}>
          <h2>
            <time dateTime={date}>{formatDay(new Date(`${date}T00:00:00Z`), 'UTC')}</time>
          </h2>
          <InLesson course={course} number={correctedLesson(course, about)?.number} />
          <dl>
            <div>
              <dt>It said</dt>
              <dd>{was}</dd>
            </div>
            <div>
              <dt>It says now</dt>
              <dd>{now}</dd>
            </div>
            <div>
              <dt>Why</dt>
              <dd>{because}</dd>
            </div>
          </dl>
        </li>
      ))}
    </ol>
  );
}

function InLesson({ course, number }: { course: Course; number: number | undefined }) {
  if (number === undefined) return null;
  return (
    <p className="note">
      In lesson {number}, <LessonName course={course} number={number} />
    </p>
  );
}
