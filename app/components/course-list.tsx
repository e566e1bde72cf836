import type { Course } from '#lib/domain/course.ts';
import { CourseFacts } from './course-facts.tsx';

/** Courses to choose from, each with its promise and how much it is. `level` is that of their headings. */
export function CourseList({ of, level }: { of: readonly Course[]; level: 2 | 3 }) {
  const Heading = `h${level}` as const;
  return (
    <ul className="courses">
      {of.map((course) => (
        <li key={course.slug}>
          <Heading>
            <a href={`/courses/${course.slug}`}>{course.title}</a>
          </Heading>
          <p>{course.promise}</p>
          <CourseFacts course={course} />
        </li>
      ))}
    </ul>
  );
}
