import { type CreateBatchOptions, type ErrorResponse, Resend } from 'resend';
import type { Message } from '../domain/message.ts';
import type { SendOutcome, Transport } from './transport.ts';

const HOURS = 3_600_000;

/**
 * The Resend adapter: one request per batch of up to 100, the batch id as idempotency key, which Resend remembers for
 * 24 hours (https://resend.com/docs/dashboard/emails/idempotency-keys).
 * @param baseUrl another address of the API, for tests
 */
export function createResend({
  apiKey,
  baseUrl,
}: {
  apiKey: string;
  baseUrl?: string | undefined;
}): Transport {
  const resend = new Resend(apiKey, baseUrl === undefined ? {} : { baseUrl });
  return {
    name: 'resend',
    capabilities: { batchSize: 100, remembersKeyMs: 24 * HOURS },
    async send(messages, { idempotencyKey, signal }) {
      const { data, error, headers } = await resend.batch.send(messages.map(toPayload), {
        idempotencyKey,
        signal,
      });
      if (error) return translate(error, headers);
      const ids = data.data.map(({ id }) => id);
      // An answer that does not match the request says nothing certain about any of its mails.
      if (ids.length !== messages.length || ids.some((id) => !id)) {
        return { outcome: 'no-answer', reason: 'the answer does not match the request' };
      }
      return { outcome: 'answered', messages: ids.map((accepted) => ({ accepted })) };
    },
    lookUp: async () => null,
  };
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
    return { outcome: 'no-answer', reason: 'an answer that is not the provider’s' };
  }
  if (statusCode < 400 || statusCode >= 500 || name === 'application_error') {
    return { outcome: 'no-answer', reason: name };
  }
  if (statusCode === 429) {
    if (name.endsWith('_quota_exceeded')) return { outcome: 'halted', reason: name };
    return { outcome: 'not-now', afterMs: retryAfterMs(headers), reason: name };
  }
  if (statusCode === 409) {
    if (name === 'invalid_idempotent_request') return { outcome: 'conflict', reason: name };
    return { outcome: 'no-answer', reason: name };
  }
  if (ABOUT_THE_ACCOUNT.has(statusCode) || name === 'invalid_idempotency_key') {
    return { outcome: 'halted', reason: name };
  }
  return ABOUT_A_MESSAGE.has(name)
    ? { outcome: 'refused', reason: name }
    : { outcome: 'no-answer', reason: name };
}

function retryAfterMs(headers: Record<string, string> | null): number {
  const seconds = Number(headers?.['retry-after']);
  return Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 1000;
}
