import type { Course } from '#lib/domain/course.ts';
import { CourseList } from './course-list.tsx';

/** What else can be learned here. Shows nothing where there is nothing else. */
export function OtherCourses({ of }: { of: readonly Course[] }) {
  if (of.length === 0) return null;
  return (
    <section id="others" className="split part" aria-labelledby="others-title">
      <h2 id="others-title">{of.length === 1 ? 'Another course' : 'Other courses'}</h2>
      <CourseList of={of} level={3} />
    </section>
  );
}
