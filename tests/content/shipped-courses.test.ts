import { expect, test } from 'vitest';
import { lint } from '#lib/content/lint/lint.ts';

test('the courses that ship have nothing to mend', async () => {
  const report = await lint('emails/courses');
  expect(report?.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(report?.lessons.length).toBeGreaterThanOrEqual(7);
});
