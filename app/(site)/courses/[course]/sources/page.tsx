import type { Metadata } from 'next';
import { ClaimsByLesson } from '#app/components/claims-by-lesson.tsx';
import { Frame } from '#app/components/frame.tsx';
import { HowToRead } from '#app/components/how-to-read.tsx';
import { NoSuchPage, noSuchPage } from '#app/components/no-such-page.tsx';
import { quoted } from '#app/components/quoted.ts';
import { SourceList } from '#app/components/source-list.tsx';
import { findCourse } from '#app/courses.ts';
import { claimsOf, hasVerdicts, sourcesOf } from '#lib/domain/course-sources.ts';

type Props = { params: Promise<{ course: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const course = await findCourse((await params).course);
  if (!course) return noSuchPage;
  return {
    title: { absolute: `Sources: ${course.title}` },
    description: `Every claim that ${quoted(course.title)} weighs, how good the evidence for it is, and every source with what it found.`,
    alternates: { canonical: `/courses/${course.slug}/sources` },
  };
}

export default async function SourcesPage({ params }: Props) {
  const course = await findCourse((await params).course);
  if (!course) return <NoSuchPage />;
  const claims = claimsOf(course);
  const sources = sourcesOf(course);
  return (
    <Frame nav={<a href={`/courses/${course.slug}`}>About the course</a>}>
      <div className="wrap sources-page">
        <header>
          <h1>All sources of this course</h1>
          <p className="lead">
            {quoted(course.title)} weighs {claims.length} claims. Here is what it makes of each, and each of
            the {sources.length} sources: what it found, and how much of it we read.
          </p>
          <nav aria-label="On this page">
            <ul>
              {claims.length > 0 && (
                <li>
                  <a href="#claims-by-lesson">The claims, lesson by lesson</a>
                </li>
              )}
              <li>
                <a href="#sources-a-to-z">The sources from A to Z</a>
              </li>
              <li>
                <a href={`/courses/${course.slug}/changes`}>What was corrected</a>
              </li>
            </ul>
          </nav>
          <HowToRead verdicts={hasVerdicts(course)} />
        </header>
        <ClaimsByLesson course={course} claims={claims} />
        <SourceList course={course} sources={sources} />
      </div>
    </Frame>
  );
}
