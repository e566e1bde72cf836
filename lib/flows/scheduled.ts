import { missedRuns, runEnds, runStarts, type ScheduledJob } from '../db/scheduled-run.ts';
import type { Runtime } from '../runtime.ts';
import { forgetOldReasons } from './leave-reason.ts';
import { plan } from './plan.ts';
import { sweep } from './sweep.ts';
import { checkSender } from './watch/check-sender.ts';
import { watch } from './watch/watch.ts';

/** Does what is due by the clock, and notes that it began and that it ended, so that a run which never came is noticed. */
export async function runScheduled(runtime: Runtime, job: ScheduledJob): Promise<void> {
  await runStarts(runtime.db, job);
  if (job === 'plan') await plan(runtime);
  else {
    await sweep(runtime);
    await checkSender(runtime);
    await watch(runtime);
    await forgetOldReasons(runtime);
  }
  await runEnds(runtime.db, job);
}

/** The jobs whose run never started, said aloud: whoever asks can start them. */
export async function noticeMissedRuns({ db, log }: Runtime): Promise<ScheduledJob[]> {
  const missed = await missedRuns(db);
  for (const { job, secondsAgo } of missed) log.error({ job, secondsAgo }, 'a scheduled run never started');
  return missed.map(({ job }) => job);
}
