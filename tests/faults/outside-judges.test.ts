import { describe, expect, test } from 'vitest';
import { deliver } from '#lib/flows/deliver.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { lessonOneDue } from '#tests/support/learner.ts';
import { expectSameLedger, recipients } from '#tests/support/ledger.ts';
import { type Fault, startProvider } from '#tests/support/provider.ts';
import { openRuntime, throughResend } from '#tests/support/runtime.ts';

// Nobody here is ours but the sender: Resend's own SDK asks emulate, and mockttp between them breaks the first answer.
const QUICK = { RESEND_TIMEOUT_SECONDS: '2' };

const FIRST_ANSWERS: { what: string; fault: Fault }[] = [
  { what: 'the answer is lost after acceptance', fault: 'answer lost' },
  { what: 'the request is reset before acceptance', fault: 'not taken' },
  { what: 'no answer ever comes', fault: 'no answer' },
  { what: 'half a 200 comes', fault: 'answer cut' },
  { what: 'an empty 200 comes', fault: { foreign: 200, body: '' } },
  { what: 'a 200 with a page comes', fault: { foreign: 200, body: '<html>Welcome to our hotel</html>' } },
  { what: 'a 200 that is not an answer comes', fault: { foreign: 200, body: '{"ok":true}' } },
  { what: 'a 500 comes after acceptance', fault: { foreign: 500, body: '' } },
  { what: 'a 503 comes', fault: { status: 503, name: 'service_unavailable' } },
  {
    what: 'a 429 comes',
    fault: { status: 429, name: 'rate_limit_exceeded', headers: { 'retry-after': '1' } },
  },
  { what: 'the key is said to be in use', fault: { status: 409, name: 'concurrent_idempotent_requests' } },
  {
    what: 'a redirect to itself comes',
    fault: { status: 307, name: 'moved', headers: { location: '/emails/batch' } },
  },
];

describe.concurrent('exactly one mail per delivery is stored, asked for under one key', () => {
  test.for(FIRST_ANSWERS)('when $what', async ({ fault }, { onTestFinished }) => {
    const provider = await startProvider();
    const runtime = await openRuntime(throughResend(provider, QUICK));
    onTestFinished(async () => {
      await runtime.close();
      await provider.close();
    });
    await lessonOneDue(runtime, ['ada', 'ben', 'cleo']);
    provider.fail(fault);
    await runUntilQuiet(runtime, 60_000);
    expect(await recipients(provider)).toBe('ada, ben, cleo');
    await expectSameLedger(runtime, provider);
    expect(new Set(provider.keys).size).toBe(1);
    expect(provider.requests).toBe(2);
    expect(await runtime.db.delivery.count({ where: { state: { in: ['failed', 'unknown'] } } })).toBe(0);
  });

  test('when the stored words were changed between two attempts: the provider refuses them, and its list tells', async ({
    onTestFinished,
  }) => {
    const provider = await startProvider();
    const runtime = await openRuntime(throughResend(provider, QUICK));
    onTestFinished(async () => {
      await runtime.close();
      await provider.close();
    });
    await lessonOneDue(runtime, ['ada', 'ben']);
    await plan(runtime);
    const { id } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 1 } });
    provider.fail('answer lost');
    await deliver(runtime, id);
    // What no code of ours does.
    await runtime.db.$executeRaw`
      UPDATE "Delivery" SET "slots" = jsonb_set("slots", '{greeting}', '"Dear whoever,"') WHERE "batchId" = ${id}::uuid`;
    await runtime.db.batch.update({ where: { id }, data: { bodyHash: null, nextAttemptAt: null } });
    await runUntilQuiet(runtime, 60_000);
    expect(await recipients(provider)).toBe('ada, ben');
    await expectSameLedger(runtime, provider);
    expect(provider.keys).toEqual([id, id]);
  });
});
