import type { Metadata } from 'next';
import { Corrections } from '#app/components/corrections.tsx';
import { Frame } from '#app/components/frame.tsx';
import { NoSuchPage, noSuchPage } from '#app/components/no-such-page.tsx';
import { quoted } from '#app/components/quoted.ts';
import { findCourse } from '#app/courses.ts';
import { findSite } from '#app/site.ts';
import { writeTo } from '#lib/domain/site.ts';

type Props = { params: Promise<{ course: string }> };

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const course = await findCourse((await params).course);
  if (!course) return noSuchPage;
  return {
    title: { absolute: `What was corrected: ${course.title}` },
    description: `What a lesson of ${quoted(course.title)} said wrong, what it says now, why, and since when.`,
    alternates: { canonical: `/courses/${course.slug}/changes` },
  };
}

export default async function ChangesPage({ params }: Props) {
  const course = await findCourse((await params).course);
  if (!course) return <NoSuchPage />;
  const site = await findSite();
  const address = writeTo(site);
  return (
    <Frame nav={<a href={`/courses/${course.slug}`}>About the course</a>}>
      <div className="wrap">
        <div className="plain-page">
          <h1>What was corrected</h1>
          {course.corrections.length === 0 ? (
            <p className="lead">Nothing has been corrected yet.</p>
          ) : (
            <>
              <p className="lead">
                What a lesson of {quoted(course.title)} said wrong, and what it says now.
              </p>
              <Corrections course={course} />
            </>
          )}
          <section>
            <h2>If you find a mistake</h2>
            <p>
              Answer any of our mails, or write to <a href={`mailto:${address}`}>{address}</a>. A person reads
              it. What we correct is dated and stands here.
            </p>
          </section>
          <p>
            <a href={`/courses/${course.slug}/sources`}>All sources of this course</a>
          </p>
        </div>
      </div>
    </Frame>
  );
}
