import { PgBoss } from 'pg-boss';
import { SILENT_LINE_MS } from '../db/client.ts';
import type { Logger } from '../log.ts';

/** Every job Lettercourse has. The tables hold the facts; a job only says that somebody should look. */
export const JOBS = ['plan', 'deliver', 'sweep'] as const;
export type Job = (typeof JOBS)[number];

/** A worker that has not been heard of for so long is dead, and its job goes to another; 10 s is pg-boss's least. */
const HEARTBEAT_SECONDS = 10;

/**
 * Starts pg-boss on its own schema in our database, which it makes when it is missing.
 * @param role `send only` for processes that enqueue; `work` also runs cron, supervision and LISTEN/NOTIFY
 */
export async function openBoss(url: string, role: 'send only' | 'work', log: Logger): Promise<PgBoss> {
  const working = role === 'work';
  // Handed on to pg, also what pg-boss's types don't name.
  const connection = { connectionString: url, options: '-c TimeZone=UTC', query_timeout: SILENT_LINE_MS };
  const boss = new PgBoss({
    ...connection,
    max: working ? 6 : 2,
    supervise: working,
    schedule: working,
    useListenNotify: working,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    cronMonitorIntervalSeconds: 2,
    cronWorkerIntervalSeconds: 2,
  });
  // Without a listener a lost database connection would end the process.
  boss.on('error', (error) => log.warn({ err: error }, 'the queue lost its database for a moment'));
  await boss.start();
  for (const name of JOBS) {
    await boss.createQueue(name, {
      // One waiting job per batch, however often it is asked for.
      policy: name === 'deliver' ? 'short' : 'standard',
      notify: true,
      retryLimit: 20,
      retryDelay: 1,
      retryBackoff: true,
      retryDelayMax: 60,
      heartbeatSeconds: HEARTBEAT_SECONDS,
      expireInSeconds: 300,
      deleteAfterSeconds: 3600,
      retentionSeconds: 86_400,
    });
  }
  return boss;
}
