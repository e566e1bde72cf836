import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { beat } from '#lib/db/heartbeat.ts';
import { prepareTest } from '#lib/flows/prepare-test.ts';
import { runScheduled } from '#lib/flows/scheduled.ts';
import { sendTest } from '#lib/flows/send-test.ts';
import { setUp } from '#lib/flows/set-up.ts';
import { createTxtLookUp } from '#lib/mail/sender-records.ts';
import { type NameServer, startNameServer } from '#tests/support/name-server.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { openRuntime, type TestRuntime, throughResend } from '#tests/support/runtime.ts';
import { reports } from '#tests/support/webhooks.ts';

const ALL_RECORDS = {
  'send.tea.eu': ['v=spf1 include:amazonses.com ~all'],
  'resend._domainkey.tea.eu': ['p=MIGfMA0GCSqGSIb3'],
  '_dmarc.tea.eu': ['v=DMARC1; p=none;'],
};

let provider: Provider;
let names: NameServer;
beforeAll(async () => {
  [provider, names] = await Promise.all([startProvider(), startNameServer()]);
});
afterAll(async () => {
  await provider?.close();
  await names?.close();
});

let runtime: TestRuntime;
afterEach(() => runtime?.close());
const statesNow = async (asks = true) =>
  Object.fromEntries((await setUp(runtime, { asks })).map(({ name, state }) => [name, state]));

async function sendTestMail() {
  const prepared = await prepareTest(runtime, { course: 'leaky-gut', mail: '1', address: 'me@tea.eu' });
  if (!prepared.ok) throw new Error(prepared.problems.join());
  expect(await sendTest(runtime, prepared.message)).toEqual({ ok: true });
}

test('an installation that nobody has configured: the course is there, the rest is said', async () => {
  runtime = await openRuntime({ MAIL_FROM: '', POSTAL_ADDRESS: '' });
  expect(await statesNow()).toEqual({
    course: 'done',
    worker: 'to do',
    passkey: 'to do',
    provider: 'to do',
    sender: 'to do',
    SPF: 'later',
    DKIM: 'later',
    DMARC: 'later',
    reports: 'later',
    'test mail': 'to do',
  });
  await beat(runtime.db, 'worker', 60);
  await sendTestMail();
  expect(await statesNow()).toMatchObject({ worker: 'done', 'test mail': 'done' });
});

describe('real mail', () => {
  beforeEach(async () => {
    names.records = {};
    names.broken = false;
    runtime = await openRuntime(
      throughResend(provider, {
        MAIL_FROM: 'Tea <hello@tea.eu>',
        RESEND_WEBHOOK_SECRETS: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
      }),
      { lookUpTxt: createTxtLookUp([names.address]) },
    );
  });

  test('each step turns to done by itself', async () => {
    expect(await statesNow()).toMatchObject({
      ...{ provider: 'done', sender: 'done', SPF: 'to do', DKIM: 'to do', DMARC: 'to do' },
      ...{ reports: 'to do', 'test mail': 'to do' },
    });
    names.broken = true;
    expect(await statesNow()).toMatchObject({ SPF: 'not known', DKIM: 'not known', DMARC: 'not known' });
    names.broken = false;
    names.records = ALL_RECORDS;
    expect(await statesNow()).toMatchObject({ SPF: 'done', DKIM: 'done', DMARC: 'done' });
    await sendTestMail();
    expect(await statesNow()).toMatchObject({ reports: 'to do', 'test mail': 'not known' });
    const { testProviderId } = await runtime.db.sender.findUniqueOrThrow({ where: { id: 1 } });
    expect(testProviderId).toMatch(/./);
    // A report of another mail says that reports come, and nothing about this one.
    await reports(runtime, { type: 'email.delivered' });
    expect(await statesNow()).toMatchObject({ reports: 'done', 'test mail': 'not known' });
    await reports(runtime, { type: 'email.delivered', mail: testProviderId ?? '' });
    expect(await statesNow()).toMatchObject({ 'test mail': 'done' });
  });

  test('a test mail that came back is said', async () => {
    await sendTestMail();
    const { testProviderId } = await runtime.db.sender.findUniqueOrThrow({ where: { id: 1 } });
    await reports(runtime, { type: 'email.bounced', bounce: 'Permanent', mail: testProviderId ?? '' });
    expect((await setUp(runtime)).at(-1)).toMatchObject({
      state: 'to do',
      says: expect.stringMatching(/^It came back/),
    });
  });

  test('a record that is gone is an alarm; one that was never there, and silence, are none', async () => {
    names.records = { ...ALL_RECORDS, '_dmarc.tea.eu': [] };
    const alerts = async () => {
      // An hour later, as the check sees it.
      await runtime.db
        .$executeRaw`UPDATE "SenderCheck" SET "checkedAt" = "checkedAt" - interval '61 minutes'`;
      await runScheduled(runtime, 'sweep');
      const open = await runtime.db.alert.findMany({ where: { endedAt: null } });
      return open.map(({ kind, detail }) => `${kind}: ${detail}`);
    };
    expect(await alerts()).toEqual([]);
    expect(await statesNow(false)).toMatchObject({ SPF: 'done', DKIM: 'done', DMARC: 'to do' });
    names.broken = true;
    expect(await alerts()).toEqual([]);
    names.broken = false;
    names.records = { 'send.tea.eu': ALL_RECORDS['send.tea.eu'] };
    expect(await alerts()).toEqual(['records-gone: DKIM']);
    names.broken = true;
    expect(await alerts()).toEqual(['records-gone: DKIM']);
    names.broken = false;
    names.records = ALL_RECORDS;
    expect(await alerts()).toEqual([]);
    expect(await statesNow(false)).toMatchObject({ SPF: 'done', DKIM: 'done', DMARC: 'done' });
  });

  test('another domain begins anew', async () => {
    names.records = ALL_RECORDS;
    await runScheduled(runtime, 'sweep');
    await runtime.db.site.update({ where: { id: 1 }, data: { senderAddress: 'hello@coffee.eu' } });
    await runScheduled(runtime, 'sweep');
    expect(await runtime.db.alert.count({ where: { endedAt: null } })).toBe(0);
    expect(await statesNow(false)).toMatchObject({ SPF: 'to do', DKIM: 'to do', DMARC: 'to do' });
  });
});
