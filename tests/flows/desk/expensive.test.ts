import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expensive } from '#lib/flows/desk/expensive.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';

let desk: TestRuntime;
beforeAll(async () => {
  desk = await openRuntime();
});
afterAll(() => desk.close());

/** An answer that counts how often it was looked for. */
function counted(tookMs: number) {
  let times = 0;
  return async () => {
    await sleep(tookMs);
    return ++times;
  };
}

test('what is cheap is asked for each time', async () => {
  const find = counted(0);
  expect(await expensive(desk.db, 'cheap', find)).toBe(1);
  expect(await expensive(desk.db, 'cheap', find)).toBe(2);
});

test('what takes long is kept for a while, and found once for all who ask meanwhile', async () => {
  const find = counted(150);
  const ask = () => expensive(desk.db, 'dear', find);
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1]);
  expect(await ask()).toBe(1);
  expect(await expensive(desk.db, 'another', find)).toBe(2);
});

test('a failure is not kept', async () => {
  const find = counted(0);
  await expect(expensive(desk.db, 'broken', () => Promise.reject(new Error('no database')))).rejects.toThrow(
    'no database',
  );
  expect(await expensive(desk.db, 'broken', find)).toBe(1);
});
