const KB = 1024;
const LIMIT = 64 * KB;
/** A provider's report of one event carries the whole mail's headers. */
const WEBHOOK_LIMIT = 256 * KB;
const LINGER_MS = 1_000;

/**
 * How long the body of a request may be.
 * @param {string} url
 * @returns {number} bytes
 */
export function bodyLimitFor(url) {
  return /^\/api\/webhooks(\/|\?|$)/.test(url) ? WEBHOOK_LIMIT : LIMIT;
}

/**
 * A body whose length is announced is judged by that (Node reads no more of it). One that is streamed is held back until
 * it has come whole, so that a page never acts on the beginning of a body that turns out too long.
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit in bytes
 * @returns {Promise<boolean>} false also when the sender gave up midway
 */
export async function hasBodyWithin(request, limit) {
  if (request.headers['transfer-encoding'] === undefined) {
    return Number(request.headers['content-length'] ?? 0) <= limit;
  }
  return holdBack(request, limit);
}

/**
 * Says 413. What still comes is read and thrown away for a moment: hung up on at once, a sender would see a broken
 * connection instead of the answer.
 * @param {import('node:http').IncomingMessage} request
 * @param {import('node:http').ServerResponse} response
 * @param {number} limit in bytes
 */
export function refuseBody(request, response, limit) {
  response.writeHead(413, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`At most ${limit / KB} KB can be sent here.\n`);
  setTimeout(() => request.complete || request.socket.destroy(), LINGER_MS).unref();
}

/**
 * Stands where the parser hands over the bytes: a listener for them would use up what the page is to read.
 * @param {import('node:http').IncomingMessage} request
 * @param {number} limit
 * @returns {Promise<boolean>}
 */
function holdBack(request, limit) {
  const onward = request.push.bind(request);
  /** @type {Buffer[]} */
  const held = [];
  let bytes = 0;
  return new Promise((resolve) => {
    /** @param {boolean} within */
    const decide = (within) => {
      request.push = onward;
      resolve(within);
    };
    request.push = (chunk) => {
      if (chunk !== null) {
        held.push(chunk);
        bytes += chunk.length;
        if (bytes > limit) decide(false);
        return true;
      }
      decide(true);
      for (const part of held) onward(part);
      return onward(null);
    };
    request.once('close', () => decide(false));
  });
}
