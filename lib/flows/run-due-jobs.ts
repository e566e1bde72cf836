import { beat } from '../db/heartbeat.ts';
import { runEnds, runStarts } from '../db/scheduled-run.ts';
import type { Runtime } from '../runtime.ts';
import { runUntilQuiet } from './run-until-quiet.ts';
import { noticeMissedRuns, runScheduled } from './scheduled.ts';

/** Called every minute; two minutes and a half allow for one call that was missed. */
const COMES_AGAIN_S = 150;

/**
 * What the scheduled job does where no worker process can live: everything that is due, for as long as it is allowed.
 * Overlapping calls and running workers are harmless; the rows decide who does what.
 * @param withinMs real time after which it stops looking for more
 */
export async function runDueJobs(
  runtime: Runtime,
  withinMs: number,
): Promise<{ sent: number; quiet: boolean }> {
  await beat(runtime.db, 'cron', COMES_AGAIN_S);
  const sentBefore = await sentCount(runtime);
  await noticeMissedRuns(runtime);
  await runScheduled(runtime, 'sweep');
  await runtime.queue.tidy();
  await runStarts(runtime.db, 'plan');
  const { quiet } = await runUntilQuiet(runtime, withinMs);
  await runEnds(runtime.db, 'plan');
  return { sent: (await sentCount(runtime)) - sentBefore, quiet };
}

function sentCount({ db }: Runtime): Promise<number> {
  return db.delivery.count({ where: { state: 'sent' } });
}
