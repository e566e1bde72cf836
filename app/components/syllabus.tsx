import type { Course } from '#lib/domain/course.ts';
import { Envelope } from './envelope.tsx';
import { inWords } from './in-words.ts';
import { totalMinutes } from './reading-time.ts';

/** Every lesson with its title and its minutes. */
export function Syllabus({ course }: { course: Course }) {
  return (
    <section id="lessons" className="split" aria-labelledby="lessons-title">
      <div>
        <h2 id="lessons-title">The {inWords(course.lessons.length)} lessons</h2>
        <p className="note">
          {totalMinutes(course)} minutes of reading in all. Each lesson ends with one small thing to do and
          one question to check yourself.
        </p>
        <p className="note">
          <a href={`/courses/${course.slug}/sources`}>All sources of this course</a>, and{' '}
          <a href={`/courses/${course.slug}/changes`}>what was corrected</a>
        </p>
      </div>
      <ol className="toc">
        {course.lessons.map((lesson, index) => (
          <li key={lesson.slug}>
            <Envelope state="to-come" number={index + 1} />
            <span className="title">{lesson.title}</span>
            <span className="minutes">{lesson.minutes} min</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
