import type { Metadata } from 'next';
import { CourseList } from '#app/components/course-list.tsx';
import { PlainPage } from '#app/components/plain-page.tsx';
import { listCourses } from '#app/courses.ts';

export const metadata: Metadata = {
  title: 'All courses',
  description:
    'Every course that can be had here by email: free, one lesson at a time, and your place is kept.',
  alternates: { canonical: '/courses' },
};

export default async function CoursesPage() {
  const courses = await listCourses();
  return (
    <PlainPage title="All courses.">
      <p className="lead">
        {courses.length === 0
          ? 'None is published here yet.'
          : 'Each is free and comes by email, one lesson at a time. You can take several: there is never more than one lesson a day that you didn’t ask for.'}
      </p>
      <CourseList of={courses} level={2} />
    </PlainPage>
  );
}
