import type { Course } from '#lib/domain/course.ts';
import { averageMinutes } from './reading-time.ts';

/** How much a course is. */
export function CourseFacts({ course }: { course: Course }) {
  return (
    <p className="facts">
      <span className="nb">{course.lessons.length} lessons</span>
      <span className="nb">one a week</span>
      <span className="nb">about {averageMinutes(course)} min each</span>
    </p>
  );
}
