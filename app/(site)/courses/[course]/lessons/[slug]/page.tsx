import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { Frame } from '#app/components/frame.tsx';
import { inWords } from '#app/components/in-words.ts';
import { LessonArticle } from '#app/components/lesson-article.tsx';
import { SignUpSheet } from '#app/components/sign-up-sheet.tsx';
import { findCourse } from '#app/courses.ts';

type Props = { params: Promise<{ course: string; slug: string }> };

export async function generateMetadata(props: Props): Promise<Metadata> {
  const sample = await findSample(props);
  if (!sample) return {};
  const { course, lesson } = sample;
  return {
    title: { absolute: `Sample lesson: ${lesson.title}` },
    description: `${lesson.preheader} Lesson 1 of ${course.lessons.length}, to read before you sign up.`,
    alternates: { canonical: `/courses/${course.slug}/lessons/${lesson.slug}` },
  };
}

export default async function SampleLessonPage(props: Props) {
  const sample = await findSample(props);
  if (!sample) notFound();
  const { course, lesson } = sample;
  const page = `/courses/${course.slug}/lessons/${lesson.slug}`;
  return (
    <Frame nav={<a href={`/courses/${course.slug}`}>About the course</a>}>
      <div className="wrap">
        <LessonArticle course={course} lesson={lesson} number={1} />
        <section className="lesson-end screen-only" aria-labelledby="rest-title">
          <h2 id="rest-title">The other {inWords(course.lessons.length - 1)}, one a week</h2>
          <SignUpSheet course={course} page={page} />
        </section>
      </div>
    </Frame>
  );
}

/** Only lesson 1 is open to everyone; the others come by mail. */
async function findSample({ params }: Props) {
  const { course: courseSlug, slug } = await params;
  const course = await findCourse(courseSlug);
  const [lesson] = course?.lessons ?? [];
  return course && lesson?.slug === slug ? { course, lesson } : null;
}
