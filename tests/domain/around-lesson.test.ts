import { expect, test } from 'vitest';
import { aroundLesson } from '#lib/domain/around-lesson.ts';

const lessons = ['a', 'b', 'c'].map((slug) => ({ slug, title: `All of ${slug}`, preheader: `On ${slug}.` }));

test.each([
  ['in its turn', ['a', 'b', 'c'], [], 'Lesson 1 of 3', 'Last lesson:', 'Next: lesson 2', 'All of b'],
  ['the last', ['c'], [], 'Lesson 3 of 3', 'Last lesson:', 'What comes next', 'A short closing mail'],
  [
    'asked for behind the place',
    ['a', 'c'],
    ['a'],
    'Lesson 1 of 3, new since you passed',
    'From the lesson before it:',
    'Next: lesson 3',
    'All of c',
  ],
  [
    'asked for after the last',
    ['b'],
    ['b'],
    'Lesson 2 of 3, new since you passed',
    'From the lesson before it:',
    'What comes next',
    'A short closing mail',
  ],
])(
  'a lesson %s says where it stands and what follows',
  (_, comes, owed, place, recapLabel, nextLabel, nextTitle) => {
    expect(aroundLesson(lessons, { comes, owed, passedOver: new Set() })).toMatchObject({
      place,
      recapLabel,
      nextLabel,
      nextTitle,
    });
  },
);

test('a lesson asked for after it was skipped says that', () => {
  const place = { comes: ['a', 'c'], owed: ['a'], passedOver: new Set(['a']) };
  expect(aroundLesson(lessons, place)).toMatchObject({ place: 'Lesson 1 of 3, which you had skipped' });
});
