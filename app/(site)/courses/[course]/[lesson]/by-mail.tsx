import { PlainPage } from '#app/components/plain-page.tsx';
import { quoted } from '#app/components/quoted.ts';
import type { Course, Lesson } from '#lib/domain/course.ts';

/**
 * For whoever comes to a lesson without the link from its mail. It is there, and this is not where it is read: nothing
 * went wrong, so the answer is an ordinary page, which search engines leave out.
 */
export function ByMail(props: { course: Course; lesson: Lesson; number: number }) {
  const { course, lesson, number } = props;
  const first = course.lessons[0];
  return (
    <PlainPage title={`Lesson ${number} comes by mail.`}>
      <p className="lead">
        {quoted(lesson.title)} is lesson {number} of {course.lessons.length} in the course{' '}
        {quoted(course.title)}. Each lesson is sent to you when its turn has come, with a link to read it on
        the web.
      </p>
      <section>
        <h2>If you take this course</h2>
        <p>
          Use the link in the lesson’s mail. Or open your own page: it lists every lesson you have had. We
          send its link to your address.
        </p>
        <p>
          <a className="btn" href="/link">
            Send me a link to my page
          </a>
        </p>
      </section>
      <section>
        <h2>If you are new here</h2>
        <p>
          The course is free and begins with lesson 1.
          {first && (
            <>
              {' '}
              You can <a href={`/courses/${course.slug}/${first.slug}`}>read that one before you sign up</a>.
            </>
          )}
        </p>
        <p>
          <a className="btn quiet" href={`/courses/${course.slug}`}>
            See the course and sign up
          </a>
        </p>
      </section>
    </PlainPage>
  );
}
