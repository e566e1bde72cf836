import { describe, expect, test } from 'vitest';
import type { Course, Lesson } from '#lib/domain/course.ts';
import { type CourseChanges, compareCourses } from '#lib/domain/course-changes.ts';
import { readsAlike } from '#lib/domain/reads-alike.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';

const fixture = fixtureCourse();
const lesson = (slug: string, more: Partial<Lesson> = {}): Lesson => {
  const [first] = fixture.lessons;
  if (!first) throw new Error('the fixture has lessons');
  return { ...first, slug, title: `About ${slug}`, subject: `On ${slug}`, ...more };
};
const tea: Course = {
  ...fixture,
  weekday: 1,
  hour: 9,
  timeZone: 'Europe/Paris',
  lessons: ['a', 'b', 'c', 'd'].map((slug) => lesson(slug)),
};
const [a, b, c, d] = tea.lessons as [Lesson, Lesson, Lesson, Lesson];
const correction = (id: string) => ({
  id,
  date: '2026-12-02',
  lesson: 'a',
  was: 'Ten.',
  now: 'Four.',
  because: 'A slip.',
});
const NOTHING: CourseChanges = {
  added: [],
  takenOut: [],
  renamed: [],
  moved: [],
  changed: [],
  corrected: [],
  slot: null,
  around: false,
};

describe('what is different between two versions of a course', () => {
  test.each<[string, Partial<Course>, Partial<CourseChanges>]>([
    ['nothing', {}, {}],
    ['a lesson more', { lessons: [a, lesson('x'), b, c, d] }, { added: ['x'] }],
    ['a lesson less', { lessons: [a, c, d] }, { takenOut: ['b'] }],
    ['a correction', { corrections: [...tea.corrections, correction('new')] }, { corrected: ['new'] }],
    ['a correction in other words', { corrections: [correction('time-1')] }, { around: true }],
    ['other words', { lessons: [a, { ...b, title: 'New' }, c, d] }, { changed: ['b'] }],
    [
      'another name',
      { lessons: [a, { ...b, slug: 'x', formerly: ['b'] }, c, d] },
      { renamed: [{ from: 'b', to: 'x' }] },
    ],
    [
      'another name, place and words',
      { lessons: [a, c, d, { ...b, slug: 'x', formerly: ['b'], title: 'New' }] },
      { renamed: [{ from: 'b', to: 'x' }], moved: ['x'], changed: ['x'] },
    ],
    ['a lesson moved to the front', { lessons: [d, a, b, c] }, { moved: ['d'] }],
    ['a lesson moved to the end', { lessons: [b, c, d, a] }, { moved: ['a'] }],
    [
      'a lesson put in and another moved',
      { lessons: [a, lesson('x'), c, b, d] },
      { added: ['x'], moved: ['b'] },
    ],
    ['another promise', { promise: 'New.' }, { around: true }],
    [
      'another time',
      { weekday: 2, hour: 10 },
      { slot: { from: 'Mondays at 09:00, Europe/Paris', to: 'Tuesdays at 10:00, Europe/Paris' } },
    ],
  ])('%s', (_, change, told) => {
    const moved = compareCourses(tea, { ...tea, ...change });
    expect(moved).toEqual({
      ...NOTHING,
      ...told,
    });
  });

  test('a course that was stored and read again is the same', () => {
    const stored: Course = JSON.parse(JSON.stringify(Object.fromEntries(Object.entries(tea).toReversed())));
    expect(compareCourses(stored, tea)).toEqual(NOTHING);
  });
});

describe('a lesson taken out and one added are perhaps one', () => {
  const says = (text: string): Partial<Lesson> => ({
    body: [{ type: 'paragraph', children: [{ type: 'text', text }] }],
  });
  const long =
    'Tea is a leaf in hot water, and whoever drinks it at night lies awake. Green tea has less of what keeps us awake.';
  test.each<[string, Lesson, Lesson, ReturnType<typeof readsAlike>]>([
    ['by their title', lesson('x', { title: 'T' }), lesson('y', { title: 'T' }), 'title'],
    ['by their subject', lesson('x', { subject: 'S' }), lesson('y', { subject: 'S' }), 'subject'],
    [
      'by their text',
      lesson('x', says(long)),
      lesson('y', says(`${long} New is that cold tea is tea.`)),
      'text',
    ],
    [
      'not by single words',
      lesson('x', says(long)),
      lesson(
        'y',
        says('Water is in tea, and tea keeps whoever drinks it awake, as less of a leaf at night has.'),
      ),
      null,
    ],
    ['not when they say nothing', lesson('x', says('')), lesson('y', says('')), null],
  ])('%s', (_, from, to, same) => {
    expect(readsAlike(from, to)).toBe(same);
  });
});
