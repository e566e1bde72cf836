import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isPublicPage, sendPage, withoutFrameworkScripts } from '#lib/server/plain-page.mjs';

describe('a page', () => {
  test('leaves without the scripts of the framework, and without fetching them ahead', () => {
    expect(
      withoutFrameworkScripts(
        '<html><head><link rel="preload" as="script" fetchPriority="low" nonce="n" href="/_next/a.js"/>' +
          '<link rel="stylesheet" href="/a.css"/><script src="/_next/b.js" async="" nonce="n"></script></head>' +
          '<body><p>Words</p><script nonce="n">self.__next_f.push([1,"\\u003cp>"])</script></body></html>',
      ),
    ).toBe('<html><head><link rel="stylesheet" href="/a.css"/></head><body><p>Words</p></body></html>');
  });

  test('keeps our own script, and the data search engines read', () => {
    const page =
      '<script type="application/ld+json">{"name":"A course"}</script>' +
      '<form><script src="/scripts/own-time-zone.js" defer="" nonce="n"></script></form>';
    expect(withoutFrameworkScripts(page)).toBe(page);
  });

  test.each([
    ['a part that comes later', '<template id="B:0"></template><script>$RC("B:0","S:0")</script>'],
    ['an error that scripts show', '<template data-dgst="12"></template><script>self.__next_f</script>'],
    ['nothing but an error', '<html id="__next_error__"><script src="/_next/a.js"></script></html>'],
  ])('is left as it is when it has %s', (_, page) => {
    expect(withoutFrameworkScripts(page)).toBe(page);
  });
});

test.each(['/', '/courses', '/courses/leaky-gut/sources?x=1', '/link', '/manager'])('%s is public', (url) => {
  expect(isPublicPage(url)).toBe(true);
});

test.each(['/manage/k1.x', '/lesson/k1.x?back', '/outbox', '/outbox?to=x', '/unsubscribe/x'])(
  '%s is not public',
  (url) => {
    expect(isPublicPage(url)).toBe(false);
  },
);

describe('a response', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function answerTo(write: (response: ServerResponse) => void, plainly = true): Promise<Response> {
    server = createServer((_, response) => {
      sendPage(response, { plainly });
      write(response);
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    return fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }

  test('is put together before it is looked at, whatever pieces it came in', async () => {
    const answer = await answerTo((response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      const bytes = Buffer.from('<p>é</p><script>x</script><p>fin</p>');
      response.write(bytes.subarray(0, 4)); // within é
      response.write(bytes.subarray(4, 14), () => response.end(bytes.subarray(14)));
    });
    expect(await answer.text()).toBe('<p>é</p><p>fin</p>');
  });

  test('that announced its length announces the new one', async () => {
    const answer = await answerTo((response) => {
      response.setHeader('content-type', 'text/html');
      response.setHeader('content-length', 24);
      response.end('<p>x</p><script></script>');
    });
    expect(await answer.text()).toBe('<p>x</p>');
  });

  test.each([true, false])(
    'that is a page of something there is not is a 404 (plainly: %s)',
    async (plainly) => {
      const page = '<head><meta name="status" content="404"/></head><script>x</script><h1>Nothing</h1>';
      const answer = await answerTo((response) => {
        response.setHeader('content-type', 'text/html');
        response.flushHeaders();
        response.write(page.slice(0, 20));
        response.end(page.slice(20));
      }, plainly);
      expect(answer.status).toBe(404);
      expect(await answer.text()).toBe(plainly ? page.replace('<script>x</script>', '') : page);
    },
  );

  test('that is no page passes as it is, byte for byte', async () => {
    const answer = await answerTo((response) => {
      response.setHeader('content-type', 'application/json');
      response.write('"<script>');
      response.end(Buffer.from('</script>"'));
    });
    expect(await answer.text()).toBe('"<script></script>"');
  });
});
