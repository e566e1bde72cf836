import type { Metadata, ResolvingMetadata } from 'next';
import { CourseView } from '#app/components/course-view.tsx';
import { NoSuchPage, noSuchPage } from '#app/components/no-such-page.tsx';
import { courseMetadata } from '#app/course-metadata.ts';
import { findCourse } from '#app/courses.ts';

type Props = { params: Promise<{ course: string }> };

export async function generateMetadata({ params }: Props, parent: ResolvingMetadata): Promise<Metadata> {
  const course = await findCourse((await params).course);
  return course ? courseMetadata(course, parent) : noSuchPage;
}

export default async function CoursePage({ params }: Props) {
  const course = await findCourse((await params).course);
  if (!course) return <NoSuchPage />;
  return <CourseView course={course} page={`/courses/${course.slug}`} />;
}
