import { findSite } from '#app/site.ts';
import type { Course } from '#lib/domain/course.ts';
import { totalMinutes } from './reading-time.ts';

/** The course in words for search engines (schema.org). React escapes what could end the script. */
export async function CourseData({ course }: { course: Course }) {
  const { name } = await findSite();
  return <script type="application/ld+json">{JSON.stringify(describe(course, name))}</script>;
}

function describe(course: Course, siteName: string) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: course.title,
    description: course.description,
    inLanguage: 'en',
    isAccessibleForFree: true,
    provider: { '@type': 'Organization', name: siteName },
    offers: { '@type': 'Offer', category: 'Free', price: 0, priceCurrency: 'EUR' },
    hasCourseInstance: {
      '@type': 'CourseInstance',
      courseMode: 'Online',
      courseWorkload: `PT${totalMinutes(course)}M`,
      courseSchedule: { '@type': 'Schedule', repeatFrequency: 'Weekly', repeatCount: course.lessons.length },
    },
    syllabusSections: course.lessons.map((lesson) => ({
      '@type': 'Syllabus',
      name: lesson.title,
      timeRequired: `PT${lesson.minutes}M`,
    })),
  };
}
