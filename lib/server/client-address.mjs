import { isIP } from 'node:net';

/** Where the web server tells the pages who asks. It is always set by us, so a page may believe it. */
export const CLIENT_HEADER = 'x-lettercourse-client';

const FORWARDING = ['forwarded', 'x-real-ip', 'x-forwarded-for'];
const PROXY_TOLD = ['x-forwarded-host', 'x-forwarded-proto', 'x-forwarded-port'];

/**
 * Replaces what a request claims about its origin by what is known of it.
 * @param {import('node:http').IncomingMessage} request its headers are changed
 * @param {number} trustedProxies how many reverse proxies of the operator's stand before this server
 */
export function stampClient(request, trustedProxies) {
  const client = clientAddress(request, trustedProxies);
  const lies = trustedProxies > 0 ? FORWARDING : [...FORWARDING, ...PROXY_TOLD];
  for (const name of lies) delete request.headers[name];
  request.headers[CLIENT_HEADER] = client;
}

/**
 * Each proxy appends the address it was asked by, so with n proxies of our own the n-th entry from the right is the first
 * one written by somebody trusted; everything to its left may be invented.
 * @param {import('node:http').IncomingMessage} request
 * @param {number} trustedProxies
 * @returns {string}
 */
function clientAddress(request, trustedProxies) {
  const peer = plain(request.socket.remoteAddress ?? '');
  if (trustedProxies === 0) return peer;
  const named = String(request.headers['x-forwarded-for'] ?? '')
    .split(',')
    .map((entry) => plain(entry.trim()));
  const told = named[Math.max(0, named.length - trustedProxies)] ?? '';
  return isIP(told) ? told : peer;
}

/**
 * Without brackets, port, or the IPv6 wrapping of an IPv4 address.
 * @param {string} address
 */
function plain(address) {
  const bare = address.replace(/^\[(.+)\](:\d+)?$/, '$1').replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return bare.replace(/^::ffff:(\d+\.\d+\.\d+\.\d+)$/i, '$1');
}
