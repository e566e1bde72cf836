import type { Message } from '../domain/message.ts';
import { type Db, transaction } from './client.ts';
import { courseNow } from './course-time.ts';

/** The outbox transport's memory: rows in our own database, all of a batch or none. */
export function createOutboxStore(db: Db) {
  return {
    put: (idempotencyKey: string, hash: string, messages: readonly Message[]) =>
      transaction(db, async (tx) => {
        // Two requests under one key at the same instant: the second waits here and finds the first's rows.
        await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${idempotencyKey}, 0))`;
        let stored = await tx.outboxMessage.findMany({
          where: { idempotencyKey },
          orderBy: { serial: 'asc' },
        });
        if (stored.length === 0) {
          const sentAt = await courseNow(tx);
          stored = await tx.outboxMessage.createManyAndReturn({
            data: messages.map((message) => ({
              idempotencyKey,
              bodyHash: hash,
              deliveryId: message.deliveryId,
              sender: message.from,
              recipient: message.to,
              subject: message.subject,
              headers: {
                ...message.headers,
                ...(message.replyTo === null ? {} : { 'Reply-To': message.replyTo }),
              },
              html: message.html,
              text: message.text,
              sentAt,
            })),
          });
        }
        if (stored.some((row) => row.bodyHash !== hash)) return 'other bytes under this key' as const;
        const ids = new Map(stored.map((row) => [row.deliveryId, row.id]));
        return { ids: messages.map((message) => ids.get(message.deliveryId) ?? '') };
      }),
    async find(idempotencyKey: string): Promise<ReadonlyMap<string, string>> {
      const rows = await db.outboxMessage.findMany({
        where: { idempotencyKey },
        select: { id: true, deliveryId: true },
      });
      return new Map(rows.map((row) => [row.deliveryId, row.id]));
    },
  };
}
