import { expect, test } from 'vitest';
import { progress } from '#lib/cli/progress.ts';

test('a bar grows on a terminal, and goes away when all is done', () => {
  const written: string[] = [];
  const bar = progress('checking', { isTTY: true, write: (text) => written.push(String(text)) > 0 });
  for (const done of [0, 8, 16]) bar(done, 16);
  expect(written).toEqual([
    '\r[........................] checking, 0 of 16',
    '\r[############............] checking, 8 of 16',
    expect.stringMatching(/^\r +\r$/),
  ]);
});

test('where nobody looks there is none', () => {
  progress('checking', {
    isTTY: false,
    write: () => {
      throw new Error('written');
    },
  })(1, 2);
});
