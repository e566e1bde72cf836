import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { keepLessons } from '#lib/flows/keep-lessons.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import type { Learner } from '../support/learner.ts';
import { beginAt, minutesPass, type TestRuntime } from '../support/runtime.ts';
import { learningTea, openTea } from '../support/small-course.ts';

let runtime: TestRuntime;
let ada: Learner;
beforeAll(async () => {
  runtime = await openTea();
});
beforeEach(async () => {
  await beginAt(runtime, '2027-01-06T12:00:00Z');
  ada = await learningTea(runtime, 'ada');
  await passDays(runtime, 6);
});
afterAll(() => runtime.close());

test.each(['course', 'everything'] as const)(
  'who rests, leaves (%s) and takes it back rests again',
  async (scope) => {
    await pause(runtime, await ada.token('manage'), 4);
    const { state, pausedUntil } = await enrollment();
    await unsubscribe(runtime, await ada.token('unsubscribe'), scope, 'page');
    expect(await enrollment()).toMatchObject({ state: 'left' });
    expect(await keepLessons(runtime, await ada.token('manage'))).toEqual({ ok: true, said: 'undone' });
    expect(await enrollment()).toMatchObject({ state, pausedUntil });
  },
);

test('after the ten minutes the course goes on from its place', async () => {
  await pause(runtime, await ada.token('manage'), 4);
  await unsubscribe(runtime, await ada.token('unsubscribe'), 'course', 'page');
  await minutesPass(runtime, 11);
  expect(await keepLessons(runtime, await ada.token('manage'))).toEqual({ ok: true, said: 'came-back' });
  expect(await enrollment()).toMatchObject({ state: 'active', pausedUntil: null });
});

test('what was changed since is not undone by it', async () => {
  await unsubscribe(runtime, await ada.token('unsubscribe'), 'course', 'page');
  await keepLessons(runtime, await ada.token('manage'));
  await pause(runtime, await ada.token('manage'), null);
  expect(await keepLessons(runtime, await ada.token('manage'))).toEqual({ ok: true, said: 'nothing-to-do' });
  expect(await enrollment()).toMatchObject({ state: 'paused' });
});

function enrollment() {
  return runtime.db.enrollment.findFirstOrThrow();
}
