import { describe, expect, test } from 'vitest';
import { deliver } from '#lib/flows/deliver.ts';
import { plan } from '#lib/flows/plan.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, recipients } from '#tests/support/ledger.ts';
import { startProvider } from '#tests/support/provider.ts';
import { openRuntime, throughResend } from '#tests/support/runtime.ts';
import { publishLessons } from '#tests/support/small-course.ts';
import { startWorkerProcess } from '#tests/support/worker-process.ts';

describe.concurrent('a deploy', () => {
  test('in the middle of a request: the old worker takes its answer, begins nothing new, and ends well', async ({
    onTestFinished,
  }) => {
    const provider = await startProvider();
    const runtime = await openRuntime(throughResend(provider));
    onTestFinished(async () => {
      await runtime.close();
      await provider.close();
    });
    const { promise: answered, resolve: answer } = Promise.withResolvers<void>();
    provider.fail({ answerAfter: answered });
    const worker = await startWorkerProcess(runtime.env);
    await lessonOneDue(runtime, ['ada']);
    await provider.asked(1);
    worker.kill('SIGTERM');
    // The worker ends its heartbeat's row last: as long as it is there, the worker is still at its work.
    await lessonOneDue(runtime, ['ben']);
    expect(await runtime.db.heartbeat.count()).toBe(1);
    answer();
    expect(await worker.ended).toBe(0);
    expect(await runtime.db.heartbeat.count()).toBe(0);
    expect(await recipients(provider)).toBe('ada');
    await expectSameLedger(runtime, provider);
    expect(await runtime.db.batch.count({ where: { leasedUntil: { not: null } } })).toBe(0);
  });

  test('with another sender and an edited lesson, between two attempts: the provider is asked with the same bytes', async ({
    onTestFinished,
  }) => {
    const provider = await startProvider();
    const runtime = await openRuntime(throughResend(provider));
    onTestFinished(async () => {
      await runtime.close();
      await provider.close();
    });
    await publishLessons(runtime, 'tea', ['one', 'two']);
    await lessonOneDue(runtime, ['ada', 'ben'], 'tea');
    await plan(runtime);
    const { id } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 1 } });
    provider.fail('answer lost');
    await deliver(runtime, id);
    await publishLessons(runtime, 'tea', ['zero', 'one'], { one: 'Other words.' });
    await runtime.db.batch.update({ where: { id }, data: { nextAttemptAt: null } });
    const env = {
      ...runtime.env,
      MAIL_FROM: 'Another <other@learn.example.org>',
      POSTAL_ADDRESS: 'Elsewhere',
    };
    await deliver({ ...runtime, env }, id);
    // Other bytes under the same key would be a 409 there, and no acceptance here.
    expect(provider.keys).toEqual([id, id]);
    expect(await runtime.db.batch.findUnique({ where: { id } })).toMatchObject({ outcome: 'accepted' });
    await expectSameLedger(runtime, provider);
    expect(await recipients(provider)).toBe('ada, ben');
  });
});
