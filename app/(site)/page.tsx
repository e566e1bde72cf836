import type { Metadata, ResolvingMetadata } from 'next';
import { CourseView } from '#app/components/course-view.tsx';
import { Frame } from '#app/components/frame.tsx';
import { courseMetadata } from '#app/course-metadata.ts';
import { listCourses } from '#app/courses.ts';

export async function generateMetadata(_props: unknown, parent: ResolvingMetadata): Promise<Metadata> {
  const [course] = await listCourses();
  return course ? courseMetadata(course, parent) : {};
}

export default async function LandingPage() {
  const [course] = await listCourses();
  return course ? <CourseView course={course} page="/" /> : <NothingYet />;
}

function NothingYet() {
  return (
    <Frame>
      <div className="wrap">
        <div className="plain-page">
          <h1>No course is published here yet.</h1>
          <p>
            When one is, it will stand on this page. If you run this site: a course is published when the
            worker starts.
          </p>
        </div>
      </div>
    </Frame>
  );
}
