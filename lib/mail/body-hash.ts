import { createHash } from 'node:crypto';
import type { Message } from '../domain/message.ts';

/** SHA-256 (hex) over the messages in their order: equal hashes mean equal bytes, whatever the adapter makes of them. */
export function bodyHash(messages: readonly Message[]): string {
  const hash = createHash('sha256');
  for (const message of messages) {
    const { deliveryId, from, to, replyTo, subject, headers, tags, text, html } = message;
    hash.update(JSON.stringify([deliveryId, from, to, replyTo, subject, headers, tags, text, html]));
  }
  return hash.digest('hex');
}
