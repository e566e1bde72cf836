import { expect, test } from 'vitest';
import { claimsOf, sourcesOf } from '#lib/domain/course-sources.ts';
import { currentCourse } from '#lib/domain/publication.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';

const course = fixtureCourse();
const numbers = (lessons: readonly { number: number }[]) => lessons.map(({ number }) => number);

test('every claim, in the order of the evidence, with the lessons that grade it and what it rests on', () => {
  const claims = claimsOf(course).map(({ row, lessons, sources }) => [
    row.id,
    numbers(lessons),
    sources.map(({ id }) => id),
  ]);
  expect(claims).toEqual([
    ['help.1', [1], ['lee2020', 'park2019']],
    ['help.2', [1], ['who2021']],
    ['help.3', [1], []],
    ['time.1', [2], ['park2019']],
    ['leaf.1', [], []],
  ]);
});

test('every source that a lesson cites or a claim rests on, from A to Z; what nobody uses is left out', () => {
  const sources = sourcesOf(course).map(({ source, lessons, claims }) => [
    source.id,
    numbers(lessons),
    claims.map(({ id }) => id),
  ]);
  expect(sources).toEqual([
    ['lee2020', [1], ['help.1']],
    ['park2019', [1, 2], ['help.1', 'time.1']],
    ['who2021', [1], ['help.2']],
  ]);
});

test('a course that was published before it kept its sources has those of its lessons', () => {
  const { sources: _, evidence: __, ...old } = course;
  const read = currentCourse(JSON.parse(JSON.stringify(old)));
  expect(claimsOf(read)).toEqual([]);
  expect(sourcesOf(read).map(({ source }) => source.id)).toEqual(['lee2020', 'park2019', 'who2021']);
});
