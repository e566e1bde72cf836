import { Frame } from '#app/components/frame.tsx';
import { inWords } from '#app/components/in-words.ts';
import { LessonArticle } from '#app/components/lesson-article.tsx';
import { OpenSelfCheck } from '#app/components/self-check.tsx';
import { SignUpSheet } from '#app/components/sign-up-sheet.tsx';
import type { Query } from '#app/query.ts';
import type { Course, Lesson } from '#lib/domain/course.ts';

/** Lesson 1, to read before signing up. Its question is answered without anything being kept. */
export function SampleLesson(props: { course: Course; lesson: Lesson; query: Query }) {
  const { course, lesson } = props;
  const page = `/courses/${course.slug}/${lesson.slug}`;
  return (
    <Frame nav={<a href={`/courses/${course.slug}`}>About the course</a>}>
      <div className="wrap">
        <LessonArticle
          course={course}
          lesson={lesson}
          number={1}
          check={<OpenSelfCheck check={lesson.check} page={page} query={props.query} />}
        />
        <section className="lesson-end screen-only" aria-labelledby="rest-title">
          <h2 id="rest-title">The other {inWords(course.lessons.length - 1)}, one a week</h2>
          <SignUpSheet course={course} page={page} />
        </section>
      </div>
    </Frame>
  );
}
