import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';

let app: Lettercourse;
beforeAll(async () => {
  app = await startLettercourse();
});
afterAll(() => app?.stop());

const open = (path: string) => fetch(app.url + path, { redirect: 'manual' });

test('lesson 1 is open to everybody, under an address that is its only one', async () => {
  const answer = await open('/courses/leaky-gut/what-it-is');
  expect(answer.status).toBe(200);
  const html = await answer.text();
  expect(html).toContain(`<link rel="canonical" href="${app.url}/courses/leaky-gut/what-it-is"/>`);
  expect(html).not.toContain('noindex');
  // Near the claims, not only at the end.
  expect(html).toMatch(
    /General learning, not medical advice\. (<!-- -->)?Not reviewed by a clinician\.<\/p><h1>/,
  );
});

test('its question is answered by the address alone, with the explanation; what is no answer is as none', async () => {
  const read = async (query: string) => (await open(`/courses/leaky-gut/what-it-is${query}`)).text();
  expect(await read('?answer=B')).toContain('That’s right.');
  expect(await read('?answer=A')).toContain('Not right. The answer is B.');
  for (const query of ['', '?answer=Z', '?answer=', '?answer=A&answer=B', '?answer=E'])
    expect(await read(query)).not.toMatch(/That’s right|Not right/);
});

test('another lesson says that it comes by mail, in a page that is no error and is not found by search engines', async () => {
  const answer = await open('/courses/leaky-gut/food');
  expect(answer.status).toBe(200);
  const html = await answer.text();
  expect(html).toContain('comes by mail');
  expect(html).toContain('<meta name="robots" content="noindex, follow"/>');
  expect(html).toContain('href="/courses/leaky-gut"');
  expect(html).toContain('href="/link"');
  expect(html).not.toContain('Check yourself');
});

test.each(['/courses/leaky-gut/no-such-lesson', '/courses/no-such-course/what-it-is'])(
  '%s is not there',
  async (path) => {
    expect((await open(path)).status).toBe(404);
  },
);

test('a lesson is found under a name it had before', async () => {
  const db = new pg.Client({ connectionString: app.databaseUrl });
  await db.connect();
  await db.query(`
    INSERT INTO "Publication" ("courseSlug", "hash", "course", "editions")
    SELECT "courseSlug", 'a rename', jsonb_set("course", '{lessons,0,formerly}', '["what-it-was"]'), "editions"
    FROM "Publication" WHERE "courseSlug" = 'leaky-gut' ORDER BY "number" DESC LIMIT 1`);
  await db.end();
  const answer = await open('/courses/leaky-gut/what-it-was');
  expect(answer.status).toBe(308);
  expect(answer.headers.get('location')).toBe('/courses/leaky-gut/what-it-is');
});

test('the address lessons had before leads to the new one, for good', async () => {
  const answer = await open('/courses/leaky-gut/lessons/what-it-is');
  expect(answer.status).toBe(308);
  expect(answer.headers.get('location')).toBe('/courses/leaky-gut/what-it-is');
});
