import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxMessage } from '#lib/flows/outbox.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';

/** A form shown this long ago is a person's. */
const UNHURRIED_MS = 2_100;

let app: Lettercourse;
beforeAll(async () => {
  app = await startLettercourse();
});
afterAll(() => app?.stop());

test.concurrent.each([
  ['from our own page', { 'sec-fetch-site': 'same-origin', origin: 'OURS' }],
  ['from our own page that hides its address', { 'sec-fetch-site': 'same-origin', origin: 'null' }],
  ['from an older browser', { origin: 'OURS' }],
])('a sign-up %s is taken', async (_where, headers) => {
  const address = anAddress();
  const answer = await send(await filledIn({ email: address }), headers);
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toMatch(/^\/pending\/[\w.-]{40,}$/);
  expect(await mailsTo(address, 1)).toHaveLength(1);
});

test.concurrent.each([
  ['from another site', { 'sec-fetch-site': 'cross-site', origin: 'https://elsewhere.example' }],
  ['from a sibling subdomain', { 'sec-fetch-site': 'same-site', origin: 'https://shop.example.org' }],
  ['from a sandboxed frame', { 'sec-fetch-site': 'cross-site', origin: 'null' }],
  ['from a sandboxed frame of an older browser', { origin: 'null' }],
  ['from another site in an older browser', { origin: 'https://elsewhere.example' }],
  ['that claims our origin but was not sent from it', { 'sec-fetch-site': 'cross-site', origin: 'OURS' }],
  ['that does not say where it is from', {}],
])('a sign-up %s is refused, and nothing is sent', async (_where, headers) => {
  const address = anAddress();
  const answer = await send(await filledIn({ email: address }), headers);
  expect(answer.status).not.toBe(303);
  await sleep(1_500);
  expect(await mailsTo(address, 0)).toHaveLength(0);
});

test.concurrent('whoever fills the field nobody sees gets the usual next page, and no mail', async () => {
  const address = anAddress();
  const answer = await send(await filledIn({ email: address, topic: 'pills' }));
  expect(answer.status).toBe(303);
  expect(answer.headers.get('location')).toBe('/pending/sent');
  await sleep(1_500);
  expect(await mailsTo(address, 0)).toHaveLength(0);
});

test.concurrent('a form sent faster than anybody types, or with an invented time, is asked to press again and keeps the address', async () => {
  const hasty = await send(await filledIn({ email: 'ada@example.org' }, 0));
  expect(await said(hasty)).toContain('press the button again');
  const forged = await send(await filledIn({ email: 'ada@example.org', shown: 'k1.x.y' }));
  expect(await said(forged)).toContain('press the button again');
});

test.concurrent('a wrong address stays in its field, with how to mend it', async () => {
  const answer = await send(await filledIn({ email: 'ada&co.example' }));
  const html = await answer.text();
  expect(html).toContain('value="ada&amp;co.example"');
  expect(html).toMatch(/role="alert"[^>]*>An address needs an @/);
  expect(html).toContain('aria-describedby="email-problem when privacy-line"');
  expect(html).toContain('aria-invalid="true"');
});

let addresses = 0;
function anAddress(): string {
  addresses += 1;
  return `reader${addresses}@example.org`;
}

/** The sign-up form of the first page as a browser without scripts would send it. */
async function filledIn(fields: Record<string, string>, waitMs = UNHURRIED_MS): Promise<FormData> {
  const html = await (await fetch(`${app.url}/`)).text();
  const form = new FormData();
  for (const [input] of html.matchAll(/<input[^>]*>/g)) {
    const { name, value = '' } = attributesOf(input);
    if (name) form.set(name, fields[name] ?? value);
  }
  await sleep(waitMs);
  return form;
}

function attributesOf(tag: string): Record<string, string> {
  const pairs = [...tag.matchAll(/([\w:-]+)="([^"]*)"/g)];
  return Object.fromEntries(
    pairs.map(([, name = '', value = '']) => [name, value.replaceAll('&quot;', '"')]),
  );
}

function send(body: FormData, headers: Record<string, string> = { origin: 'OURS' }): Promise<Response> {
  const named = Object.entries(headers).map(([name, value]) => [name, value === 'OURS' ? app.url : value]);
  return fetch(`${app.url}/`, {
    method: 'POST',
    body,
    headers: Object.fromEntries(named),
    redirect: 'manual',
  });
}

async function said(answer: Response): Promise<string> {
  const html = await answer.text();
  expect(html).toContain('value="ada@example.org"');
  return /role="alert"[^>]*>([^<]*)/.exec(html)?.[1] ?? '';
}

/** The mails to an address, once there are as many as expected or five seconds have gone by. */
async function mailsTo(address: string, expected: number): Promise<OutboxMessage[]> {
  for (let tries = 0; ; tries++) {
    const all: OutboxMessage[] = await (await fetch(`${app.url}/outbox/messages.json`)).json();
    const found = all.filter(({ to }) => to === address);
    if (found.length >= expected || tries > 50) return found;
    await sleep(100);
  }
}
