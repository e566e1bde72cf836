import { randomBytes, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bodyWithin } from '#app/body-within.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { type Provider, startProvider } from '#tests/support/provider.ts';
import { payloadOf, type Report, signed } from '#tests/support/webhooks.ts';

const [SECRET, SECOND_SECRET] = [0, 1].map(() => `whsec_${randomBytes(24).toString('base64')}`) as [
  string,
  string,
];
const KB = 1024;

let provider: Provider;
let app: Lettercourse;
let database: pg.Client;
beforeAll(async () => {
  provider = await startProvider();
  app = await startLettercourse({
    env: {
      MAIL_TRANSPORT: 'resend',
      APP_URL: 'http://localhost:3999',
      MAIL_FROM: 'Lettercourse <hello@learn.example.org>',
      POSTAL_ADDRESS: 'Ada Teacher, 1 Long Street, 12345 Town, Country',
      RESEND_API_KEY: 're_test',
      RESEND_BASE_URL: provider.url,
      RESEND_WEBHOOK_SECRETS: `${SECRET},${SECOND_SECRET}`,
      LOG_LEVEL: 'trace',
    },
  });
  database = new pg.Client({ connectionString: app.databaseUrl });
  await database.connect();
});
afterAll(async () => {
  await database?.end();
  await app?.stop();
  await provider?.close();
});

