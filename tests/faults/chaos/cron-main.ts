import { flushCompileCache } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAnythingDue } from '#lib/db/take-due.ts';
import { readEnv } from '#lib/env.ts';
import { runDueJobs } from '#lib/flows/run-due-jobs.ts';
import { createRuntime } from '#lib/runtime.ts';

// The cron shape of a worker, called over and over. `once` is for warming the cache of compiled code.
const CALLS_AT_ONCE = 1;
const RUN_MS = 5_000;
const PAUSE_MS = 200;

process.on('disconnect', () => process.exit());
const runtime = createRuntime(readEnv());
if (process.argv[2] === 'once') {
  await runDueJobs(runtime, RUN_MS);
  flushCompileCache();
  process.exit();
}

let isUp = false;
async function callAgainAndAgain(): Promise<never> {
  for (;;) {
    try {
      await isAnythingDue(runtime.db);
      if (!isUp) process.send?.('up');
      isUp = true;
      await runDueJobs(runtime, RUN_MS);
    } catch (error) {
      // As the endpoint does: this call has failed, the next one is a new chance.
      runtime.log.error({ err: error }, 'a run failed');
    }
    await sleep(PAUSE_MS);
  }
}
await Promise.all(Array.from({ length: CALLS_AT_ONCE }, callAgainAndAgain));
