import type { Course } from '#lib/domain/course.ts';
import { averageMinutes } from './reading-time.ts';
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
        <p className="facts">
          <span className="nb">{course.lessons.length} lessons</span>
          <span className="nb">one a week</span>
          <span className="nb">about {averageMinutes(course)} min each</span>
        </p>
      </div>
      <SignUpSheet course={course} page={page} />
    </div>
  );
}
