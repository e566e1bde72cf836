import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { endAttempt } from '#lib/db/batches.ts';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { erase } from '#lib/flows/erase.ts';
import { type FrozenBatch, freeze } from '#lib/flows/freeze.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { plan } from '#lib/flows/plan.ts';
import { record } from '#lib/flows/record.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import type { SendOutcome } from '#lib/mail/transport.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Learner } from '#tests/support/learner.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';

describe('somebody is erased while their lesson is', () => {
  let runtime: TestRuntime;
  let ben: Learner | undefined;
  let batch: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  afterAll(() => runtime.close());

  /** Lesson 2 of these is due and planned, in one batch. */
  const planned = async (...names: string[]) => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    const learners: Learner[] = [];
    for (const name of names) learners.push(await learningTea(runtime, name));
    ben = learners[1];
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    expect(await plan(runtime)).toBe(names.length);
    batch = (await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } })).id;
  };
  const eraseAda = async () => expect(await erase(runtime, 'ada@example.org')).toMatchObject({ ok: true });
  const mailsTo = (name: string) =>
    runtime.db.outboxMessage.count({ where: { recipient: `${name}@example.org`, subject: 'two' } });
  const batchNow = () => runtime.db.batch.findUniqueOrThrow({ where: { id: batch } });
  const everyBatchIsClosed = async () =>
    expect(await runtime.db.batch.count({ where: { state: { not: 'closed' } } })).toBe(0);
  const withSend = (send: Runtime['mail']['send']): Runtime => ({
    ...runtime,
    mail: { ...runtime.mail, send },
  });
  const frozenNow = async (): Promise<FrozenBatch> => {
    const frozen = await freeze(runtime, batch);
    if (frozen.state !== 'frozen') throw new Error(frozen.state);
    return frozen;
  };
  /** The attempt ended with this, and the batch may be tried again at once. */
  const answered = async (frozen: FrozenBatch, outcome: SendOutcome) => {
    await record(runtime, frozen, outcome);
    await runtime.db.batch.updateMany({ where: { id: batch }, data: { nextAttemptAt: null } });
  };
  const benGoesOn = async () => {
    await passDays(runtime, 7);
    expect((await ben?.lessons())?.map((line) => line.split(':')[0])).toEqual(['one', 'two', 'three']);
    expect(await mailsTo('ben')).toBe(1);
    await everyBatchIsClosed();
  };

  describe('beside another’s', () => {
    beforeEach(() => planned('ada', 'ben'));

    test('planned: the other’s leaves alone', async () => {
      await eraseAda();
      await runUntilQuiet(runtime);
      expect([await mailsTo('ada'), await mailsTo('ben')]).toEqual([0, 1]);
      await benGoesOn();
    });

    test('in flight: it may arrive, and the other’s is written down', async () => {
      const erasesMeanwhile = withSend(async (...request) => {
        await eraseAda();
        return runtime.mail.send(...request);
      });
      expect(await deliver(erasesMeanwhile, batch)).toBeNull();
      expect(await batchNow()).toMatchObject({ state: 'closed', outcome: 'accepted' });
      expect(await runtime.db.subscriber.count()).toBe(1);
      await benGoesOn();
    });

    test('frozen, and not handed over in time: it is frozen again without them', async () => {
      const frozen = await frozenNow();
      await eraseAda();
      await runtime.db.$transaction((tx) => endAttempt(tx, frozen, { certain: true, waitMs: 0 }));
      await runUntilQuiet(runtime);
      expect([await mailsTo('ada'), await mailsTo('ben')]).toEqual([0, 1]);
      await benGoesOn();
    });

    test('asked to wait by the provider: it goes without them', async () => {
      await answered(await frozenNow(), { outcome: 'not-now', afterMs: 0, reason: 'busy' });
      await eraseAda();
      await runUntilQuiet(runtime);
      expect([await mailsTo('ada'), await mailsTo('ben')]).toEqual([0, 1]);
      await benGoesOn();
    });

    test('refused: that was perhaps about them, so the other’s is asked for again, alone', async () => {
      const frozen = await frozenNow();
      await eraseAda();
      await answered(frozen, { outcome: 'refused', reason: 'validation_error' });
      expect(await runtime.db.delivery.count({ where: { state: 'failed' } })).toBe(0);
      await runUntilQuiet(runtime);
      await benGoesOn();
    });

    test('in doubt, and it had left: the same is not sent again, and the other’s is found', async () => {
      const frozen = await frozenNow();
      await runtime.mail.send(frozen.messages, {
        idempotencyKey: batch,
        signal: AbortSignal.timeout(10_000),
      });
      await answered(frozen, { outcome: 'no-answer', reason: 'test', ill: false });
      await eraseAda();
      let requests = 0;
      const counted = withSend(async (...request) => {
        requests++;
        return runtime.mail.send(...request);
      });
      await deliver(counted, batch);
      expect(requests).toBe(0);
      expect(await batchNow()).toMatchObject({ state: 'closed', outcome: 'accepted' });
      await benGoesOn();
    });

    test('in doubt, and it had not left: once that is proved, the other’s is sent', async () => {
      await answered(await frozenNow(), { outcome: 'no-answer', reason: 'test', ill: false });
      await eraseAda();
      // As long as a request could still be under way, nothing is proved.
      await runtime.db.$executeRaw`
        UPDATE "Batch" SET "attemptedAt" = "attemptedAt" - interval '1 minute', "doubtSince" = "doubtSince" - interval '1 minute'`;
      await runUntilQuiet(runtime);
      expect([await mailsTo('ada'), await mailsTo('ben')]).toEqual([0, 1]);
      await benGoesOn();
    });
  });

  describe('alone in its batch and', () => {
    beforeEach(() => planned('ada'));

    test.each<[string, () => Promise<void>, object]>([
      ['planned', async () => eraseAda(), { outcome: 'emptied' }],
      [
        'in doubt',
        async () => {
          await answered(await frozenNow(), { outcome: 'no-answer', reason: 'test', ill: false });
          await eraseAda();
        },
        { outcome: 'emptied' },
      ],
      [
        'refused',
        async () => {
          const frozen = await frozenNow();
          await eraseAda();
          await answered(frozen, { outcome: 'refused', reason: 'validation_error' });
        },
        {},
      ],
      [
        'in flight, with an answer',
        async () => {
          const frozen = await frozenNow();
          await eraseAda();
          await answered(frozen, { outcome: 'answered', messages: [{ accepted: 'x' }] });
        },
        { outcome: 'accepted' },
      ],
      [
        'in flight, without one',
        async () => {
          const frozen = await frozenNow();
          await eraseAda();
          await answered(frozen, { outcome: 'no-answer', reason: 'test', ill: false });
        },
        { outcome: 'emptied' },
      ],
    ])('%s: the batch ends, and asks for nothing more', async (_when, happens, end) => {
      await happens();
      let requests = 0;
      const counted = withSend(async (...request) => {
        requests++;
        return runtime.mail.send(...request);
      });
      await runUntilQuiet(counted);
      expect(requests).toBe(0);
      expect(await batchNow()).toMatchObject({ state: 'closed', ...end });
      expect(await mailsTo('ada')).toBe(0);
    });
  });
});
