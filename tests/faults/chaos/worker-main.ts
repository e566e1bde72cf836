import { isAnythingDue } from '#lib/db/take-due.ts';
import { readEnv } from '#lib/env.ts';
import { runDueJobs } from '#lib/flows/run-due-jobs.ts';
import { createRuntime } from '#lib/runtime.ts';

const t0 = performance.now();
const runtime = createRuntime(readEnv());
await isAnythingDue(runtime.db);
const t1 = performance.now();
await runDueJobs(runtime, 5000);
const t2 = performance.now();
const u = process.cpuUsage();
console.log(
  'load',
  t0 | 0,
  'first query',
  t1 | 0,
  'first run',
  t2 | 0,
  'cpu',
  ((u.user + u.system) / 1000) | 0,
);
process.exit(0);
