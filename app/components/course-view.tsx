import { otherCourses } from '#app/courses.ts';
import type { Course } from '#lib/domain/course.ts';
import { Blocks } from './blocks.tsx';
import { CourseData } from './course-data.tsx';
import { Frame } from './frame.tsx';
import { Hero } from './hero.tsx';
import { inWords } from './in-words.ts';
import { NextSteps } from './next-steps.tsx';
import { OtherCourses } from './other-courses.tsx';
import { Emergency, RedFlags } from './red-flags.tsx';
import { Sample } from './sample.tsx';
import { Syllabus } from './syllabus.tsx';

/** A course, for somebody who has never heard of it. `page` is the path it is shown under. */
export async function CourseView({ course, page }: { course: Course; page: string }) {
  const others = await otherCourses(course.slug);
  return (
    <Frame nav={<Sections lessons={course.lessons.length} others={others.length > 0} />}>
      <CourseData course={course} />
      <Hero course={course} page={page} />
      <div className="wrap course">
        <FirstThings course={course} />
        <Syllabus course={course} />
        <Sample course={course} />
        <NextSteps minutes={course.lessons[0]?.minutes ?? null} />
        <div className="two-up">
          <RedFlags of={course.redFlags} id="redflags" />
          <section className="behind" id="behind" aria-labelledby="behind-title">
            <h2 id="behind-title">Who is behind this</h2>
            <Blocks of={course.behind} />
          </section>
        </div>
        <OtherCourses of={others} />
      </div>
    </Frame>
  );
}

function Sections({ lessons, others }: { lessons: number; others: boolean }) {
  return (
    <nav aria-label="On this page">
      <a className="roomy" href="#lessons">
        The {inWords(lessons)} lessons
      </a>
      <a className="roomy" href="#behind">
        Who is behind it
      </a>
      {others && (
        <a className="roomy" href="#others">
          Other courses
        </a>
      )}
      <a href="#sample">Read a sample</a>
    </nav>
  );
}

/** What cannot wait for a course stands before the course. */
function FirstThings({ course }: { course: Course }) {
  return (
    <aside className="flag first" aria-labelledby="first-title">
      <h2 id="first-title">Some things can’t wait</h2>
      <p>
        <Emergency text={course.redFlags.emergency} /> Other signs need a doctor too:{' '}
        <a href="#redflags">read them first</a>. The course will still be here.
      </p>
    </aside>
  );
}
