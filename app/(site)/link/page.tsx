import type { Metadata } from 'next';
import { PlainPage } from '#app/components/plain-page.tsx';
import { listCourses } from '#app/courses.ts';
import { signFormTime } from '#lib/domain/form-time.ts';
import { getRuntime } from '#lib/runtime.ts';
import { LinkForm } from './link-form.tsx';

export const metadata: Metadata = {
  title: 'Lost your link?',
  description:
    'Get a new link to your own page by email: where you are in the course, pause, change the day, or leave.',
};

export default async function LinkPage() {
  const { tokens, now } = await getRuntime();
  const courses = await listCourses();
  return (
    <PlainPage title="Lost your link?">
      <p className="lead">
        Your own page shows where you are, and lets you pause, change the day or leave. We send its link to
        your address.
      </p>
      <LinkForm
        courses={courses.map(({ slug, title }) => ({ slug, title }))}
        shown={signFormTime(tokens, await now())}
      />
    </PlainPage>
  );
}
