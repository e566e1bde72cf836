import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ClaimsByLesson } from '#app/components/claims-by-lesson.tsx';
import { Corrections } from '#app/components/corrections.tsx';
import { SourceList } from '#app/components/source-list.tsx';
import { readCourses } from '#lib/content/read.ts';
import type { Course } from '#lib/domain/course.ts';
import { claimsOf, sourcesOf } from '#lib/domain/course-sources.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';

const courses = [fixtureCourse(), ...(await readCourses())];

describe.each(courses.map((course): [string, Course] => [course.slug, course]))(
  'sources of %s',
  (_, course) => {
    const html = renderToStaticMarkup(
      <>
        <ClaimsByLesson course={course} claims={claimsOf(course)} />
        <SourceList course={course} sources={sourcesOf(course)} />
      </>,
    );
    const found = (pattern: RegExp) => [...html.matchAll(pattern)].map(([, value]) => value);
    const ids = found(/ id="([^"]*)"/g);

    test('every link within the page leads somewhere, and no two places have one name', () => {
      const targets = found(/ href="#([^"]*)"/g);
      expect(targets.length).toBeGreaterThan(10);
      expect(targets.filter((target) => !ids.includes(target))).toEqual([]);
      expect(new Set(ids).size).toBe(ids.length);
    });

    test('every claim and every source in use stands there, and only lesson 1 is a link', () => {
      const { evidence, lessons } = course;
      const cited = lessons.flatMap(({ references }) => references.map(({ id }) => id));
      const named = evidence.flatMap(({ id, sources }) => [`claim-${id}`, ...sources]);
      expect(ids).toEqual(expect.arrayContaining([...cited, ...named]));
      const paths = found(/ href="(\/[^"]*)"/g);
      expect(new Set(paths)).toEqual(new Set([`/courses/${course.slug}/${lessons[0]?.slug}`]));
    });
  },
);

test('a claim says what the course does with it, why, how good the evidence is, and where it stands', () => {
  const course = fixtureCourse();
  const words = textOf(<ClaimsByLesson course={course} claims={claimsOf(course)} />);
  expect(words).toContain(
    'Tea helps. In weaker words. Two trials disagree. Rests on Lee, 2020 ; Park and others, 2019',
  );
  expect(words).toMatch(/Contested evidence Limited evidence/);
  expect(words).toMatch(/In no lesson Tea cures\. Left out\. No study says so\. Unsupported$/);
});

test('where the course has added every claim itself, none says so', () => {
  const course = fixtureCourse();
  for (const row of course.evidence) row.verdict = 'added';
  expect(textOf(<ClaimsByLesson course={course} claims={claimsOf(course)} />)).not.toContain('Added.');
});

test('corrections stand newest first, each with its day, its lesson of today, both wordings and the reason', () => {
  const entry = { was: 'Five minutes.', now: 'Four.', because: 'We had misread it.' };
  const corrections = [
    { ...entry, id: 'early', date: '2026-12-01', lesson: 'what-tea-is' },
    { ...entry, id: 'late', date: '2026-12-24', lesson: 'its-old-name' },
  ];
  const course = { ...fixtureCourse(), corrections };
  course.lessons[1]?.formerly.push('its-old-name');
  const words = textOf(<Corrections course={course} />);
  expect(words).toBe(
    '24 December 2026 In lesson 2, How to make it It said Five minutes. It says now Four. Why We had misread it. ' +
      '1 December 2026 In lesson 1, What tea is It said Five minutes. It says now Four. Why We had misread it.',
  );
});

function textOf(element: React.ReactElement): string {
  return renderToStaticMarkup(element)
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
