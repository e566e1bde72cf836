import { randomUUID } from 'node:crypto';
import { closeBatch, type LockedBatch, moveToNewBatch } from '../db/batches.ts';
import type { Tx } from '../db/client.ts';
import type { Member } from '../db/members.ts';
import type { Runtime } from '../runtime.ts';

/**
 * Closes a batch of which certainly nothing was taken, and lets groups of its members go on as batches of their own,
 * under new keys.
 */
export async function rearrange(
  runtime: Runtime,
  tx: Tx,
  batch: LockedBatch,
  groups: readonly (readonly Member[])[],
): Promise<void> {
  await closeBatch(tx, batch.id, 'rearranged');
  for (const group of groups.filter(({ length }) => length > 0)) {
    const id = randomUUID();
    await moveToNewBatch(
      tx,
      batch,
      id,
      group.map((member) => member.id),
    );
    await runtime.queue.deliver(tx, { id, priority: batch.priority });
  }
}
