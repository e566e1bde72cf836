import { type CreateBatchOptions, type ErrorResponse, Resend } from 'resend';
import type { Message } from '../domain/message.ts';
import { findAccepted } from './resend-look-up.ts';
import { deliveryIn, recentIn } from './resend-recent.ts';
import type { Heard, SendOutcome, Transport } from './transport.ts';

/** What is not shown a hundredth of the key's life after it was asked for (15 minutes of 24 hours) was never taken. */
const SETTLED_SHARE = 1 / 96;

/** Follows no redirect: whoever answers with one is not the provider, and must not be handed anybody's mail. */
const NOT_ELSEWHERE = { redirect: 'error' } as const;

/**
 * The Resend adapter: one request per batch of up to 100, the batch id as idempotency key, which Resend remembers for
 * 24 hours (https://resend.com/docs/dashboard/emails/idempotency-keys).
 * @param settings.baseUrl another address of the API, for tests
 * @param settings.requestMs how long one request may take
 * @param settings.keyLifeMs how long a key is remembered
 */
export function createResend(settings: {
  apiKey: string;
  baseUrl?: string | undefined;
  requestMs: number;
  keyLifeMs: number;
}): Transport {
  const { apiKey, baseUrl, requestMs, keyLifeMs } = settings;
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  return {
    name: 'resend',
    capabilities: {
      batchSize: 100,
      remembersKeyMs: keyLifeMs,
      requestMs,
      settledMs: Math.max(requestMs * 2, keyLifeMs * SETTLED_SHARE),
      paced: true,
    },
    async send(messages, { idempotencyKey, signal }) {
      const options = { idempotencyKey, signal, ...NOT_ELSEWHERE };
      const { data, error, headers } = await resend.batch.send(messages.map(toPayload), options);
      const heard = limitsIn(headers);
      if (error) return { ...translate(error, headers), heard };
      const ids = idsIn(data);
      // An answer that does not match the request says nothing certain about any of its mails.
      if (ids.length !== messages.length || ids.some((id) => !id)) {
        return { outcome: 'no-answer', reason: 'the answer does not match the request', ill: true, heard };
      }
      return { outcome: 'answered', messages: ids.map((accepted) => ({ accepted })), heard };
    },
    lookUp(wanted, { signal, turn, answered }) {
      const options = () => ({ signal: withTimeout(signal, requestMs), ...NOT_ELSEWHERE });
      const told = async <T extends Response>(asked: Promise<T>): Promise<T> => {
        const { error, headers } = await asked;
        const heard = limitsIn(headers);
        // A request that we broke off ourselves says nothing about the provider.
        if (!signal.aborted)
          await answered({
            ...(error ? translate(error, headers) : { outcome: 'answered', messages: [] }),
            heard,
          });
        return asked;
      };
      const page = (after: string | undefined) => ({ limit: 100, ...(after === undefined ? {} : { after }) });
      const api = {
        list: (after: string | undefined) => told(resend.emails.list(page(after), options())),
        get: (id: string) => told(resend.emails.get(id, options())),
      };
      return findAccepted(api, wanted, turn);
    },
    recent: async ({ signal }) =>
      recentIn(await resend.emails.list({ limit: 100 }, { signal, ...NOT_ELSEWHERE })),
    deliveryOf: async (id, { signal }) =>
      deliveryIn(await resend.emails.get(id, { signal, ...NOT_ELSEWHERE })),
  };
}

type Response = { error: ErrorResponse | null; headers: Record<string, string> | null };

function withTimeout(signal: AbortSignal, ms: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ms)]);
}

function toPayload(message: Message): CreateBatchOptions[number] {
  return {
    from: message.from,
    to: [message.to],
    ...(message.replyTo === null ? {} : { replyTo: message.replyTo }),
    subject: message.subject,
    html: message.html,
    text: message.text,
    headers: message.headers,
    tags: Object.entries(message.tags).map(([name, value]) => ({ name, value })),
  };
}

/** The ids of an acceptance; empty for whatever else a 200 may bring, which the SDK hands on as it is. */
function idsIn(answer: unknown): string[] {
  if (typeof answer !== 'object' || answer === null || !('data' in answer) || !Array.isArray(answer.data))
    return [];
  return answer.data.map((item: { id?: unknown } | null) => (typeof item?.id === 'string' ? item.id : ''));
}

/** Refusals that are about the messages, not about the account or the request's way: only these may be halved. */
const ABOUT_A_MESSAGE = new Set([
  'validation_error',
  'invalid_parameter',
  'invalid_attachment',
  'missing_required_field',
  'missing_required_parameter',
]);

/** Nothing will be taken until a person has looked at key, domain, plan or address of the API. */
const ABOUT_THE_ACCOUNT = new Set([401, 403, 404, 405]);

/**
 * Resend's errors (https://resend.com/docs/api-reference/errors). Certain is only what Resend itself said: a 4xx with
 * a name of its own. A proxy's page or foreign JSON, a time-out, a reset and every 5xx leave open what became of the
 * request; the SDK then gives no status, another body's fields, or the name application_error.
 */
function translate(error: ErrorResponse, headers: Record<string, string> | null): SendOutcome {
  const { statusCode, name }: { statusCode?: unknown; name?: unknown } = error;
  if (typeof statusCode !== 'number' || typeof name !== 'string') {
    return { outcome: 'no-answer', reason: 'an answer that is not the provider’s', ill: true };
  }
  if (statusCode < 400 || statusCode >= 500 || name === 'application_error') {
    return { outcome: 'no-answer', reason: name, ill: true };
  }
  if (statusCode === 429) {
    if (name.endsWith('_quota_exceeded')) return { outcome: 'halted', reason: name, until: 'tomorrow' };
    return { outcome: 'not-now', afterMs: retryAfterMs(headers), reason: name };
  }
  if (statusCode === 409) {
    if (name === 'invalid_idempotent_request') return { outcome: 'conflict', reason: name };
    return { outcome: 'no-answer', reason: name, ill: false };
  }
  if (ABOUT_THE_ACCOUNT.has(statusCode) || name === 'invalid_idempotency_key') {
    return { outcome: 'halted', reason: name, until: 'a while' };
  }
  return ABOUT_A_MESSAGE.has(name)
    ? { outcome: 'refused', reason: name }
    : { outcome: 'no-answer', reason: name, ill: false };
}

function retryAfterMs(headers: Record<string, string> | null): number {
  const seconds = Number(headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 1000;
}

/** `ratelimit-limit: 10`, or with its window, `10;w=1` (https://resend.com/docs/api-reference/rate-limit). */
function limitsIn(headers: Record<string, string> | null): Heard {
  const [, count, seconds = '1'] = /^(\d+)(?:\s*;\s*w=(\d+))?/.exec(headers?.['ratelimit-limit'] ?? '') ?? [];
  const requestsPerSecond = Number(count) / Number(seconds);
  return {
    ...(requestsPerSecond > 0 && Number.isFinite(requestsPerSecond) && { requestsPerSecond }),
    ...countIn('usedToday', headers?.['x-resend-daily-quota']),
    ...countIn('usedThisMonth', headers?.['x-resend-monthly-quota']),
  };
}

/** Resend says what is used, not what is left (https://resend.com/docs/api-reference/rate-limit). */
function countIn(name: 'usedToday' | 'usedThisMonth', text: string | undefined): Heard {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? { [name]: Number(text) } : {};
}
