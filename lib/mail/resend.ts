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

/** Resend's errors (https://resend.com/docs/api-reference/errors), decided by status first: the list of names is open. */
function translate(error: ErrorResponse, headers: Record<string, string> | null): SendOutcome {
  const { statusCode, name } = error;
  // No status: reset, time-out or an unreadable answer. It may have been taken, exactly like a 5xx.
  if (statusCode === null || statusCode >= 500 || statusCode < 400)
    return { outcome: 'no-answer', reason: name };
  if (statusCode === 429) {
    if (name.endsWith('_quota_exceeded')) return { outcome: 'halted', reason: name };
    const seconds = Number(headers?.['retry-after']);
    return {
      outcome: 'not-now',
      afterMs: Number.isFinite(seconds) && seconds > 0 ? seconds * 1000 : 1000,
      reason: name,
    };
  }
  if (statusCode === 409) {
    if (name === 'invalid_idempotent_request') return { outcome: 'conflict', reason: name };
    return { outcome: 'no-answer', reason: name };
  }
  if (statusCode === 401 || statusCode === 403) return { outcome: 'halted', reason: name };
  return { outcome: 'refused', reason: name };
}
