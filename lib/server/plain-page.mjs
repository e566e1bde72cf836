// Public pages leave without the framework's scripts. They are whole as they come from the server, and their forms are
// plain ones, so React would only cost their readers 130 KB, and an old phone's time. A learner's own pages keep it: what
// is pressed there changes the page in place.
import { PERSONAL_PAGES } from './personal-pages.mjs';

const SCRIPT = /<script\b[^>]*>[\s\S]*?<\/script>/g;
const OURS = /^<script\b[^>]*\s(?:src="\/scripts\/|type="application\/ld\+json")/;
const PRELOADED_SCRIPT = /<link\b[^>]*\sas="script"[^>]*>/g;
/** What React leaves where only its scripts can finish the page: a part to be moved in, or an error to be shown. */
const UNFINISHED = /<template\b[^>]*\s(?:id="[BP]:|data-(?:dgst|msg))|<html\b[^>]*\sid="__next_error__"/;

/** @param {string} url the path a request is for */
export function isPublicPage(url) {
  const [, folder] = url.split(/[/?#]/, 2);
  return !PERSONAL_PAGES.includes(folder ?? '');
}

/**
 * A page without any script but our own; one that isn't finished without them, as it was. Text that somebody typed
 * holds no script: React has escaped it.
 * @param {string} html
 */
export function withoutFrameworkScripts(html) {
  if (UNFINISHED.test(html)) return html;
  return html.replace(SCRIPT, (script) => (OURS.test(script) ? script : '')).replace(PRELOADED_SCRIPT, '');
}

/** What a page says that stands for something there isn't: `app/components/not-found-mark.tsx`. */
const NOT_FOUND = '<meta name="status" content="404"/>';

/**
 * Holds back what is written to a response, if it is a page, until it is whole: then it leaves with the status it asks for,
 * and plainly, if that is wanted. Other content passes through untouched.
 * @param {import('node:http').ServerResponse} response
 * @param {{ plainly: boolean }} how
 */
export function sendPage(response, { plainly }) {
  const { write, end, flushHeaders } = response;
  /** @type {Buffer[]} */
  const held = [];
  const isPage = () =>
    response.statusCode !== 304 && /^text\/html\b/.test(String(response.getHeader('content-type') ?? ''));

  // Next sends the status ahead of the first bytes.
  response.flushHeaders = () => {
    if (!isPage()) flushHeaders.call(response);
  };
  // What Node takes at either: a chunk, its encoding, a callback, each of which may be missing.
  response.write = (/** @type {any[]} */ ...args) => {
    if (!isPage()) return /** @type {any} */ (write).apply(response, args);
    hold(args);
    callbackOf(args)?.();
    return true;
  };
  response.end = (/** @type {any[]} */ ...args) => {
    if (!isPage()) return /** @type {any} */ (end).apply(response, args);
    hold(args);
    const whole = Buffer.concat(held).toString();
    const page = plainly ? withoutFrameworkScripts(whole) : whole;
    if (whole.includes(NOT_FOUND) && !response.headersSent) response.statusCode = 404;
    if (!response.headersSent) response.removeHeader('content-length');
    return end.call(response, page, 'utf8', callbackOf(args));
  };

  /** @param {any[]} args */
  function hold([chunk, encoding]) {
    if (typeof chunk === 'string') held.push(Buffer.from(chunk, toEncoding(encoding)));
    else if (chunk instanceof Uint8Array) held.push(Buffer.from(chunk));
  }
}

/** @param {unknown} encoding @returns {BufferEncoding} */
function toEncoding(encoding) {
  return typeof encoding === 'string' && Buffer.isEncoding(encoding) ? encoding : 'utf8';
}

/** @param {unknown[]} args @returns {any} */
function callbackOf(args) {
  return args.find((one) => typeof one === 'function');
}
