import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, test } from 'vitest';
import { closeGracefully, createWebServer } from '#lib/server/web-server.mjs';

type Handle = (request: IncomingMessage, response: ServerResponse) => unknown;
let server: Server | undefined;

afterEach(() => server && closeGracefully(server, 100));

describe('who asks', () => {
  const FORGED = [
    'X-Forwarded-For: 203.0.113.9',
    'X-Real-IP: 203.0.113.9',
    'Forwarded: for=203.0.113.9',
    'X-Forwarded-Host: evil.example',
    'X-Lettercourse-Client: 203.0.113.9',
  ];

  test.each([
    { proxies: 0, forwardedFor: '198.51.100.1', client: '127.0.0.1' },
    { proxies: 1, forwardedFor: '203.0.113.9, 198.51.100.1', client: '198.51.100.1' },
    { proxies: 2, forwardedFor: '203.0.113.9, 198.51.100.1, 10.0.0.2', client: '198.51.100.1' },
    { proxies: 2, forwardedFor: '198.51.100.1', client: '198.51.100.1' },
    { proxies: 1, forwardedFor: '[2001:db8::1]:443', client: '2001:db8::1' },
    { proxies: 1, forwardedFor: 'unknown', client: '127.0.0.1' },
  ])(
    'behind $proxies proxies, "$forwardedFor" is asked by $client',
    async ({ proxies, forwardedFor, client }) => {
      const port = await listen(tellHeaders, proxies);
      const headers = await askForHeaders(port, [
        `X-Forwarded-For: ${forwardedFor}`,
        'X-Lettercourse-Client: 1.2.3.4',
      ]);
      expect(headers['x-lettercourse-client']).toBe(client);
      expect(headers).not.toHaveProperty('x-forwarded-for');
    },
  );

  test('nothing a stranger claims about the origin reaches the pages', async () => {
    const headers = await askForHeaders(await listen(tellHeaders, 0), FORGED);
    expect(JSON.stringify(headers)).not.toMatch(/203\.0\.113\.9|evil/);
    expect(headers['x-lettercourse-client']).toBe('127.0.0.1');
  });
});

describe('how long a body may be', () => {
  const KB = 1024;
  test.each([
    { path: '/api/subscribe', bytes: 64 * KB, status: 200 },
    { path: '/api/subscribe', bytes: 64 * KB + 1, status: 413 },
    { path: '/api/webhooks/resend', bytes: 256 * KB, status: 200 },
    { path: '/api/webhooks/resend', bytes: 256 * KB + 1, status: 413 },
    { path: '/api/webhooksish', bytes: 64 * KB + 1, status: 413 },
  ])('$bytes bytes to $path: $status, announced or not', async ({ path, bytes, status }) => {
    const port = await listen(countBody, 0);
    const body = 'x'.repeat(bytes);
    const announced = [`Content-Length: ${bytes}`, '', body].join('\r\n');
    const unannounced = ['Transfer-Encoding: chunked', '', `${bytes.toString(16)}`, body, '0', '', ''].join(
      '\r\n',
    );
    for (const rest of [announced, unannounced]) {
      const answer = await speak(port, `POST ${path} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n${rest}`);
      expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
      if (status === 200) expect(answer).toContain(`got ${bytes}`);
    }
  });

  test('what is announced too long is refused before it is sent', async () => {
    const port = await listen(countBody, 0);
    const answer = await speak(port, 'POST / HTTP/1.1\r\nHost: here\r\nContent-Length: 9999999\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
  });

  test('a page never sees the beginning of a streamed body that turns out too long', async () => {
    let seen = 0;
    const port = await listen(() => {
      seen++;
    }, 0);
    const chunk = `8000\r\n${'x'.repeat(32 * KB)}\r\n`;
    const answer = await speak(
      port,
      `POST / HTTP/1.1\r\nHost: here\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(3)}0\r\n\r\n`,
    );
    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(seen).toBe(0);
  });

  test('an endless body is cut off', async () => {
    const port = await listen(countBody, 0);
    const socket = connect(port, '127.0.0.1');
    socket.on('error', () => {}); // being hung up on is the point
    socket.write('POST / HTTP/1.1\r\nHost: here\r\nTransfer-Encoding: chunked\r\n\r\n');
    let sent = 0;
    const pump = setInterval(() => {
      sent += 16 * KB;
      socket.write(`4000\r\n${'x'.repeat(16 * KB)}\r\n`);
    }, 5);
    await new Promise((resolve) => socket.on('close', resolve));
    clearInterval(pump);
    expect(sent).toBeLessThan(8 * 1024 * KB);
  });
});

test.each(['/manage/%E0%A4%A', '/courses/%00', '/%'])(
  'a damaged address (%s) is told so, and reaches no page',
  async (path) => {
    let asked = 0;
    const port = await listen((_, response) => {
      asked++;
      response.end();
    }, 0);
    const answer = await fetch(`http://127.0.0.1:${port}${path}`);
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain('damaged');
    expect(asked).toBe(0);
  },
);

test('closing lets a request finish and takes no new one', async () => {
  let finish = () => {};
  const port = await listen((_, response) => {
    finish = () => response.end('finished');
  }, 0);
  const answer = speak(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  await once(server ?? process, 'request');
  const closed = closeGracefully(server as Server, 5_000);
  await expect(speak(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\n')).rejects.toThrow(/ECONNREFUSED/);
  finish();
  const finishedAtMs = performance.now();
  await closed;
  expect(performance.now() - finishedAtMs).toBeLessThan(1_000); // though the connection was meant to be kept alive
  expect(await answer).toContain('finished');
});

test('closing cuts off what does not finish in time', async () => {
  const port = await listen(() => {}, 0);
  const answer = speak(port, 'GET / HTTP/1.1\r\nHost: here\r\n\r\n');
  await once(server ?? process, 'request');
  await closeGracefully(server as Server, 50);
  expect(await answer).toBe('');
});

async function listen(handle: Handle, trustedProxies: number): Promise<number> {
  server = createWebServer(handle, { trustedProxies });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return address && typeof address === 'object' ? address.port : 0;
}

/** One connection's whole conversation. */
async function speak(port: number, request: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  await once(socket, 'connect');
  socket.write(request);
  return text(socket).catch((error) => (error.code === 'ECONNRESET' ? '' : Promise.reject(error)));
}

async function askForHeaders(port: number, lines: string[]): Promise<Record<string, string>> {
  const answer = await speak(
    port,
    ['GET / HTTP/1.1', 'Host: here', 'Connection: close', ...lines, '', ''].join('\r\n'),
  );
  return JSON.parse(answer.slice(answer.indexOf('{'), answer.lastIndexOf('}') + 1));
}

function tellHeaders(request: IncomingMessage, response: ServerResponse): void {
  response.end(JSON.stringify(request.headers));
}

async function countBody(request: IncomingMessage, response: ServerResponse): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 10)); // pages begin to read late
  response.end(`got ${(await text(request)).length}`);
}
