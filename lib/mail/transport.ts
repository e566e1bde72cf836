import type { Message } from '../domain/message.ts';

export type MessageOutcome = { accepted: string } | { refused: string };

/**
 * What the provider said to one request, as far as it is certain.
 * - `answered`: each message accepted (with the provider's id) or refused, in the request's order
 * - `refused`: certainly nothing of it was taken, and the same request would be refused again
 * - `not-now`: certainly nothing was taken; the same request may pass later
 * - `halted`: certainly nothing was taken, and nothing will be until a person acts (key, domain) or a quota begins anew
 * - `no-answer`: it may have been taken. Only the same bytes under the same key may be tried again. `ill` is false where
 *   the provider answered in good health, and only this request's fate is open
 * - `conflict`: the key was used before for other bytes; what happened then must be looked up
 */
export type SendOutcome =
  | { outcome: 'answered'; messages: MessageOutcome[] }
  | { outcome: 'refused'; reason: string }
  | { outcome: 'not-now'; afterMs: number; reason: string }
  | { outcome: 'halted'; reason: string; until: Halt }
  | { outcome: 'no-answer'; reason: string; ill: boolean }
  | { outcome: 'conflict'; reason: string };

/** When a halt is worth another try: an account's every few minutes, a quota's when the provider counts anew. */
export type Halt = 'a while' | 'tomorrow';

/** What the answer's headers said about the provider's limits. */
export type Heard = {
  requestsPerSecond?: number;
  /** So many mails the provider has counted today (UTC), where it has a quota of a day, and this month. */
  usedToday?: number;
  usedThisMonth?: number;
};

/** The mails of one request, to find out what became of it. */
export type Wanted = {
  idempotencyKey: string;
  /** `subject` is null where it can't be made again. */
  messages: readonly { deliveryId: string; to: string; subject: string | null }[];
  /** Real time: when it may first have been taken, and now. */
  firstAttemptAt: Date;
  now: Date;
};

/**
 * What was found: ids by delivery. `complete`: the provider has shown all it could hold of them, so that what is
 * missing was not there.
 */
export type Found = { accepted: ReadonlyMap<string, string>; complete: boolean };

/** A mail that the provider holds. */
export type RecentMail = {
  providerId: string;
  /** As its From says. */
  sender: string;
  /** The provider's clock. */
  takenAt: Date;
};

/** A way out of the building. Adapters translate the provider's answers and never throw them. */
export type Transport = {
  name: 'outbox' | 'resend';
  capabilities: {
    /** The most messages in one request. */
    batchSize: number;
    /** How long the same key answers the same request again instead of sending it twice, in milliseconds. */
    remembersKeyMs: number;
    /** How long one request may take, in milliseconds. */
    requestMs: number;
    /** How long after a request's begin one that is not found has certainly not been taken, in milliseconds. */
    settledMs: number;
    /** Whether it limits how often it may be asked. */
    paced: boolean;
  };
  /**
   * Hands over one batch.
   * @param idempotencyKey the batch id
   * @param signal ends the wait; an aborted request is `no-answer`
   */
  send(
    messages: readonly Message[],
    options: { idempotencyKey: string; signal: AbortSignal },
  ): Promise<SendOutcome & { heard?: Heard }>;
  /**
   * What became of a request, as far as the provider can be asked.
   * @param options.turn waits for leave to ask once more, and is called before each request; false ends the search
   * @param options.answered is told how each request went, as far as that says something about the provider
   */
  lookUp(
    wanted: Wanted,
    options: {
      signal: AbortSignal;
      turn: () => Promise<boolean>;
      answered: (outcome: SendOutcome & { heard?: Heard }) => Promise<void>;
    },
  ): Promise<Found>;
  /**
   * The newest mails the provider holds, at most a hundred, where it shows them: for comparing what both hold, never for
   * deciding. Null when it does not answer.
   */
  recent?(options: { signal: AbortSignal }): Promise<RecentMail[] | null>;
  /** The delivery that one of those mails was made for; null when it was for none of ours, or there is no answer. */
  deliveryOf?(providerId: string, options: { signal: AbortSignal }): Promise<string | null>;
};
