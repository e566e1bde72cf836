import type { Course } from '#lib/domain/course.ts';
import { CourseFacts } from './course-facts.tsx';
import { SignUpSheet } from './sign-up-sheet.tsx';

/** The promise, who it is for, how much it is, and the sheet to sign up on. */
export function Hero({ course, page }: { course: Course; page: string }) {
  return (
    <div className="wrap hero">
      <div>
        <h1>
          {course.title}. {course.promise}
        </h1>
        <p className="lead">{course.audience}</p>
        <CourseFacts course={course} />
      </div>
      <SignUpSheet course={course} page={page} />
    </div>
  );
}