test('a complaint about a mail that has just left: no more mail to this address, however often it is reported', async () => {
  await signUp('ada@example.org');
  const [mail] = await mailsTo('ada@example.org', 1);
  const delivery = mail?.tags.find(({ name }) => name === 'delivery')?.value ?? '';
  const body = bodyOf({ type: 'email.complained', delivery, to: 'ada@example.org' });
  const headers = signed(body, SECRET, { id: 'msg_complaint' });
  const answers = await Promise.all(Array.from({ length: 5 }, () => post(body, headers)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
  expect((await Promise.all(answers.map((answer) => answer.text()))).toSorted()).toEqual([
    ...Array(4).fill('Known already.\n'),
    'Recorded.\n',
  ]);
  const { rows } = await database.query(`
    SELECT s."standing", d."complainedAt" IS NOT NULL AS "complained", p."reason"
    FROM "Subscriber" s JOIN "Delivery" d ON d."subscriberId" = s."id", "Suppression" p`);
  expect(rows).toEqual([{ standing: 'departed', complained: true, reason: 'complained' }]);

  await database.query(`UPDATE "Limit" SET "hits" = '{}'`);
  await signUp('ada@example.org');
  await sleep(1_500);
  expect(await mailsTo('ada@example.org', 0)).toHaveLength(1);
});

test('either of the secrets will do, so that one can take the other’s place', async () => {
  for (const secret of [SECRET, SECOND_SECRET]) {
    const body = bodyOf({ type: 'email.delivered' });
    expect((await post(body, signed(body, secret))).status).toBe(200);
  }
});

test('an event of a kind we don’t know, or about nobody we know, is taken', async () => {
  for (const type of ['email.opened', 'contact.created', 'something.new', 'email.bounced']) {
    const body = bodyOf({ type, delivery: randomUUID(), to: 'nobody@example.org' });
    expect([type, (await post(body, signed(body, SECRET))).status]).toEqual([type, 200]);
  }
});

test('it comes from the provider’s server: no origin of ours, and the headers that keep browsers safe all the same', async () => {
  const body = bodyOf({ type: 'email.delivered' });
  const answer = await post(body, { ...signed(body, SECRET), origin: 'https://elsewhere.example' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
  expect(answer.headers.get('x-frame-options')).toBe('DENY');
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(answer.headers.get('set-cookie')).toBeNull();
});

test('what is hostile is refused with a 4xx, writes nothing, and leaves no word of its body in the log', async () => {
  const body = bodyOf({ type: 'email.complained', to: 'victim@example.org' });
  const good = signed(body, SECRET);
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const long = `{"type":"email.complained","padding":"${'victim '.repeat(300_000)}"}`;
  const chunks = new ReadableStream({
    start(controller) {
      for (let at = 0; at < long.length; at += 64 * KB)
        controller.enqueue(Buffer.from(long.slice(at, at + 64 * KB)));
      controller.close();
    },
  });
  const before = await rowCounts();
  const hostile: [string, number, () => Promise<Response>][] = [
    ['no signature', 401, () => post(body, { 'content-type': 'application/json' })],
    [
      'a wrong one',
      401,
      () => post(body, { ...good, 'svix-signature': `v1,${randomBytes(32).toString('base64')}` }),
    ],
    ['another’s secret', 401, () => post(body, signed(body, `whsec_${randomBytes(24).toString('base64')}`))],
    ['another body', 401, () => post(body.replace('victim', 'friend'), good)],
    ['six minutes old', 401, () => post(body, signed(body, SECRET, { at: minutesAgo(6) }))],
    ['six minutes ahead', 401, () => post(body, signed(body, SECRET, { at: minutesAgo(-6) }))],
    ['a form', 415, () => post(body, { ...good, 'content-type': 'application/x-www-form-urlencoded' })],
    ['text', 415, () => post(body, { ...good, 'content-type': 'text/plain' })],
    ['two megabytes', 413, () => post(long, signed(long, SECRET))],
    ['two megabytes in pieces', 413, () => post(chunks, signed(long, SECRET))],
    ['signed, and no JSON', 400, () => post('victim', signed('victim', SECRET))],
    ['signed, and no event', 400, () => post('["victim"]', signed('["victim"]', SECRET))],
    ['looking', 405, () => fetch(address())],
  ];
  for (const [what, status, ask] of hostile) expect([what, (await ask()).status]).toEqual([what, status]);
  expect(await rowCounts()).toEqual(before);
  expect(app.output).toContain('a webhook was refused');
  expect(app.output).not.toMatch(/victim|whsec_|v1,/);

  // The same, as it was signed: it was not refused for what it says.
  expect((await post(body, good)).status).toBe(200);
  expect(app.output).not.toContain('victim');
});

test('where our own web server does not stand in front, no more of a body is read than is allowed', async () => {
  let given = 0;
  const endless = new ReadableStream({
    pull(controller) {
      given++;
      controller.enqueue(new Uint8Array(KB));
    },
  });
  const request = (body: BodyInit) =>
    new Request('http://localhost/', { method: 'POST', body, duplex: 'half' } as RequestInit);
  expect(await bodyWithin(request(endless), 4 * KB)).toBeNull();
  expect(given).toBeLessThan(10);
  expect(await bodyWithin(request('é'.repeat(2 * KB)), 4 * KB)).toBe('é'.repeat(2 * KB));
  expect(await bodyWithin(request(`é${'é'.repeat(2 * KB)}`), 4 * KB)).toBeNull();
  expect(await bodyWithin(new Request('http://localhost/', { method: 'POST' }), 4 * KB)).toBe('');
});

function address(): string {
  return `${app.url}/api/webhooks/resend`;
}

function bodyOf(report: Report): string {
  return JSON.stringify(payloadOf(report));
}

function post(body: BodyInit, headers: Record<string, string>): Promise<Response> {
  return fetch(address(), { method: 'POST', body, headers, duplex: 'half' } as RequestInit);
}

async function signUp(email: string): Promise<void> {
  const answer = await fetch(`${app.url}/api/subscribe`, {
    method: 'POST',
    body: JSON.stringify({ email, course: 'leaky-gut' }),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(202);
}

/** The mails to an address, once there are as many as expected or ten seconds have gone by. */
async function mailsTo(to: string, expected: number) {
  for (let tries = 0; ; tries++) {
    const found = (await provider.accepted()).filter((mail) => mail.to.includes(to));
    if (found.length >= expected || tries > 100) return found;
    await sleep(100);
  }
}

/** How many rows there are of everything a webhook could write. */
async function rowCounts(): Promise<unknown> {
  const tables = [
    'ProviderEvent',
    'Suppression',
    'Consent',
    'Delivery',
    'Subscriber',
    'SignUp',
    'Batch',
    'Limit',
  ];
  const counts = tables.map((table) => `(SELECT count(*) FROM "${table}") AS "${table}"`);
  const { rows } = await database.query(`SELECT ${counts.join(', ')}`);
  return rows[0];
}
