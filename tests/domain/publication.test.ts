import { expect, test } from 'vitest';
import { currentCourse } from '#lib/domain/publication.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';

test('a course that this version published is read as it is', () => {
  expect(currentCourse(fixtureCourse())).toEqual(fixtureCourse());
});

test('a course that an earlier version published is read in today’s words', () => {
  const { position: _, evidence: __, sources: ___, corrections: ____, ...course } = fixtureCourse();
  const [lesson] = course.lessons;
  const old = {
    ...course,
    lessons: [
      {
        slug: lesson?.slug,
        check: { question: 'What?', answers: ['a', 'b'], correct: 0, explanation: 'c' },
        body: [
          { type: 'grade', grade: 'strong', reason: 'many trials' },
          { type: 'ask-first', blocks: [] },
        ],
      },
    ],
  };
  expect(currentCourse(old)).toMatchObject({
    position: null,
    evidence: [],
    sources: [],
    corrections: [],
    lessons: [
      {
        formerly: [],
        known: [],
        unknown: [],
        check: { cites: [] },
        body: [
          { type: 'claim', row: '', grade: 'strong', reason: 'many trials' },
          { type: 'safety', title: 'Ask first', blocks: [] },
        ],
      },
    ],
  });
});
