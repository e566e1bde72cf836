import type { Course } from '#lib/domain/course.ts';
import { totalMinutes } from './reading-time.ts';

/** The course in words for search engines (schema.org). React escapes what could end the script. */
export function CourseData({ course }: { course: Course }) {
  return <script type="application/ld+json">{JSON.stringify(describe(course))}</script>;
}

function describe(course: Course) {
  return {
    '@context': 'https://schema.org',
    '@type': 'Course',
    name: course.title,
    description: course.description,
    inLanguage: 'en',
    isAccessibleForFree: true,
    provider: { '@type': 'Organization', name: 'Lettercourse' },
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
