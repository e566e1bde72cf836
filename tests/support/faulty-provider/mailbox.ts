import { createHash, randomUUID } from 'node:crypto';
import { monotonicMs } from '#tests/support/monotonic.ts';
import type { Refusal } from './faults.ts';

/** What the provider is asked to send, as it stands in the request. */
export type Mail = {
  from: string;
  to: string[];
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  tags: { name: string; value: string }[];
};

/** One mail the provider took. The list of these is the history by which the sender is judged. */
export type Accepted = {
  id: string;
  key: string | null;
  /** From the mail's tags; null where it has none. */
  delivery: string | null;
  kind: string | null;
  to: string;
  subject: string;
  /** When its request began to arrive, and when the mail was taken (`monotonicMs`). */
  beganAtMs: number;
  takenAtMs: number;
};

export type Stored = Mail & { id: string; createdAt: Date };

export type Mailbox = {
  /**
   * Takes a request's key for use, unless that must not be.
   * @returns the answer this key has got already, or a refusal, or `free`
   */
  claim(key: string | null, body: Buffer): 'free' | { replay: unknown } | Refusal;
  /** Takes the mails. @returns their ids, in order */
  take(request: { key: string | null; beganAtMs: number }, mails: readonly Mail[]): string[];
  /** Remembers what was answered to this key, from now on. */
  remember(key: string | null, body: Buffer, answer: unknown): void;
  /** The request has ended without being taken: its key is as new. */
  letGo(key: string | null): void;
  /** Newest first. */
  stored(): readonly Stored[];
  accepted(): readonly Accepted[];
};

/** @param keyLifeMs after which a key is forgotten: the same request is then taken a second time */
export function createMailbox(keyLifeMs: number): Mailbox {
  const inUse = new Set<string>();
  const known = new Map<string, { hash: string; answer: unknown; atMs: number }>();
  const stored: Stored[] = [];
  const accepted: Accepted[] = [];
  return {
    claim(key, body) {
      if (key === null) return 'free';
      const before = known.get(key);
      if (before && monotonicMs() - before.atMs < keyLifeMs) {
        if (before.hash === hashOf(body)) return { replay: before.answer };
        return { status: 409, name: 'invalid_idempotent_request' };
      }
      if (inUse.has(key)) return { status: 409, name: 'concurrent_idempotent_requests' };
      inUse.add(key);
      return 'free';
    },
    take({ key, beganAtMs }, mails) {
      return mails.map((mail) => {
        const id = randomUUID();
        stored.unshift({ ...mail, id, createdAt: new Date() });
        accepted.push({
          id,
          key,
          delivery: tagOf(mail, 'delivery'),
          kind: tagOf(mail, 'kind'),
          to: mail.to[0] ?? '',
          subject: mail.subject,
          beganAtMs,
          takenAtMs: monotonicMs(),
        });
        return id;
      });
    },
    remember(key, body, answer) {
      if (key === null) return;
      inUse.delete(key);
      known.set(key, { hash: hashOf(body), answer, atMs: monotonicMs() });
    },
    letGo: (key) => {
      if (key !== null) inUse.delete(key);
    },
    stored: () => stored,
    accepted: () => accepted,
  };
}

export function tagOf({ tags }: Pick<Mail, 'tags'>, name: string): string | null {
  return tags.find((tag) => tag.name === name)?.value ?? null;
}

function hashOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex');
}
