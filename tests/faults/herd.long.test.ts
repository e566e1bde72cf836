import { test } from 'vitest';
import { sendToHerd } from '#tests/support/herd.ts';

test('100,000 lessons due at once leave once each, in order, at the provider’s pace, in bounded memory', () =>
  sendToHerd(100_000, 20 * 60_000));
