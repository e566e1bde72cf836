import { createHash } from 'node:crypto';
import ICAL from 'ical.js';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { OutboxMessage } from '#lib/flows/outbox.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';

let app: Lettercourse;
let db: pg.Client;
beforeAll(async () => {
  app = await startLettercourse();
  db = new pg.Client({ connectionString: app.databaseUrl });
  await db.connect();
});
afterAll(async () => {
  await db?.end();
  await app?.stop();
});

test('no link of any mail changes anything when it is opened: GET and HEAD, three times each', async () => {
  await liveThroughACourse('ada@example.org');
  await subscribe('ben@example.org');
  const all = await mails(10);
  expect(new Set(all.map(({ subject }) => subject)).size).toBeGreaterThanOrEqual(9);
  const links = new Set(all.flatMap(linksOf));
  // Seven lessons, two confirmations, page, leaving by hand and by one click, site, privacy, sources.
  expect(links.size).toBe(15);

  const before = await fingerprint();
  for (const link of links) {
    for (let time = 0; time < 3; time++) {
      for (const method of ['GET', 'HEAD']) {
        const { status } = await fetch(link, { method });
        expect(status, `${method} ${link}`).toBe(200);
      }
    }
  }
  expect(await fingerprint()).toEqual(before);
});

test('whoever was forwarded a mail sees whose it is by a letter or two, and the way to lessons of their own', async () => {
  const address = 'zara.unmistakable@forwarded.example';
  const before = (await mails(0)).length;
  await startLearning(address);
  const lesson = (await mails(before + 2)).find(
    ({ to, headers }) => to === address && headers['List-Unsubscribe'],
  );
  const paths = ['lesson', 'manage', 'unsubscribe'].map((kind) => linkTo(lesson, kind));
  const look = async () => {
    for (const path of paths) {
      const html = await (await fetch(path)).text();
      expect(html.match(/zara|unmistakable|forwarded\.example/gi), path).toBeNull();
      expect(html, path).toMatch(/belongs to (<!-- -->)?z…@f…\.example/);
      expect(html, path).toMatch(/<a href="\/courses\/leaky-gut">Get your own lessons/);
    }
  };
  await look();
  expect(await (await fetch(paths[2] ?? '')).text()).toMatch(
    /no more lessons come to .*z…@f…\.example.*<button/s,
  );
  for (const state of ['paused', 'completed', 'left'] as const) {
    await db.query(
      `UPDATE "Enrollment" SET "state" = $1 WHERE "subscriberId" = (SELECT "id" FROM "Subscriber" WHERE "address" = $2)`,
      [state, address],
    );
    await look();
  }
});

test('one-click unsubscribing works form-encoded and multipart, without cookies or redirects, again and again', async () => {
  const [lesson] = (await mails(1)).filter(
    ({ to, headers }) => to === 'ada@example.org' && headers['List-Unsubscribe'],
  );
  const link = lesson?.headers['List-Unsubscribe']?.slice(1, -1) ?? '';
  const multipart = new FormData();
  multipart.set('List-Unsubscribe', 'One-Click');
  const bodies = [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), multipart];
  for (const body of [...bodies, ...bodies]) {
    const answer = await fetch(link, { method: 'POST', body, redirect: 'manual' });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('set-cookie')).toBeNull();
  }
  const fifty = Array.from({ length: 50 }, () => fetch(link, { method: 'POST', body: bodies[0] ?? null }));
  expect(new Set((await Promise.all(fifty)).map(({ status }) => status))).toEqual(new Set([200]));
  expect((await fetch(link, { method: 'POST', body: 'nonsense', redirect: 'manual' })).status).toBe(400);
  const forged = `${link.slice(0, -1)}${link.endsWith('A') ? 'B' : 'A'}`;
  expect(
    (await fetch(forged, { method: 'POST', body: new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }) }))
      .status,
  ).toBe(404);
  const { rows } = await db.query(`SELECT count(*)::int AS n FROM "Consent" WHERE "action" = 'withdrawn'`);
  expect(rows[0].n).toBe(1);
});

test('a learner’s page leads to their calendar, which programs can read, nobody else keeps, and no other link opens', async () => {
  const confirmed = await startLearning('clara@example.org');
  const manage = `${app.url}${/\/manage\/[\w.-]+/.exec(confirmed)?.[0]}`;
  const page = await (await fetch(manage)).text();
  const address = /http:[^"]*\/calendar\/[^"]*\.ics/.exec(page)?.[0] ?? '';
  expect(page).toContain(`href="${address.replace(/^http/, 'webcal')}"`);

  for (const method of ['HEAD', 'GET']) {
    const answer = await fetch(address, { method });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
  }
  const calendar = new ICAL.Component(ICAL.parse(await (await fetch(address)).text()));
  expect(calendar.getAllSubcomponents('vevent')).toHaveLength(8);

  const token = /calendar\/(.*)\.ics/.exec(address)?.[1] ?? '';
  expect((await fetch(`${app.url}/manage/${token}`)).status).toBe(404);
  for (const dead of [address.slice(0, -4), `${manage.replace('manage', 'calendar')}.ics`, `${address}x`]) {
    const answer = await fetch(dead);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([404, 'text/plain;charset=UTF-8']);
    expect(await answer.text()).toContain('from your own page');
  }
});

