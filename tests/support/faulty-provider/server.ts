import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { createChance } from '#prisma/chance.ts';
import { monotonicMs } from '#tests/support/monotonic.ts';
import { answer, refuse } from './answer.ts';
import { bodyOf, type Control, control } from './control.ts';
import { type Chances, createWeather, type Refusal } from './faults.ts';
import { list, lookUp } from './look-up.ts';
import { createMailbox } from './mailbox.ts';
import { parseMails } from './parse-mails.ts';
import { createRate } from './rate.ts';

export type ProviderOptions = {
  /** Decides which faults happen when chance decides. */
  seed?: number;
  /** How long a key is remembered: Resend's 24 hours unless shortened. */
  keyLifeMs?: number;
  requestsPerSecond?: number;
  /** A regular expression; whoever it matches is refused, and the whole batch with them. */
  badAddresses?: string;
  chances?: Chances;
  /** How long the provider thinks before it takes a request: from, to. */
  latencyMs?: readonly [number, number];
};

/** One request, as it came and as it was answered. */
export type Seen = {
  beganAtMs: number;
  method: string;
  path: string;
  key: string | null;
  /** The delivery tags of the mails it asked to send. */
  deliveries: string[];
  /** How many mails were newly taken. */
  taken: number;
  /** The status, or what the asker saw instead; null while it is being answered. */
  answer: number | 'lost' | 'never' | 'cut' | 'page' | null;
};

const DAY_MS = 86_400_000;

/**
 * A Resend that goes wrong. It keeps to https://resend.com/docs/api-reference in what it takes, refuses, remembers and
 * lists, and breaks only as it is told or as its seed decides. Knows nothing of Lettercourse but two tags.
 */
export async function serveProvider(
  options: ProviderOptions,
): Promise<{ url: string; close(): Promise<void> }> {
  const chance = createChance(options.seed ?? 1);
  const weather = createWeather(chance, options.chances ?? {});
  const mailbox = createMailbox(options.keyLifeMs ?? DAY_MS);
  const rate = createRate(options.requestsPerSecond ?? 10);
  const bad = options.badAddresses === undefined ? null : new RegExp(options.badAddresses, 'i');
  const [fromMs, toMs] = options.latencyMs ?? [0, 0];
  const seen: Seen[] = [];
  const controls: Control = { weather, mailbox, rate, seen };

  const server = createServer((request, response) => {
    const beganAtMs = monotonicMs();
    handle(request, response, beganAtMs).catch(() => response.destroy());
  });

  async function handle(request: IncomingMessage, response: ServerResponse, beganAtMs: number) {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://provider');
    if (pathname.startsWith('/control/')) return control(controls, pathname, request, response);
    const { allowed, headers } = rate.ask(beganAtMs);
    for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
    const entry: Seen = {
      beganAtMs,
      method: request.method ?? '',
      path: pathname,
      key: keyOf(request),
      deliveries: [],
      taken: 0,
      answer: null,
    };
    seen.push(entry);
    const route = `${entry.method} ${pathname.replace(/^\/emails\/(?!batch$)[^/]+$/, '/emails/:id')}`;
    if (route === 'POST /emails' || route === 'POST /emails/batch')
      return send(request, response, entry, allowed);

    const fault = weather.befalls('look-up');
    if (fault && !fault.taken) return answer(response, entry, fault, null);
    const no = whyNot(request, allowed);
    if (no) return refuse(response, entry, no);
    if (fault?.afterMs) await sleep(fault.afterMs);
    if (route === 'GET /emails') return answer(response, entry, fault, list(mailbox.stored(), searchParams));
    if (route === 'GET /emails/:id')
      return answer(response, entry, fault, lookUp(mailbox.stored(), pathname.slice('/emails/'.length)));
    return refuse(response, entry, { status: 404, name: 'not_found' });
  }

  async function send(request: IncomingMessage, response: ServerResponse, entry: Seen, allowed: boolean) {
    const body = await bodyOf(request);
    const mails = parseMails(body, bad);
    entry.deliveries = deliveriesIn(body);
    const fault = weather.befalls('send');
    if (fault && !fault.taken) {
      if (fault.afterMs) await sleep(fault.afterMs);
      return answer(response, entry, fault, null);
    }
    const no = whyNot(request, allowed);
    if (no) return refuse(response, entry, no);
    const { key, beganAtMs } = entry;
    const claimed = mailbox.claim(key, body);
    if (claimed !== 'free') {
      if ('status' in claimed) return refuse(response, entry, claimed);
      return answer(response, entry, fault, claimed.replay);
    }
    if ('status' in mails) {
      mailbox.letGo(key);
      return refuse(response, entry, mails);
    }
    await sleep(chance.between(fromMs, toMs) + (fault?.afterMs ?? 0));
    const ids = mailbox.take({ key, beganAtMs }, mails);
    entry.taken = ids.length;
    const said =
      entry.path === '/emails/batch' ? { data: ids.map((id) => ({ id })) } : { id: ids[0] ?? null };
    mailbox.remember(key, body, said);
    return answer(response, entry, fault, said);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function whyNot(request: IncomingMessage, allowed: boolean): Refusal | null {
  if (!/^Bearer \S/.test(request.headers.authorization ?? ''))
    return { status: 401, name: 'missing_api_key' };
  const { length = 0 } = keyOf(request) ?? {};
  if (length > 256) return { status: 400, name: 'invalid_idempotency_key' };
  return allowed ? null : { status: 429, name: 'rate_limit_exceeded' };
}

function keyOf({ headers }: IncomingMessage): string | null {
  const key = headers['idempotency-key'];
  return typeof key === 'string' ? key : null;
}

/** Also of mails that will be refused: who was asked for is part of the history. */
function deliveriesIn(body: Buffer): string[] {
  return [...body.toString('utf8').matchAll(/"name":"delivery","value":"([^"]+)"/g)].map(([, id = '']) => id);
}
