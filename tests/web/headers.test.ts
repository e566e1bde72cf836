import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';

let app: Lettercourse;
beforeAll(async () => {
  app = await startLettercourse();
});
afterAll(() => app?.stop());

const PUBLIC = [
  '/',
  '/courses',
  '/courses/leaky-gut',
  '/courses/leaky-gut/what-it-is',
  '/privacy',
  '/link',
  '/no/such',
];
const PERSONAL = [
  '/pending/x',
  '/pending/sent',
  '/confirm/x',
  '/manage/x',
  '/lesson/x',
  '/unsubscribe/x',
  '/data/x',
  '/address/x',
  '/outbox',
];

describe.each([...PUBLIC, ...PERSONAL])('%s', (path) => {
  test('runs only its own scripts, cannot be framed, and says nothing about the server', async () => {
    const { headers } = await fetch(app.url + path);
    const policy = directives(headers.get('content-security-policy'));
    expect(policy['script-src']).toMatch(/^'self' 'nonce-[A-Za-z0-9+/]{22}==' 'strict-dynamic'$/);
    expect(policy['style-src']).toMatch(/^'self' 'nonce-[^']+'$/);
    expect(policy['default-src']).toBe("'self'");
    expect(policy['frame-ancestors']).toBe("'none'");
    expect(policy['base-uri']).toBe("'none'");
    expect(policy['form-action']).toBe("'self'");
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('x-powered-by')).toBeNull();
    expect(headers.get('set-cookie')).toBeNull();
  });
});

test.each(PERSONAL)('%s is not handed on, not kept and not found by search engines', async (path) => {
  const { headers } = await fetch(app.url + path);
  expect(headers.get('referrer-policy')).toBe('no-referrer');
  expect(headers.get('cache-control')).toContain('no-store');
  expect(headers.get('x-robots-tag')).toContain('noindex');
});

test.each(PUBLIC)('%s may be found, and hands on no more than its site', async (path) => {
  const { headers } = await fetch(app.url + path);
  expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
  expect(headers.get('x-robots-tag')).toBeNull();
});

test.each(['/', '/manage/x'])(
  'every answer to %s has a nonce of its own, and every script carries it',
  async (path) => {
    const answers = await Promise.all([fetch(app.url + path), fetch(app.url + path)]);
    const [one, other] = answers.map(nonceOf);
    expect(one).not.toBe(other);
    const scripts = scriptsIn(await answers[0].text());
    expect(scripts.length).toBeGreaterThan(0);
    for (const script of scripts) expect(script).toContain(`nonce="${one}"`);
  },
);

test.each([
  ...['manage', 'lesson', 'confirm', 'unsubscribe', 'pending', 'data', 'address'].map((kind) => `/${kind}/x`),
  ...['/courses/nothing', '/courses/nothing/sources', '/courses/leaky-gut/nothing', '/no/such'],
])('%s is not found, and its page says so without scripts', async (path) => {
  const answer = await fetch(app.url + path);
  expect(answer.status).toBe(404);
  const page = await answer.text();
  expect(page).toMatch(/<h1>(This link doesn’t work|There is no such page)\.<\/h1>/);
  expect(page).toMatch(/<title>(This link doesn’t work|No such page)/);
  expect(page).toContain('href="/link"');
});

test.each(PUBLIC)('%s brings no script but that which tells a sign-up form the time zone', async (path) => {
  for (const script of scriptsIn(await (await fetch(app.url + path)).text()))
    expect(script).toContain('src="/scripts/own-time-zone.js"');
});

function scriptsIn(page: string): string[] {
  return page.match(/<script(?! type="application\/ld\+json")[^>]*>/g) ?? [];
}

test.each<Record<string, string>>([{}, { 'next-router-prefetch': '1', rsc: '1' }, { purpose: 'prefetch' }])(
  'a nonce or policy that a visitor sends along is not taken over (%o)',
  async (prefetch) => {
    const forged = {
      'x-nonce': 'forged',
      'content-security-policy': "script-src 'nonce-forged'",
      ...prefetch,
    };
    const answer = await fetch(`${app.url}/privacy`, { headers: forged });
    expect(answer.headers.get('content-security-policy')).not.toContain('forged');
    expect(nonceOf(answer)).toBeTruthy();
    expect(await answer.text()).not.toContain('forged');
  },
);

test('transport security is promised only by a site that has it', async () => {
  expect((await fetch(`${app.url}/`)).headers.get('strict-transport-security')).toBeNull();
});

test.each(['manage', 'lesson', 'calendar', 'confirm', 'unsubscribe', 'pending'])(
  'a %s link that is not ours is not found',
  async (kind) => {
    for (const token of ['x', 'k1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA', '..%2F..%2Fprivacy']) {
      expect((await fetch(`${app.url}/${kind}/${token}`)).status, token).toBe(404);
    }
    expect((await fetch(`${app.url}/${kind}/%00`)).status).toBe(400);
  },
);

function directives(policy: string | null): Record<string, string> {
  const parts = (policy ?? '').split('; ').map((part) => part.split(/ (.*)/s));
  return Object.fromEntries(parts.map(([name = '', value = '']) => [name, value]));
}

function nonceOf(answer: Response): string | undefined {
  return /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1];
}
