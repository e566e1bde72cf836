import { request } from 'node:http';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';

let app: Lettercourse;
beforeAll(async () => {
  app = await startLettercourse();
});
afterAll(() => app?.stop());

test.each(['', '0', '-1', '1.5', 'a week', '367', '1e3'])(
  'the clock refuses to let “%s” days pass, and says what it wants',
  async (days) => {
    const answer = await pass(days);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({
      ok: false,
      problem: 'Send the form field days: a whole number from 1 to 366.',
    });
  },
);

test('the clock wants a form', async () => {
  const json = { method: 'POST', body: '{"days":7}', headers: { 'content-type': 'application/json' } };
  expect((await fetch(`${app.url}/outbox/clock`, json)).status).toBe(400);
});

test('no webhooks are taken where no provider sends them, and the answer says what they need', async () => {
  const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
  const answer = await fetch(`${app.url}/api/webhooks/resend`, json);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toContain('RESEND_WEBHOOK_SECRETS');
});

test('a script gets JSON, a browser the outbox with what came of it', async () => {
  const before = Date.now();
  const answer = await pass('7');
  const { ok, sent, now } = await answer.json();
  expect({ ok, sent }).toEqual({ ok: true, sent: 0 });
  expect(Date.parse(now) - before).toBeGreaterThan(6.9 * 86_400_000);

  const page = await pass('1', {
    accept: 'text/html,*/*;q=0.8',
    'sec-fetch-site': 'same-origin',
    origin: 'null',
  });
  expect(page.status).toBe(303);
  expect(page.headers.get('location')).toBe('/outbox?passed=1&sent=0');
  const html = await (await fetch(`${app.url}/outbox?passed=1&sent=0`)).text();
  expect(html).toContain('One day has passed. Nothing was due.');
});

test.each<Record<string, string>>([
  { origin: 'null' },
  { origin: 'https://elsewhere.example' },
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
])('another site cannot move the clock (%o)', async (headers) => {
  expect((await pass('1', headers)).status).toBe(403);
});

test.each(['/outbox', '/outbox/messages.json', '/outbox/clock'])(
  '%s does not answer under a foreign name that leads to this machine',
  async (path) => {
    expect(await statusUnder('elsewhere.example', path)).toBe(404);
    expect(await statusUnder('127.0.0.1:1234', path)).not.toBe(404);
  },
);

test('an empty outbox says what to do', async () => {
  const html = await (await fetch(`${app.url}/outbox`)).text();
  expect(html).toContain('Nothing has been sent yet. Sign up');
  expect(await (await fetch(`${app.url}/outbox/messages.json`)).json()).toEqual([]);
});

test('a mail in its frame runs no script and asks nobody for anything, but looks as it would', async () => {
  const subscribe = {
    method: 'POST',
    body: JSON.stringify({ email: 'ada@example.org', course: 'leaky-gut' }),
  };
  await fetch(`${app.url}/api/subscribe`, { ...subscribe, headers: { 'content-type': 'application/json' } });
  const { id } = await firstMail();
  const answer = await fetch(`${app.url}/outbox/${id}/html`);
  const policy = answer.headers.get('content-security-policy') ?? '';
  expect(policy).toContain("default-src 'none'");
  expect(policy).toContain("style-src 'unsafe-inline'");
  expect(policy).toContain("frame-ancestors 'self'");
  expect(policy).toMatch(/sandbox(?!.*allow-scripts)(?!.*allow-same-origin)/);
  expect(answer.headers.get('x-frame-options')).toBe('SAMEORIGIN');
  expect(await answer.text()).toContain('<head><base target="_top">');
});

async function firstMail(): Promise<{ id: string }> {
  for (let tries = 0; tries < 100; tries++) {
    const [mail]: { id: string }[] = await (await fetch(`${app.url}/outbox/messages.json`)).json();
    if (mail) return mail;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error('no mail came');
}

function pass(days: string, headers: Record<string, string> = {}): Promise<Response> {
  const body = new URLSearchParams({ days });
  return fetch(`${app.url}/outbox/clock`, { method: 'POST', body, headers, redirect: 'manual' });
}

/** `fetch` writes the host itself, so this asks by hand. */
function statusUnder(host: string, path: string): Promise<number | undefined> {
  const { hostname, port } = new URL(app.url);
  const method = path.endsWith('clock') ? 'POST' : 'GET';
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, headers: { host } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    asked.on('error', reject);
    asked.end();
  });
}
