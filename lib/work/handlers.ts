import { transaction } from '../db/client.ts';
import { deliver } from '../flows/deliver.ts';
import { runScheduled } from '../flows/scheduled.ts';
import type { Runtime } from '../runtime.ts';
import type { Job } from './boss.ts';

/** What each job does: a line or two over a flow. */
export function createHandlers(runtime: Runtime): Record<Job, (data: unknown) => Promise<void>> {
  return {
    plan: () => runScheduled(runtime, 'plan'),
    deliver: async (data) => {
      const batchId = batchIdOf(data);
      const waitMs = await deliver(runtime, batchId);
      if (waitMs === null) return;
      await transaction(runtime.db, async (tx) => {
        const batch = await tx.batch.findUnique({
          where: { id: batchId },
          select: { id: true, priority: true },
        });
        if (batch) await runtime.queue.deliver(tx, batch, waitMs);
      });
    },
    sweep: () => runScheduled(runtime, 'sweep'),
  };
}

function batchIdOf(data: unknown): string {
  if (typeof data === 'object' && data !== null && 'batchId' in data && typeof data.batchId === 'string')
    return data.batchId;
  throw new Error('a deliver job without a batch');
}
