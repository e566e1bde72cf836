import { randomUUID } from 'node:crypto';
import type { Message } from '#lib/domain/message.ts';
import { bodyHash } from '#lib/mail/body-hash.ts';
import type { SendOutcome, Transport } from '#lib/mail/transport.ts';

const HOUR_MS = 3_600_000;
const KEY_LIFE_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;
/** What was taken stands in the list so much later. */
const LIST_LAG_MS = 10 * MINUTE_MS;
/** Longer than anybody waits for a turn in place: a model does not sleep. */
const NOT_NOW_MS = 5_000;

/** What becomes of one coming request. */
export const BEHAVIOURS = [
  'accept',
  /** Taken; the answer never comes. */
  'answer lost',
  /** Taken; the answer comes when it comes. */
  'answer late',
  /** Neither taken nor answered. */
  'not taken',
  /** Not taken: "this key is being worked on". */
  'busy',
  /** Refused for what stands in it. */
  'refuse',
  'not now',
  /** Nothing more today. */
  'quota',
  /** Nothing more until a person acts. */
  'account',
  /** "This key was used for other bytes." */
  'conflict',
] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

export type Accepted = {
  id: string;
  deliveryId: string;
  key: string;
  /** The provider's clock. */
  atMs: number;
};

/** Told of every request before anything is decided about it, and of every mail taken. */
export type Watcher = {
  requested(key: string, messages: readonly Message[], isNewKey: boolean): Promise<void>;
  accepted(mail: Accepted): void;
};

/** Lets an answer go that was held back, or lets the wait for it end. */
export type Release = (how: 'answer' | 'timeout') => void;

export type SimulatedProvider = ReturnType<typeof createSimulatedProvider>;

/**
 * A provider with a memory of its own: it replays an answer while it remembers the key, takes the same mail again
 * after that, and lists what it has taken. It is as dangerous as the real one, and does what it is told.
 * @param nowMs its clock
 */
export function createSimulatedProvider(nowMs: () => number, watcher: Watcher) {
  const keys = new Map<string, { hash: string; ids: string[]; atMs: number }>();
  const firstHash = new Map<string, string>();
  const accepted: Accepted[] = [];
  const script: Behaviour[] = [];
  const changedBytes: string[] = [];
  let badAddress: string | null = null;
  let isListWhole = true;
  let answers: { deliveryId: string; id: string }[] = [];
  let announceHeld: (release: Release) => void = () => {};

  function take(key: string, hash: string, messages: readonly Message[]): SendOutcome {
    const known = keys.get(key);
    const isRemembered = known !== undefined && nowMs() - known.atMs < KEY_LIFE_MS;
    if (isRemembered && known.hash !== hash) return { outcome: 'conflict', reason: 'other bytes' };
    const ids = isRemembered ? known.ids : messages.map(({ deliveryId }) => accept(key, deliveryId));
    if (!isRemembered) keys.set(key, { hash, ids, atMs: nowMs() });
    return { outcome: 'answered', messages: ids.map((id) => ({ accepted: id })) };
  }

  function accept(key: string, deliveryId: string): string {
    const mail = { id: randomUUID(), deliveryId, key, atMs: nowMs() };
    accepted.push(mail);
    watcher.accepted(mail);
    return mail.id;
  }

  function heard(outcome: SendOutcome, messages: readonly Message[]): SendOutcome {
    if (outcome.outcome === 'answered') {
      answers = messages.map(({ deliveryId }, i) => {
        const answer = outcome.messages[i];
        return { deliveryId, id: answer && 'accepted' in answer ? answer.accepted : '' };
      });
    }
    return outcome;
  }

  async function behave(
    behaviour: Behaviour,
    key: string,
    hash: string,
    messages: readonly Message[],
  ): Promise<SendOutcome> {
    const silence: SendOutcome = { outcome: 'no-answer', reason: 'simulated', ill: true };
    switch (behaviour) {
      case 'accept':
        return heard(take(key, hash, messages), messages);
      case 'answer lost':
        take(key, hash, messages);
        return silence;
      case 'answer late': {
        const outcome = take(key, hash, messages);
        const how = await new Promise<'answer' | 'timeout'>((release) => announceHeld(release));
        return how === 'answer' ? heard(outcome, messages) : silence;
      }
      case 'not taken':
        return silence;
      case 'busy':
        return { outcome: 'no-answer', reason: 'concurrent_idempotent_requests', ill: false };
      case 'refuse':
        return { outcome: 'refused', reason: 'validation_error' };
      case 'not now':
        return { outcome: 'not-now', afterMs: NOT_NOW_MS, reason: 'rate_limit_exceeded' };
      case 'quota':
        return { outcome: 'halted', reason: 'daily_quota_exceeded', until: 'tomorrow' };
      case 'account':
        return { outcome: 'halted', reason: 'suspended_api_key', until: 'a while' };
      case 'conflict':
        return { outcome: 'conflict', reason: 'invalid_idempotent_request' };
      default:
        return behaviour satisfies never;
    }
  }

  const transport: Transport = {
    // By the outbox's name, so that its course time may be moved; its memory is its own.
    name: 'outbox',
    capabilities: {
      batchSize: 100,
      remembersKeyMs: KEY_LIFE_MS,
      requestMs: 10_000,
      settledMs: 15 * MINUTE_MS,
      paced: true,
    },
    async send(messages, { idempotencyKey: key }) {
      const hash = bodyHash(messages);
      const isNewKey = !firstHash.has(key);
      if (isNewKey) firstHash.set(key, hash);
      if (firstHash.get(key) !== hash) changedBytes.push(key);
      await watcher.requested(key, messages, isNewKey);
      const behaviour = script.shift() ?? 'accept';
      const isBad = messages.some(({ to }) => to === badAddress);
      return behave(isBad && behaviour !== 'not taken' ? 'refuse' : behaviour, key, hash, messages);
    },
    // It takes no turns: those are waited for in real time, which does not pass here.
    async lookUp({ messages }) {
      const wanted = new Set(messages.map(({ deliveryId }) => deliveryId));
      const shown = accepted.filter(
        ({ deliveryId, atMs }) => wanted.has(deliveryId) && nowMs() - atMs >= LIST_LAG_MS,
      );
      const found = shown.slice(0, isListWhole ? shown.length : 1);
      return {
        accepted: new Map(found.map(({ deliveryId, id }) => [deliveryId, id])),
        complete: isListWhole,
      };
    },
  };

  return {
    transport,
    accepted,
    /** Keys that came with other bytes than at first. */
    changedBytes,
    /** What becomes of the coming requests, one each; after that, all are accepted. */
    will(...behaviours: Behaviour[]): void {
      script.splice(0, script.length, ...behaviours);
    },
    refuseAddress(address: string | null): void {
      badAddress = address;
    },
    showList(whole: boolean): void {
      isListWhole = whole;
    },
    /** Resolves when the next answer is held back, with what lets it go. */
    whenHeld(): Promise<Release> {
      return new Promise((resolve) => {
        announceHeld = resolve;
      });
    },
    /** The acceptances told since the last time this was asked. */
    takeAnswers() {
      const told = answers;
      answers = [];
      return told;
    },
  };
}
