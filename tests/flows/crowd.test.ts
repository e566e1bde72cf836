import { expect, test } from 'vitest';
import { examine } from '#lib/flows/doctor.ts';
import { liveCrowd } from '#prisma/crowd.ts';
import { openRuntime } from '#tests/support/runtime.ts';

test('a crowd lives eight weeks, within every invariant, and comes once', async () => {
  const runtime = await openRuntime();
  const days: number[] = [];
  expect(await liveCrowd(runtime, 14, (day) => days.push(day))).toBe(true);
  expect(days).toEqual(Array.from({ length: 56 }, (_, i) => i + 1));
  const { db } = runtime;
  expect(await db.signUp.count()).toBe(14);
  expect(await db.enrollment.count()).toBeGreaterThan(7);
  expect(await db.lessonProgress.count({ where: { readAt: { not: null } } })).toBeGreaterThan(0);
  expect(await db.delivery.count({ where: { deliveredAt: null, state: 'sent' } })).toBeLessThan(5);
  expect((await examine(runtime)).findings).toEqual([]);

  expect(await liveCrowd(runtime, 14, () => {})).toBe(false);
  expect(await db.signUp.count()).toBe(14);
  await runtime.close();
});
