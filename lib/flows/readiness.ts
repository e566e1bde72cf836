import { readProvider } from '../db/provider.ts';
import { missedRuns } from '../db/scheduled-run.ts';
import { readSender } from '../db/sender.ts';
import type { Runtime } from '../runtime.ts';

export type Readiness = {
  ready: boolean;
  database: 'up';
  migrations: 'applied' | 'missing';
  /** Seconds since a worker, or a call of the cron endpoint, was last heard of; null when none ever was. */
  workerSeenSecondsAgo: number | null;
  /** Scheduled jobs whose run never started. */
  missedRuns: string[];
  /** Since when the operator has stopped sending, or the provider refuses or does not answer (ISO 8601); null while mail goes out. */
  closedSince: string | null;
  /** How long the oldest due delivery has been waiting (course time); zero when nothing waits. */
  oldestOverdueSeconds: number;
};

type Row = { applied: number; seen: number | null; working: boolean; overdue: number | null };

/** Is everything there that sending needs? @throws when the database can't be reached */
export async function readiness({ db }: Runtime, migrationNames: readonly string[]): Promise<Readiness> {
  const [row] = await db.$queryRaw<Row[]>`
    SELECT
      (SELECT count(*)::int FROM "_prisma_migrations"
        WHERE "finished_at" IS NOT NULL AND "rolled_back_at" IS NULL AND "migration_name" = ANY(${migrationNames})) AS "applied",
      (SELECT extract(epoch FROM clock_timestamp() - max("beatAt"))::float8 FROM "Heartbeat") AS "seen",
      EXISTS (SELECT FROM "Heartbeat" WHERE "nextBy" > clock_timestamp()) AS "working",
      (SELECT extract(epoch FROM course_now() - min("dueAt"))::float8 FROM "Delivery"
        WHERE "state" = 'scheduled' AND "dueAt" < course_now()) AS "overdue"`;
  const missed = (await missedRuns(db)).map(({ job }) => job);
  const { stopped, halted } = await readSender(db);
  const { circuit } = await readProvider(db);
  const migrations = row?.applied === migrationNames.length ? 'applied' : 'missing';
  const seen = row?.seen ?? null;
  return {
    ready: migrations === 'applied' && row?.working === true && missed.length === 0,
    database: 'up',
    migrations,
    workerSeenSecondsAgo: seen === null ? null : Math.round(seen),
    missedRuns: missed,
    closedSince: (stopped ?? halted ?? circuit)?.since.toISOString() ?? null,
    oldestOverdueSeconds: Math.max(0, Math.round(row?.overdue ?? 0)),
  };
}
