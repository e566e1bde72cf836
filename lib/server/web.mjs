// The web process: Next's pages behind our own HTTP server. Plain JavaScript, so that no TypeScript loader sits between
// Next and its files.
import compression from 'compression';
import next from 'next';
import { announceReady, onStop } from './lifeline.mjs';
import { isPublicPage, sendPage } from './plain-page.mjs';
import { ROOT } from './root.mjs';
import { closeGracefully, createWebServer } from './web-server.mjs';

const hostname = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 3000);
const dev = process.env.NODE_ENV === 'development';
/** In development a browser holds a socket open for as long as a page is; nothing there is worth waiting for. */
const stopTimeoutMs = dev ? 300 : 8_000;

/** @type {Awaited<ReturnType<typeof prepare>> | null} */
let handle = null;
const compress = compression();
const server = createWebServer((request, response) => answer(request, response), {
  trustedProxies: Number(process.env.TRUSTED_PROXIES || 0),
});
const app = next({ dev, dir: ROOT, hostname, port, httpServer: server });

onStop(async () => {
  await closeGracefully(server, stopTimeoutMs);
  process.exit(0);
});
handle = await prepare();
server.on('error', (error) => {
  console.error(`The web server can't listen on ${hostname}:${port}: ${error.message}`);
  process.exit(1);
});
server.listen(port, hostname, announceReady);

async function prepare() {
  await app.prepare();
  return app.getRequestHandler();
}

/**
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 */
async function answer(request, response) {
  await new Promise((resolve) =>
    compress(/** @type {any} */ (request), /** @type {any} */ (response), resolve),
  );
  // In development the scripts bring every change of the code to the page.
  sendPage(response, { plainly: !dev && isPublicPage(request.url ?? '/') });
  await handle?.(request, response);
}
