import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTxtLookUp, lookUpSenderRecords } from '#lib/mail/sender-records.ts';
import { type NameServer, startNameServer } from '#tests/support/name-server.ts';

// Against a name server that others wrote.

let server: NameServer;
beforeAll(async () => {
  server = await startNameServer();
});
afterAll(() => server?.close());
beforeEach(() => {
  server.broken = false;
});

const SPF = 'v=spf1 include:amazonses.com ~all';
const KEY = `p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCB${'A'.repeat(300)}`;
const DMARC = 'v=DMARC1; p=none;';

async function statesOf(records: Record<string, string[]>, domain = 'learn.tea.eu') {
  server.records = records;
  const { SPF, DKIM, DMARC } = await lookUpSenderRecords(createTxtLookUp([server.address]), domain);
  return [SPF, DKIM, DMARC].join(', ');
}

test.each([
  ['nothing is there', {}, 'missing, missing, missing'],
  [
    'all as the provider asks for',
    {
      'send.learn.tea.eu': [SPF],
      'resend._domainkey.learn.tea.eu': [KEY],
      '_dmarc.learn.tea.eu': [DMARC],
    },
    'found, found, found',
  ],
  [
    'SPF at the domain, beside other texts, and DMARC of the organisation',
    {
      'learn.tea.eu': ['some-verification=1', SPF],
      '_dmarc.tea.eu': ['v=DMARC1; p=reject; rua=mailto:a@tea.eu'],
    },
    'found, missing, found',
  ],
  [
    'two SPF records, a revoked key, a DMARC record without a policy',
    {
      'send.learn.tea.eu': [SPF, 'v=spf1 -all'],
      'resend._domainkey.learn.tea.eu': ['v=DKIM1; p='],
      '_dmarc.learn.tea.eu': ['v=DMARC1; rua=mailto:a@tea.eu'],
    },
    'wrong, wrong, wrong',
  ],
  [
    'texts that only look alike',
    {
      'send.learn.tea.eu': ['v=spf10 x', 'spf1'],
      'resend._domainkey.learn.tea.eu': ['hello'],
      '_dmarc.learn.tea.eu': ['v=DMARC12'],
    },
    'missing, missing, missing',
  ],
])('%s', async (_, records, states) => {
  expect(await statesOf(records)).toBe(states);
});

test('a top level domain is nobody’s organisation', async () => {
  expect(await statesOf({ '_dmarc.eu': [DMARC] })).toBe('missing, missing, missing');
});

test('no answer is not an absence', async () => {
  server.broken = true;
  expect(await statesOf({})).toBe('no answer, no answer, no answer');
});
