import { describe, expect, test } from 'vitest';
import { lessonOneDue } from '#tests/support/learner.ts';
import { untilLessonsSent } from '#tests/support/ledger.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';
import { type CrashPoint, startWorkerProcess } from '#tests/support/worker-process.ts';

/** Where the worker is killed, with SIGKILL, in the middle of sending lesson 1 to five learners. */
const POINTS: { at: CrashPoint }[] = [
  { at: 'planned' },
  { at: 'frozen' },
  { at: 'in flight' },
  { at: 'accepted' },
  { at: 'recorded' },
];
/** How long after its request began: the provider holds each answer back, the outbox commits in a few milliseconds. */
const IN_FLIGHT_MS = { outbox: 2, resend: 60 };
/** A lease that is over soon. */
const QUICK = { RESEND_TIMEOUT_SECONDS: '1' };
const LEARNERS = ['ada', 'ben', 'cleo', 'dan', 'eva'];

const CASES = (['outbox', 'resend'] as const).flatMap((transport) =>
  POINTS.map((crash) => ({ transport, crash })),
);

describe.concurrent('a worker killed', () => {
  test.for(CASES)(
    'when $crash.at, sending through $transport: nothing lost, nothing doubled',
    async ({ transport, crash }, { onTestFinished }) => {
      // Answers come late, so that "in flight" is a time in which one can be killed.
      const provider = await startProvider({ answerAfterMs: 200 });
      const runtime = await openRuntime(transport === 'resend' ? throughResend(provider, QUICK) : {});
      onTestFinished(async () => {
        await runtime.close();
        await provider.close();
      });

      await lessonOneDue(runtime, LEARNERS);
      const doomed = await startWorkerProcess(runtime.env, {
        dieAt: crash.at,
        dieAfterMs: IN_FLIGHT_MS[transport],
      });
      expect(await doomed.ended).toBe('SIGKILL');

      const second = await startWorkerProcess(runtime.env);
      await untilLessonsSent(runtime, LEARNERS.length);
      second.kill('SIGTERM');
      expect(await second.ended).toBe(0);

      const arrived = transport === 'resend' ? await fromProvider(provider) : await fromOutbox(runtime);
      expect(arrived.toSorted()).toEqual(LEARNERS.map((name) => `${name}@example.org`));
      expect(await runtime.db.receipt.count()).toBe(LEARNERS.length);
      const dates = { intent: { startsWith: 'next/' }, state: 'scheduled' } as const;
      expect(await runtime.db.delivery.count({ where: dates })).toBe(LEARNERS.length);
    },
  );
});

/** Recipients of lessons, once for each time. */
async function fromOutbox({ db }: TestRuntime): Promise<string[]> {
  return (await db.outboxMessage.findMany()).map(({ recipient }) => recipient);
}

async function fromProvider(provider: Provider): Promise<string[]> {
  return (await provider.accepted()).flatMap(({ to }) => to);
}
