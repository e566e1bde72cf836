import { flushCompileCache } from 'node:module';
import { readEnv } from '#lib/env.ts';
import { createRuntime } from '#lib/runtime.ts';
import { runWorker } from '#lib/work/worker.ts';

// A worker as `npm run worker` has it.
process.on('disconnect', () => process.exit());
const worker = await runWorker(createRuntime(readEnv()));
if (process.argv[2] === 'once') {
  await worker.stop();
  flushCompileCache();
  process.exit();
}
process.send?.('up');
