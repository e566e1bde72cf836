import type { Metadata, ResolvingMetadata } from 'next';
import { notFound } from 'next/navigation';
import { CourseView } from '#app/components/course-view.tsx';
import { courseMetadata } from '#app/course-metadata.ts';
import { findCourse } from '#app/courses.ts';

type Props = { params: Promise<{ course: string }> };

export async function generateMetadata({ params }: Props, parent: ResolvingMetadata): Promise<Metadata> {
  const course = await findCourse((await params).course);
  return course ? courseMetadata(course, parent) : {};
}

export default async function CoursePage({ params }: Props) {
  const course = await findCourse((await params).course);
  if (!course) notFound();
  return <CourseView course={course} page={`/courses/${course.slug}`} />;
}
