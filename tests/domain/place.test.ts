import { describe, expect, test } from 'vitest';
import { placeOf } from '#lib/domain/place.ts';

const lessons = (...words: string[]) =>
  words.map((word) => {
    const [slug = '', ...formerly] = word.split('<');
    return { slug, formerly };
  });
const place = (course: string[], had: string[], owed: string[] = [], passedOver: string[] = []) => {
  const receipts = new Map(had.map((name) => [name, `delivery of ${name}`]));
  const { comes, passed } = placeOf(lessons(...course), { receipts, owed, passedOver });
  return { comes, passed };
};

describe('where a learner stands', () => {
  test.each<[string, string[], string[], string[], { comes: string[]; passed: string[] }]>([
    ['nothing had', ['a', 'b'], [], [], { comes: ['a', 'b'], passed: [] }],
    ['in the middle', ['a', 'b', 'c'], ['a'], [], { comes: ['b', 'c'], passed: [] }],
    ['everything had', ['a', 'b'], ['a', 'b'], [], { comes: [], passed: [] }],
    ['inserted behind', ['a', 'x', 'b', 'c'], ['a', 'b'], [], { comes: ['c'], passed: ['x'] }],
    ['inserted behind and owed', ['a', 'x', 'b', 'c'], ['a', 'b'], ['x'], { comes: ['x', 'c'], passed: [] }],
    [
      'several owed come in course order',
      ['y', 'a', 'x'],
      ['x'],
      ['a', 'y'],
      { comes: ['y', 'a'], passed: [] },
    ],
    ['owed, and ahead again: in its turn', ['a', 'b', 'x'], ['a'], ['x'], { comes: ['b', 'x'], passed: [] }],
    ['owed and had', ['a', 'x', 'b'], ['a', 'x', 'b'], ['x'], { comes: [], passed: [] }],
    ['owed and taken out', ['a', 'b'], ['a'], ['x'], { comes: ['b'], passed: [] }],
    ['the next one taken out', ['a', 'c'], ['a'], [], { comes: ['c'], passed: [] }],
    ['the furthest taken out', ['a', 'c'], ['a', 'b'], [], { comes: ['c'], passed: [] }],
    ['all that was had taken out', ['c', 'd'], ['a', 'b'], [], { comes: ['c', 'd'], passed: [] }],
    ['moved behind', ['a', 'c', 'b', 'd'], ['a', 'b'], [], { comes: ['d'], passed: ['c'] }],
    [
      'had, moved ahead: passed is what it now follows',
      ['b', 'c', 'a'],
      ['a', 'b'],
      [],
      { comes: [], passed: ['c'] },
    ],
    ['renamed and had', ['a', 'n<b', 'c'], ['a', 'b'], [], { comes: ['c'], passed: [] }],
    ['renamed twice and had', ['a', 'm<n<b', 'c'], ['a', 'b'], [], { comes: ['c'], passed: [] }],
    ['renamed and owed', ['n<x', 'a'], ['a'], ['x'], { comes: ['n'], passed: [] }],
  ])('%s', (_, course, had, owed, expected) => {
    expect(place(course, had, owed)).toEqual(expected);
  });

  test.each<[string, string[], string[], string[], string[], { comes: string[]; passed: string[] }]>([
    ['the next one skipped', ['a', 'b', 'c'], ['a'], [], ['b'], { comes: ['c'], passed: ['b'] }],
    [
      'jumped ahead of two',
      ['a', 'b', 'c', 'd'],
      ['a'],
      [],
      ['b', 'c'],
      { comes: ['d'], passed: ['b', 'c'] },
    ],
    ['the last one skipped', ['a', 'b'], ['a'], [], ['b'], { comes: [], passed: ['b'] }],
    ['skipped, and asked for', ['a', 'b', 'c'], ['a'], ['b'], ['b'], { comes: ['b', 'c'], passed: [] }],
    ['skipped, and had after all', ['a', 'b', 'c'], ['a', 'b'], [], ['b'], { comes: ['c'], passed: [] }],
    ['skipped, and moved behind', ['b', 'a', 'c'], ['a'], [], ['b'], { comes: ['c'], passed: ['b'] }],
    ['skipped under an old name', ['a', 'n<b', 'c'], ['a'], [], ['b'], { comes: ['c'], passed: ['n'] }],
    ['skipped and taken out', ['a', 'c'], ['a'], [], ['b'], { comes: ['c'], passed: [] }],
  ])('%s', (_, course, had, owed, passedOver, expected) => {
    expect(place(course, had, owed, passedOver)).toEqual(expected);
  });

  test('what was had under an old name is kept under the one of today, in the order in which it was given', () => {
    const receipts = new Map([
      ['b', 'first'],
      ['a', 'second'],
    ]);
    const { had, furthest } = placeOf(lessons('a', 'n<b'), { receipts, owed: [], passedOver: [] });
    expect([...had]).toEqual([
      ['n', 'first'],
      ['a', 'second'],
    ]);
    expect(furthest).toBe('n');
  });
});
