import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { sweep } from '#lib/flows/sweep.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { untilLessonsSent } from '#tests/support/ledger.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { age } from '#tests/support/time.ts';
import { startWorkerProcess } from '#tests/support/worker-process.ts';

const HOUR_MS = 3_600_000;

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await openRuntime();
});
afterEach(() => runtime.close());

describe('only the database’s clock counts', () => {
  test.each([
    ['three hours ahead', 3],
    ['three hours behind', -3],
  ])(
    'a worker whose clock is %s sends nothing early and nothing late, and says that it is wrong',
    async (_, hours) => {
      await lessonOneDue(runtime, ['now', 'later']);
      const inAnHour = new Date((await runtime.now()).getTime() + HOUR_MS);
      await runtime.db.delivery.updateMany({
        where: { kind: 'lesson', subscriber: { address: 'later@example.org' } },
        data: { dueAt: inAnHour },
      });
      const worker = await startWorkerProcess(
        { ...runtime.env, LOG_LEVEL: 'warn' },
        { clockOffByMs: hours * HOUR_MS },
      );
      await untilLessonsSent(runtime, 1);
      // Planning again sees the other's lesson, and leaves it.
      await runtime.db.$transaction((tx) => runtime.queue.wakePlan(tx));
      while (!worker.said().includes('clock')) await sleep(100);
      worker.kill('SIGTERM');
      expect(await worker.ended).toBe(0);
      const [mail, ...more] = await runtime.db.outboxMessage.findMany();
      expect(more).toEqual([]);
      expect(mail?.recipient).toBe('now@example.org');
      expect(Math.abs((mail?.sentAt.getTime() ?? 0) - (await runtime.now()).getTime())).toBeLessThan(60_000);
      const next = await runtime.db.delivery.findFirstOrThrow({
        where: { intent: { startsWith: 'next/' }, dueAt: { gt: inAnHour } },
      });
      // A Monday at nine, at least six days from now, whatever the worker's clock says.
      expect(next.dueAt.getTime() - (await runtime.now()).getTime()).toBeGreaterThanOrEqual(
        6 * 24 * HOUR_MS - 60_000,
      );
    },
  );
});

describe('a database whose clock jumps', () => {
  // The clock can't be moved, so everything that was written down is moved against it.
  test.each([
    ['a day forward', 1],
    ['an hour back', -1 / 24],
  ])('%s gives nobody two lessons, none out of order, and loses none', async (_, days) => {
    await lessonOneDue(runtime, ['ada', 'ben']);
    await runUntilQuiet(runtime);
    await age(runtime.db, days);
    await runUntilQuiet(runtime);
    await sweep(runtime);
    await runUntilQuiet(runtime);
    expect(await runtime.db.outboxMessage.count()).toBe(2);
    for (let day = 0; day < 15; day++) {
      await age(runtime.db, 1);
      await runUntilQuiet(runtime);
      if (day === 7) await age(runtime.db, days);
    }
    const mails = await runtime.db.outboxMessage.findMany({ orderBy: { serial: 'asc' } });
    const order = ['what-it-is', 'causes-and-features', 'food'];
    for (const { id, address } of await people()) {
      const had = await runtime.db.receipt.findMany({
        where: { enrollment: { subscriberId: id } },
        orderBy: { createdAt: 'asc' },
      });
      expect(had.map(({ lessonSlug }) => lessonSlug)).toEqual(order.slice(0, had.length));
      // Two weeks, give or take what the clock jumped.
      expect(had.length).toBeGreaterThanOrEqual(2);
      expect(had.length).toBeLessThanOrEqual(3);
      expect(mails.filter(({ recipient }) => recipient === address)).toHaveLength(had.length);
    }
  });
});

function people() {
  return runtime.db.subscriber.findMany();
}
