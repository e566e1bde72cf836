import type { Message } from '../domain/message.ts';
import { bodyHash } from './body-hash.ts';
import type { Transport } from './transport.ts';

/** Where the outbox keeps its mail. `put` stores all messages or none, and answers ids in their order. */
export type OutboxStore = {
  put(
    idempotencyKey: string,
    hash: string,
    messages: readonly Message[],
  ): Promise<{ ids: string[] } | 'other bytes under this key'>;
  find(idempotencyKey: string): Promise<ReadonlyMap<string, string>>;
};

/** More than our own database takes for a batch on a busy machine. */
const REQUEST_MS = 10_000;

/**
 * The transport that sends nothing: it keeps every message in our own database and shows it in the browser. It answers
 * like a provider whose memory has no end.
 */
export function createOutbox(store: OutboxStore): Transport {
  return {
    name: 'outbox',
    capabilities: {
      batchSize: 100,
      remembersKeyMs: Number.POSITIVE_INFINITY,
      requestMs: REQUEST_MS,
      settledMs: REQUEST_MS * 2,
      paced: false,
    },
    async send(messages, { idempotencyKey, signal }) {
      try {
        signal.throwIfAborted();
        const stored = await store.put(idempotencyKey, bodyHash(messages), messages);
        if (typeof stored === 'string') return { outcome: 'conflict', reason: stored };
        return { outcome: 'answered', messages: stored.ids.map((accepted) => ({ accepted })) };
      } catch {
        // A failed commit may still have committed; the next attempt finds what was stored.
        return { outcome: 'no-answer', reason: 'the outbox did not answer', ill: false };
      }
    },
    lookUp: async ({ idempotencyKey }) => ({ accepted: await store.find(idempotencyKey), complete: true }),
  };
}
