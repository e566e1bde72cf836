import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve, sep } from 'node:path';
import { ROOT } from '#lib/server/root.mjs';
import { watchSources } from '#lib/server/watch-sources.ts';
import { openLooker } from './looker.ts';
import { findingsPart, linkPage, previewPage } from './pages.tsx';
import { staticFile } from './static-files.ts';

export type Preview = { url: string; close(): Promise<void> };

/** Loopback and nothing else: what is shown here is not published yet. */
const HOST = '127.0.0.1';
const CODE = ['emails', 'lib/content', 'lib/domain', 'lib/mail'].map((folder) => resolve(ROOT, folder));

/** No script but ours, nothing from anywhere else. Mails bring styles of their own; their frames run no script at all. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "font-src 'self'",
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/**
 * Serves every mail of the courses as a page that follows their files: whatever is saved is shown within a second.
 * @param options.dir where the courses are
 * @param options.only one course, or null for all
 * @param options.port 0 for any that is free
 */
export async function startPreview(options: {
  dir: string;
  only: string | null;
  port: number;
}): Promise<Preview> {
  const dir = resolve(ROOT, options.dir);
  const looker = openLooker();
  const readers = new Set<ServerResponse>();
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) send(response, 500, 'text/plain', 'This page could not be made.\n');
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port, HOST, listening);
  });
  const { port } = server.address() as AddressInfo;
  const url = `http://${HOST}:${port}`;
  const unwatch = watchSources([dir, ...CODE], (files) => {
    if ([...files].some((file) => !file.startsWith(dir + sep))) looker.renew();
    for (const reader of readers) reader.write('data: changed\n\n');
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // Another name for this machine would be a page elsewhere that reads what is shown here (DNS rebinding).
    if (![`${HOST}:${port}`, `localhost:${port}`].includes(request.headers.host ?? ''))
      return send(response, 421, 'text/plain', `The preview is at ${url}\n`);
    if (request.method !== 'GET') return send(response, 405, 'text/plain', 'Only reading.\n');
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    if (pathname === '/changes') return follow(response);
    const file = await staticFile(pathname);
    if (file) return send(response, 200, file.type, file.bytes);
    if (pathname.startsWith('/link/')) return page(response, 200, linkPage(pathname.slice('/link/'.length)));
    if (pathname.startsWith('/found/')) {
      const { findingsOn } = await import('./findings.ts');
      return page(
        response,
        200,
        findingsPart(await findingsOn(options.dir, pathname.slice('/found/'.length))),
      );
    }
    const path = pathname.slice(1);
    const view = await looker.look({ dir: options.dir, only: options.only, path, origin: url });
    return page(response, view.mail || path === '' ? 200 : 404, previewPage(view, searchParams.get('as')));
  }

  function follow(response: ServerResponse): void {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
    response.write(': here\n\n');
    readers.add(response);
    response.on('close', () => readers.delete(response));
  }

  return {
    url,
    async close() {
      unwatch();
      for (const reader of readers) reader.end();
      server.close();
      server.closeAllConnections();
      await looker.close();
    },
  };
}

function page(response: ServerResponse, status: number, html: string): void {
  send(response, status, 'text/html', html);
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response
    .writeHead(status, {
      'content-type': `${type}; charset=utf-8`,
      'content-security-policy': POLICY,
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    .end(body);
}
