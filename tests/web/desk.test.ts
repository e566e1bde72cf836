import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { repositoryFiles, textOf } from '../repository/source-files.ts';
import { type Lettercourse, startLettercourse } from '../support/lettercourse.ts';

let app: Lettercourse;
beforeAll(async () => {
  app = await startLettercourse();
});
afterAll(() => app?.stop());

/** What lets people in can't ask them to be in. */
const DOORS = ['/desk/sign-in', '/desk/enter/[token]'];
const ID = '00000000-0000-4000-8000-000000000000';

const places = repositoryFiles().flatMap((file) => {
  const [, path, kind] = /^app\/\(operator\)(\/.*)\/(page|route)\.tsx?$/.exec(file) ?? [];
  if (path === undefined || kind === undefined) return [];
  const [, method = 'GET'] = (kind === 'route' && /export async function (\w+)\(/.exec(textOf(file))) || [];
  return [{ path, kind, method }];
});
const shut = places.filter(({ path }) => !DOORS.includes(path));

test('the doors are where they are said to be, and the rest is shut', () => {
  expect(places.map(({ path }) => path)).toEqual(expect.arrayContaining(DOORS));
  expect(shut.length).toBeGreaterThanOrEqual(3);
});

describe('without a session', () => {
  test.each(shut)('$method $path ($kind) shows nothing', async ({ path, kind, method }) => {
    const answer = await fetch(app.url + path.replaceAll(/\[\w+\]/g, ID), { redirect: 'manual', method });
    const text = await answer.text();
    // A page that has begun to stream can't change its status any more, and sends the browser on by itself.
    const refresh = kind === 'page' ? /http-equiv="refresh"[^>]*url=([^"]+)/.exec(text)?.[1] : undefined;
    expect(answer.headers.get('location') ?? refresh).toMatch(/\/desk\/sign-in$/);
    expect(text).not.toContain('Sign out');
  });

  test('every action of the desk does nothing, and leads to the sign-in', async () => {
    const actions = actionsOfTheDesk();
    expect(actions.length).toBeGreaterThanOrEqual(4);
    for (const { id, name, page } of actions) {
      const path = page.replaceAll(/\[\w+\]/g, ID);
      const answer = await press(`${app.url}${path}`, id);
      expect(answer.headers.get('x-action-redirect'), `${name} of ${page}`).toMatch(/^\/desk\/sign-in/);
    }
  });

  test('a made-up session is none', async () => {
    const cookie = 'lettercourse.session_token=made.up';
    const answer = await fetch(`${app.url}/desk/account`, { redirect: 'manual', headers: { cookie } });
    expect(await answer.text()).not.toContain('Signed in as');
  });

  test('of the sign-in library only what passkeys need answers', async () => {
    for (const path of [
      'sign-up/email',
      'sign-in/email',
      'for-the-proved/sign-in',
      'get-session',
      'list-sessions',
    ])
      for (const method of ['GET', 'POST']) {
        const body = method === 'POST' ? { body: `{"operatorId":"${ID}"}` } : {};
        const answer = await fetch(`${app.url}/api/auth/${path}`, {
          method,
          headers: { 'content-type': 'application/json' },
          ...body,
        });
        expect(answer.status, `${method} ${path}`).toBe(404);
      }
    const foreign = await fetch(`${app.url}/api/auth/passkey/verify-authentication`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'sec-fetch-site': 'cross-site' },
      body: '{"response":{}}',
    });
    expect(foreign.status).toBe(403);
  });
});

/** As a browser with scripts presses a button. */
function press(page: string, action: string): Promise<Response> {
  const body = new FormData();
  body.set('1_id', ID);
  body.set('0', '[{"problem":null,"typed":{}},"$K1"]');
  return fetch(page, {
    method: 'POST',
    redirect: 'manual',
    headers: { 'next-action': action, 'sec-fetch-site': 'same-origin', origin: app.url },
    body,
  });
}

/** From the build's own list, so that none is forgotten: the doors' own actions are left out. */
function actionsOfTheDesk(): { id: string; name: string; page: string }[] {
  const manifest: { node: Record<string, { workers: Record<string, unknown>; exportedName: string }> } =
    JSON.parse(readFileSync('.next/server/server-reference-manifest.json', 'utf8'));
  return Object.entries(manifest.node).flatMap(([id, { workers, exportedName: name }]) => {
    const pages = Object.keys(workers).flatMap(
      (worker) => /^app\/\(operator\)(\/.*)\/page$/.exec(worker)?.[1] ?? [],
    );
    const page = pages.find((one) => !DOORS.includes(one));
    return page === undefined ? [] : [{ id, name, page }];
  });
}
