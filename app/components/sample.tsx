import type { Course } from '#lib/domain/course.ts';
import { Blocks } from './blocks.tsx';
import { figureOf } from './drawings/index.tsx';
import { excerptOf } from './excerpt.ts';
import { References } from './references.tsx';

/** Two parts of lesson 1 as they are: with their grades, their drawing and their sources. */
export function Sample({ course }: { course: Course }) {
  const [lesson] = course.lessons;
  if (!lesson) return null;
  const { blocks, references } = excerptOf(lesson);
  return (
    <section id="sample" aria-labelledby="sample-title">
      <h2 id="sample-title">From lesson 1</h2>
      <div className="sheet">
        <p className="kicker">
          Lesson 1 of {course.lessons.length} · {lesson.minutes} minutes · {lesson.title}
        </p>
        <Blocks of={blocks} figure={figureOf(course, lesson)} deeper={1} />
        <References of={references} deeper={1} />
        <p className="more">
          <a className="btn quiet" href={`/courses/${course.slug}/${lesson.slug}`}>
            Read all of lesson 1
          </a>
        </p>
      </div>
    </section>
  );
}
