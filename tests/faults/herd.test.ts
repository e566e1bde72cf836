import { test } from 'vitest';
import { sendToHerd } from '#tests/support/herd.ts';

test('5,000 lessons due at once leave once each, in order, at the provider’s pace, in bounded memory', () =>
  sendToHerd(5_000, 160_000));