test('signing up by JSON says the same to everybody and explains what is wrong', async () => {
  const stranger = await subscribe('dora@example.org');
  const known = await subscribe('ada@example.org');
  expect([stranger.status, await stranger.text()]).toEqual([known.status, await known.text()]);
  expect(stranger.status).toBe(202);
  const wrong = await subscribe('not an address');
  expect(wrong.status).toBe(422);
  expect((await wrong.json()).message).toContain('as in name@example.org');
  expect((await fetch(`${app.url}/api/subscribe`, { method: 'POST', body: '{' })).status).toBe(400);
});

test('the cron endpoint wants its secret; health and readiness answer', async () => {
  expect((await fetch(`${app.url}/api/cron`, { method: 'POST' })).status).toBe(401);
  expect((await fetch(`${app.url}/api/cron`, { headers: { authorization: 'Bearer wrong' } })).status).toBe(
    401,
  );
  expect((await fetch(`${app.url}/api/health`)).status).toBe(200);
  const ready = await fetch(`${app.url}/api/ready`);
  expect(await ready.json()).toMatchObject({
    ready: true,
    database: 'up',
    migrations: 'applied',
    oldestOverdueSeconds: 0,
  });
});

/** Subscribes, confirms by the form's own button, and lets a hundred days pass. */
async function liveThroughACourse(address: string): Promise<void> {
  await startLearning(address);
  await mails(2);
  await fetch(`${app.url}/outbox/clock`, { method: 'POST', body: new URLSearchParams({ days: '100' }) });
}

/** @returns the page that comes after confirming */
async function startLearning(address: string): Promise<string> {
  const before = (await mails(0)).length;
  await subscribe(address);
  const confirmation = (await mails(before + 1)).find(({ to }) => to === address);
  const page = await (await fetch(linkTo(confirmation, 'confirm'))).text();
  // The button's own form, as a browser without JavaScript would send it.
  const fields = new FormData();
  for (const [, name, value] of page.matchAll(/<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?/g)) {
    fields.set(name ?? '', unescapeHtml(value ?? ''));
  }
  const pressed = await fetch(linkTo(confirmation, 'confirm'), {
    method: 'POST',
    body: fields,
    headers: { origin: app.url },
  });
  expect(pressed.status).toBe(200);
  return pressed.text();
}

function subscribe(email: string): Promise<Response> {
  const body = JSON.stringify({ email, course: 'leaky-gut' });
  return fetch(`${app.url}/api/subscribe`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
}

/** All mails, once there are so many. */
async function mails(count: number): Promise<OutboxMessage[]> {
  for (const end = performance.now() + 30_000; ; await new Promise((wake) => setTimeout(wake, 200))) {
    const all: OutboxMessage[] = await (await fetch(`${app.url}/outbox/messages.json`)).json();
    if (all.length >= count) return all;
    if (performance.now() > end) throw new Error(`only ${all.length} mails came`);
  }
}

/** Our own links: in the HTML, in the text, and in the header. */
function linksOf({ html, text, headers }: OutboxMessage): string[] {
  const found = [html, text, headers['List-Unsubscribe'] ?? ''].join('\n').matchAll(/https?:\/\/[^\s"<>)]+/g);
  return [...found]
    .map(([link]) => unescapeHtml(link).split('#')[0] ?? '')
    .filter((link) => link.startsWith(app.url));
}

function linkTo(mail: OutboxMessage | undefined, kind: string): string {
  return linksOf(mail ?? fail()).find((link) => link.includes(`/${kind}/`)) ?? fail();
}

function fail(): never {
  throw new Error('a mail or a link is missing');
}

function unescapeHtml(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&');
}

/** A hash of every row of every table but the two in which workers note that they are there and ran. */
async function fingerprint(): Promise<Record<string, string>> {
  const { rows: tables } = await db.query(
    `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename NOT IN ('Heartbeat', 'ScheduledRun')`,
  );
  const hashes: Record<string, string> = {};
  for (const { tablename } of tables) {
    const { rows } = await db.query(`SELECT t::text FROM "${tablename}" t ORDER BY t::text`);
    hashes[tablename] = createHash('sha256').update(JSON.stringify(rows)).digest('hex');
  }
  return hashes;
}
