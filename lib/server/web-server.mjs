import { createServer } from 'node:http';
import { bodyLimitFor, hasBodyWithin, refuseBody } from './body-limit.mjs';
import { stampClient } from './client-address.mjs';

const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_TIMEOUT_MS = 10_000;
const IDLE_SWEEP_MS = 50;

/**
 * The HTTP server before the pages: it keeps oversized bodies and invented origins from them.
 * @param {(request: import('node:http').IncomingMessage, response: import('node:http').ServerResponse) => unknown} handle
 * @param {{ trustedProxies: number }} options
 */
export function createWebServer(handle, { trustedProxies }) {
  return createServer(
    { requestTimeout: REQUEST_TIMEOUT_MS, headersTimeout: HEADERS_TIMEOUT_MS },
    async (request, response) => {
      if (!isReadable(request.url ?? '/')) return void refuseAddress(response);
      stampClient(request, trustedProxies);
      const limit = bodyLimitFor(request.url ?? '/');
      if (!(await hasBodyWithin(request, limit))) return void refuseBody(request, response, limit);
      try {
        await handle(request, response);
      } catch (error) {
        if (response.headersSent) return void response.destroy();
        console.error(error);
        response
          .writeHead(500, { 'content-type': 'text/plain; charset=utf-8' })
          .end('Something broke on our side.\n');
      }
    },
  );
}

/** A broken escape (`%E0%A4%A`) is nobody's page, and would otherwise end as an error of ours. @param {string} url */
function isReadable(url) {
  try {
    return !decodeURI(url).includes('\0');
  } catch {
    return false;
  }
}

/** @param {import('node:http').ServerResponse} response */
function refuseAddress(response) {
  response
    .writeHead(400, { 'content-type': 'text/plain; charset=utf-8' })
    .end('This address is damaged. Please use the link as it stands in the mail.\n');
}

/**
 * Takes no new requests and waits for those being answered.
 * @param {import('node:http').Server} server
 * @param {number} timeoutMs after which what is left is cut off
 * @returns {Promise<void>}
 */
export function closeGracefully(server, timeoutMs) {
  return new Promise((resolve) => {
    // A connection that has just got its answer stays open for the next request, so once is not enough.
    const sweep = setInterval(() => server.closeIdleConnections(), IDLE_SWEEP_MS);
    const done = () => {
      clearInterval(sweep);
      clearTimeout(cut);
      server.closeAllConnections();
      resolve();
    };
    // Not left to the server's own callback: it waits for web sockets too, which nothing above closes.
    const cut = setTimeout(done, timeoutMs);
    server.close(done);
  });
}
