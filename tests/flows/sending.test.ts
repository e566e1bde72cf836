import { afterEach, beforeEach, expect, test } from 'vitest';
import { deliver } from '#lib/flows/deliver.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { resumeSending, sendingState, stopSending } from '#lib/flows/sending.ts';
import type { TestRuntime } from '#tests/support/runtime.ts';
import { atTime, beginAt } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';

// The operator's switch. Course time begins on a Monday at noon; tea's lessons come on Mondays at nine.

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await openTea();
  await beginAt(runtime, '2027-01-04T12:00:00Z');
});
afterEach(() => runtime.close());

test('stopped, nothing is planned, nothing frozen, and it says since when and why', async () => {
  const ada = await learningTea(runtime, 'ada');
  await stopSending(runtime, 'a wrong link in lesson two');
  await atTime(runtime, '2027-01-11T12:00:00Z');
  expect(await ada.lessons()).toHaveLength(1);
  const { stopped, due } = await sendingState(runtime);
  expect(stopped).toMatchObject({ reason: 'a wrong link in lesson two' });
  expect(Date.now() - (stopped?.since.getTime() ?? 0)).toBeLessThan(60_000);
  expect(due).toBe(1);
  await stopSending(runtime, 'again');
  expect((await sendingState(runtime)).stopped).toEqual(stopped);
});

test('a batch planned before the stop is not frozen after it, and leaves when sending goes on', async () => {
  const ada = await learningTea(runtime, 'ada');
  await runtime.db.delivery.updateMany({ where: { state: 'scheduled' }, data: { dueAt: new Date(0) } });
  await plan(runtime);
  const batch = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } });
  await stopSending(runtime, 'test');
  expect(await deliver(runtime, batch.id)).toBe(60_000);
  expect(await runtime.db.batch.findUniqueOrThrow({ where: { id: batch.id } })).toMatchObject({ attempt: 0 });
  await resumeSending(runtime);
  await runUntilQuiet(runtime);
  expect(await ada.lessons()).toHaveLength(2);
});

test('set by hand in the database, the switch works the same', async () => {
  const ada = await learningTea(runtime, 'ada');
  await runtime.db.$executeRaw`UPDATE "Sender" SET "stoppedAt" = now()`;
  await atTime(runtime, '2027-01-11T12:00:00Z');
  expect(await ada.lessons()).toHaveLength(1);
});

test('a stop waits for the freeze that is under way', async () => {
  await learningTea(runtime, 'ada');
  const order: string[] = [];
  const freezing = runtime.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT "id" FROM "Sender" FOR SHARE`;
    const stopping = stopSending(runtime, 'test').then(() => order.push('stopped'));
    await tx.$queryRaw`SELECT pg_sleep(0.3)::text`;
    order.push('frozen');
    return { stopping };
  });
  await (await freezing).stopping;
  expect(order).toEqual(['frozen', 'stopped']);
});

test('resuming after three weeks sends each learner one lesson, and the next a week later: no burst', async () => {
  const learners = [await learningTea(runtime, 'ada'), await learningTea(runtime, 'ben')];
  await stopSending(runtime, 'three weeks away');
  await atTime(runtime, '2027-01-27T12:00:00Z');
  await resumeSending(runtime);
  await runUntilQuiet(runtime);
  for (const learner of learners) {
    expect((await learner.lessons()).slice(1)).toEqual(['two: Wednesday 27 January at 13:00, Europe/Paris']);
  }
  await atTime(runtime, '2027-02-09T12:00:00Z');
  for (const learner of learners) {
    expect((await learner.lessons()).slice(2)).toHaveLength(1);
  }
});
