import { afterEach, beforeEach, expect, test } from 'vitest';
import { confirm } from '#lib/flows/confirm.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { examine } from '#lib/flows/doctor.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';

// The doctor compares what both hold, over real HTTP through the real SDK.

let provider: Provider;
let runtime: TestRuntime;
beforeEach(async () => {
  provider = await startProvider();
  runtime = await openRuntime({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
  });
});
afterEach(async () => {
  await runtime.close();
  await provider.close();
});

test('where both hold the same, it is healthy, and so is what is in doubt', async () => {
  await learner('ada');
  await runUntilQuiet(runtime);
  expect(await provider.accepted()).toHaveLength(1);
  expect(await examine(runtime)).toMatchObject({ findings: [] });

  await learner('ben');
  await plan(runtime);
  const { id } = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open', priority: 1 } });
  provider.fail('answer lost');
  await deliver(runtime, id);
  const diagnosis = await examine(runtime);
  expect(diagnosis.findings).toEqual([]);
  expect(diagnosis.information).toContain(
    'the provider has taken 1 of its newest mails that are still in doubt here',
  );
});

test('a mail the provider has taken, and a database from before it: as after restoring a backup', async () => {
  await learner('ada');
  await runUntilQuiet(runtime);
  await runtime.db.$executeRaw`DELETE FROM "Receipt"`;
  await runtime.db.$executeRaw`DELETE FROM "Delivery" WHERE "state" = 'scheduled'`;
  await runtime.db.$executeRaw`
    UPDATE "Delivery" SET "state" = 'scheduled', "providerId" = NULL, "sentAt" = NULL, "intent" = 'next/' || "enrollmentId",
      "batchId" = NULL, "position" = NULL WHERE "kind" = 'lesson'`;
  const { findings } = await examine(runtime);
  expect(findings).toMatchObject([{ invariant: 'I9', count: 1 }]);
  expect(findings[0]?.what).toContain('If a backup was restored, stop sending.');
});

test('a mail the provider has taken under another id than the one we hold was taken twice', async () => {
  await learner('ada');
  await runUntilQuiet(runtime);
  await runtime.db.$executeRaw`UPDATE "Delivery" SET "providerId" = 'another' WHERE "state" = 'sent'`;
  expect((await examine(runtime)).findings).toMatchObject([{ invariant: 'I1', count: 1 }]);
});

test('a mail marked sent that the provider’s list lacks, within the time that the list covers', async () => {
  await learner('ada');
  await runUntilQuiet(runtime);
  await learner('ben');
  await runUntilQuiet(runtime);
  await runtime.db.$executeRaw`UPDATE "Delivery" SET "providerId" = 'never' WHERE "id" = (
    SELECT d."id" FROM "Delivery" d JOIN "Subscriber" s ON s."id" = d."subscriberId"
    WHERE d."state" = 'sent' AND s."addressKey" = 'ben@example.org')`;
  // The list begins two hours ago, and the mail is an hour old.
  await runtime.db.$executeRaw`UPDATE "Consent" SET "at" = "at" - interval '1 hour'`;
  await runtime.db
    .$executeRaw`UPDATE "Delivery" SET "sentAt" = "sentAt" - interval '1 hour' WHERE "state" = 'sent'`;
  const { recent } = runtime.mail;
  const since = new Date(Date.now() - 2 * 3_600_000);
  const mail = {
    ...runtime.mail,
    recent: async (options: { signal: AbortSignal }) =>
      ((await recent?.(options)) ?? []).map((item) => ({ ...item, takenAt: since })),
    deliveryOf: async () => null,
  };
  expect((await examine({ ...runtime, mail })).findings).toMatchObject([{ invariant: 'I9', count: 1 }]);
});

test('mail of other senders, and of nobody known here, is no fault of this database', async () => {
  await learner('ada');
  await runUntilQuiet(runtime);
  const { MAIL_FROM } = runtime.env;
  const send = (from: string) =>
    fetch(`${provider.url}/emails`, {
      method: 'POST',
      headers: { authorization: 'Bearer re_test', 'content-type': 'application/json' },
      body: JSON.stringify({
        from,
        to: 'somebody@example.org',
        subject: 'Not ours',
        html: 'x',
        tags: [{ name: 'delivery', value: '00000000-0000-4000-8000-000000000000' }],
      }),
    });
  await send('Others <others@example.org>');
  const { information } = await examine(runtime);
  expect(information.join()).not.toContain('no delivery here');
  await send(MAIL_FROM);
  const diagnosis = await examine(runtime);
  expect(diagnosis.findings).toEqual([]);
  expect(diagnosis.information.join()).toContain('1 of the provider’s newest mails are of no delivery here');
});

test('a provider that can’t be asked is said, and no fault', async () => {
  await learner('ada');
  await runUntilQuiet(runtime);
  const mail = { ...runtime.mail, recent: async () => null };
  const { findings, information } = await examine({ ...runtime, mail });
  expect(findings).toEqual([]);
  expect(information).toContain('the provider could not be asked for its newest mails');
});

/** Somebody whose lesson 1 is due; the confirmation is called off, so that only lessons leave. */
async function learner(name: string): Promise<void> {
  await signUp(runtime, { email: `${name}@example.org`, course: 'leaky-gut', source: 'test', network: null });
  const { id } = await runtime.db.signUp.findFirstOrThrow({ where: { address: `${name}@example.org` } });
  await confirm(runtime, runtime.tokens.sign('confirm', id), { network: null });
}
