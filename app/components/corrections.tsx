import type { Course } from '#lib/domain/course.ts';
import { formatDay } from '#lib/domain/schedule.ts';
import { LessonName } from './lesson-name.tsx';

/** Every correction of a course, the newest first. */
export function Corrections({ course }: { course: Course }) {
  const newestFirst = course.corrections.toSorted((a, b) => b.date.localeCompare(a.date));
  return (
    <ol className="corrections">
      {newestFirst.map(({ id, date, lesson, was, now, because }) => (
        <li key={id} id={id}>
          <h2>
            <time dateTime={date}>{formatDay(new Date(`${date}T00:00:00Z`), 'UTC')}</time>
          </h2>
          <InLesson course={course} slug={lesson} />
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

/** `slug` is one that the lesson has, or had. */
function InLesson({ course, slug }: { course: Course; slug: string }) {
  const index = course.lessons.findIndex((lesson) => lesson.slug === slug || lesson.formerly.includes(slug));
  if (index < 0) return null;
  return (
    <p className="note">
      In lesson {index + 1}, <LessonName course={course} number={index + 1} />
    </p>
  );
}
