import type { Metadata } from 'next';
import { permanentRedirect } from 'next/navigation';
import { NoSuchPage, noSuchPage } from '#app/components/no-such-page.tsx';
import { findCourse } from '#app/courses.ts';
import type { Query } from '#app/query.ts';
import { namesOf } from '#lib/domain/lesson-names.ts';
import { ByMail } from './by-mail.tsx';
import { SampleLesson } from './sample-lesson.tsx';

type Props = { params: Promise<{ course: string; lesson: string }>; searchParams: Query };

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await findLesson(props);
  if (!found) return noSuchPage;
  const { course, lesson, number } = found;
  if (number > 1) {
    return {
      title: `Lesson ${number} comes by mail: ${lesson.title}`,
      robots: { index: false, follow: true },
    };
  }
  return {
    title: { absolute: `Sample lesson: ${lesson.title}` },
    description: `${lesson.preheader} Lesson 1 of ${course.lessons.length}, to read before you sign up.`,
    alternates: { canonical: `/courses/${course.slug}/${lesson.slug}` },
  };
}

/** A lesson under its public address: the first is open to everybody, the others come by mail. */
export default async function LessonPage(props: Props) {
  const found = await findLesson(props);
  if (!found) return <NoSuchPage />;
  const { course, lesson, number } = found;
  // Under a name it had before.
  if ((await props.params).lesson !== lesson.slug)
    permanentRedirect(`/courses/${course.slug}/${lesson.slug}`);
  if (number > 1) return <ByMail {...found} />;
  return <SampleLesson course={course} lesson={lesson} query={props.searchParams} />;
}

async function findLesson({ params }: Props) {
  const { course: courseSlug, lesson: slug } = await params;
  const course = await findCourse(courseSlug);
  const index = course?.lessons.findIndex((lesson) => namesOf(lesson).includes(slug)) ?? -1;
  const lesson = course?.lessons[index];
  return course && lesson ? { course, lesson, number: index + 1 } : null;
}
