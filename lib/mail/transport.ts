import type { Message } from '../domain/message.ts';

export type MessageOutcome = { accepted: string } | { refused: string };

/**
 * What the provider said to one request, as far as it is certain.
 * - `answered`: each message accepted (with the provider's id) or refused, in the request's order
 * - `refused`: certainly nothing of it was taken, and the same request would be refused again
 * - `not-now`: certainly nothing was taken; the same request may pass later
 * - `halted`: certainly nothing was taken, and nothing will be until a person acts (key revoked, quota, domain)
 * - `no-answer`: it may have been taken. Only the same bytes under the same key may be tried again
 * - `conflict`: the key was used before for other bytes; what happened then must be looked up
 */
export type SendOutcome =
  | { outcome: 'answered'; messages: MessageOutcome[] }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'not-now'; afterMs: number; reason: string }
  | { outcome: 'halted'; reason: string }
  | { outcome: 'no-answer'; reason: string }
  | { outcome: 'conflict'; reason: string };

/** A way out of the building. Adapters translate the provider's answers and never throw them. */
export type Transport = {
  name: 'outbox' | 'resend';
  capabilities: {
    /** The most messages in one request. */
    batchSize: number;
    /** How long the same key answers the same request again instead of sending it twice, in milliseconds. */
    remembersKeyMs: number;
  };
  /**
   * Hands over one batch.
   * @param idempotencyKey the batch id
   * @param signal ends the wait; an aborted request is `no-answer`
   */
  send(
    messages: readonly Message[],
    options: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<SendOutcome>;
  /**
   * What became of a key's request, where the provider can be asked: ids by delivery, an empty map for proved absence,
   * null when it can't be known.
   */
  lookUp(idempotencyKey: string): Promise<ReadonlyMap<string, string> | null>;
};
