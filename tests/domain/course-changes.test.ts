import { expect, test } from 'vitest';
import type { Course, Lesson } from '#lib/domain/course.ts';
import { courseChanges } from '#lib/domain/course-changes.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';

const tea = fixtureCourse();
const [first, second] = tea.lessons;
if (!first || !second) throw new Error('the fixture has two lessons');
const third: Lesson = { ...second, slug: 'third' };

test.each<[string, Partial<Course>, string[]]>([
  ['nothing', {}, []],
  ['a lesson more', { lessons: [first, third, second] }, ['lesson added: third']],
  ['a lesson less', { lessons: [first] }, [`lesson taken out: ${second.slug}`]],
  ['other words', { lessons: [first, { ...second, title: 'New' }] }, [`lesson changed: ${second.slug}`]],
  ['another order', { lessons: [second, first] }, [`new order: ${second.slug}, ${first.slug}`]],
  ['another promise', { promise: 'New.' }, ['what stands around the lessons']],
])('publishing %s is told as such, and nothing else', (_, change, told) => {
  expect(courseChanges(tea, { ...tea, ...change })).toEqual(told);
});

test('a new course is told with its number of lessons', () => {
  expect(courseChanges(null, tea)).toEqual(['new, with 2 lessons']);
});
