// The web process: Next's pages behind our own HTTP server. Plain JavaScript, so that no TypeScript loader sits between
// Next and its files.
import next from 'next';
import { announceReady, onStop } from './lifeline.mjs';
import { ROOT } from './root.mjs';
import { closeGracefully, createWebServer } from './web-server.mjs';

const hostname = process.env.HOST || '127.0.0.1';
const port = Number(process.env.PORT || 3000);
const dev = process.env.NODE_ENV === 'development';
/** In development a browser holds a socket open for as long as a page is; nothing there is worth waiting for. */
const stopTimeoutMs = dev ? 300 : 8_000;

/** @type {Awaited<ReturnType<typeof prepare>> | null} */
let handle = null;
const server = createWebServer((request, response) => handle?.(request, response), {
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
