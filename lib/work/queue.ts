import { fromPrisma, type PgBoss, type SendOptions } from 'pg-boss';
import type { Tx } from '../db/client.ts';
import type { Logger } from '../log.ts';

/** How flows ask for work: inside their own transaction, so that a job exists exactly when its reason does. */
export type Queue = {
  wakePlan(tx: Tx): Promise<void>;
  /**
   * @param afterMs real time to wait first. Without a wait, a job of this batch that waits already comes at once: there is
   * only ever one
   */
  deliver(tx: Tx, batch: { id: string; priority: number }, afterMs?: number): Promise<void>;
  /** Clears away done and abandoned jobs, where no worker lives to do it. */
  tidy(): Promise<void>;
  close(): Promise<void>;
};

/**
 * @param open starts pg-boss; called when the first job is enqueued, and again if that failed
 */
export function createQueue(open: () => Promise<PgBoss>, log: Logger): Queue {
  let opened: Promise<PgBoss> | undefined;
  const boss = () => {
    opened ??= open().catch((error: unknown) => {
      opened = undefined;
      throw error;
    });
    return opened;
  };

  /** A job is a hint. If it can't be written, the fact must be all the same: cron and sweep find it. */
  async function enqueue(tx: Tx, name: string, data: object, options: SendOptions): Promise<void> {
    await tx.$executeRawUnsafe('SAVEPOINT hint');
    try {
      const db = fromPrisma(tx);
      const queue = await boss();
      const sent = await queue.send(name, data, { ...options, db });
      const { singletonKey, startAfter } = options;
      if (sent === null && singletonKey !== undefined && startAfter === 0)
        await queue.update(name, undefined, { singletonKey, startAfter, db });
      await tx.$executeRawUnsafe('RELEASE SAVEPOINT hint');
    } catch (error) {
      await tx.$executeRawUnsafe('ROLLBACK TO SAVEPOINT hint');
      log.warn({ err: error, job: name }, 'could not enqueue; the next scheduled run will find it');
    }
  }

  return {
    wakePlan: (tx) => enqueue(tx, 'plan', {}, {}),
    deliver: (tx, { id, priority }, afterMs = 0) =>
      enqueue(
        tx,
        'deliver',
        { batchId: id },
        {
          startAfter: Math.ceil(afterMs / 1000),
          // pg-boss serves the greatest number first, we the least.
          priority: -priority,
          singletonKey: id,
        },
      ),
    tidy: async () => {
      await (await boss()).supervise();
    },
    close: async () => {
      const open = opened;
      opened = undefined;
      await (await open)?.stop({ graceful: true, timeout: 5_000 });
    },
  };
}
