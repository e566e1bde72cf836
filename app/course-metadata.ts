import type { Metadata, ResolvingMetadata } from 'next';
import { findSite } from '#app/site.ts';
import type { Course } from '#lib/domain/course.ts';

/** Title, description and canonical address of a course's page; `parent` brings the picture, which is the site's. */
export async function courseMetadata(course: Course, parent: ResolvingMetadata): Promise<Metadata> {
  const title = `${course.title}, free and by email`;
  const images = (await parent).openGraph?.images ?? [];
  return {
    title: { absolute: title },
    description: course.description,
    alternates: { canonical: `/courses/${course.slug}` },
    openGraph: {
      title,
      description: course.description,
      siteName: (await findSite()).name,
      type: 'website',
      images,
    },
  };
}
