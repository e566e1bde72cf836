import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type SoftBounce, softBouncesAreFinal } from '#lib/domain/soft-bounces.ts';

/** Mails by letter, and the day on which each came back. */
const bounces = (...days: [mail: string, day: number][]): SoftBounce[] =>
  days.map(([mail, day]) => ({ mail, at: new Date(Date.UTC(2027, 0, 1) + day * 86_400_000) }));

test.each<[string, SoftBounce[], boolean]>([
  ['none', [], false],
  ['four mails', bounces(['a', 0], ['b', 7], ['c', 14], ['d', 21]), false],
  ['five mails in five weeks', bounces(['a', 0], ['b', 7], ['c', 14], ['d', 21], ['e', 28]), true],
  ['five mails in exactly two weeks', bounces(['a', 0], ['b', 1], ['c', 2], ['d', 3], ['e', 14]), true],
  ['five mails in less', bounces(['a', 0], ['b', 1], ['c', 2], ['d', 3], ['e', 13.99]), false],
  ['one mail five times', bounces(['a', 0], ['a', 7], ['a', 14], ['a', 21], ['a', 28]), false],
  ['five mails in exactly ninety days', bounces(['a', 0], ['b', 1], ['c', 2], ['d', 3], ['e', 90]), true],
  ['five mails in more', bounces(['a', 0], ['b', 1], ['c', 2], ['d', 3], ['e', 90.01]), false],
  [
    'an old one beside five that count',
    bounces(['z', -300], ['a', 0], ['b', 7], ['c', 14], ['d', 21], ['e', 28]),
    true,
  ],
  ['one every month', bounces(['a', 0], ['b', 30], ['c', 60], ['d', 90], ['e', 120], ['f', 150]), false],
])('%s', (_what, given, final) => {
  expect(softBouncesAreFinal(given)).toBe(final);
  expect(softBouncesAreFinal(given.toReversed())).toBe(final);
});

test('one more report never turns a yes into a no', () => {
  const bounce = fc.record({
    mail: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'),
    at: fc.integer({ min: 0, max: 120 }).map((day) => new Date(day * 86_400_000)),
  });
  let final = 0;
  fc.assert(
    fc.property(fc.array(bounce, { maxLength: 12 }), bounce, (some, another) => {
      if (!softBouncesAreFinal(some)) return;
      final++;
      expect(softBouncesAreFinal([...some, another])).toBe(true);
    }),
    { numRuns: 2000 },
  );
  expect(final).toBeGreaterThan(100);
});
