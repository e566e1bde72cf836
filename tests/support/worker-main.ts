import { readEnv } from '#lib/env.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { runWorker } from '#lib/work/worker.ts';

// A worker process as in production, except that it can be told where to die or to stand still: at a milestone of the
// delivery path, or `CRASH_AFTER_MS` into its first request.
const { CRASH_AT, CRASH_AFTER_MS, STOP_AT } = process.env;
const die = () => process.kill(process.pid, 'SIGKILL');
let hasStoodStill = false;

const plain = createRuntime(readEnv());
const runtime: Runtime = {
  ...plain,
  reached: (milestone) => {
    if (milestone === CRASH_AT) die();
    if (milestone !== STOP_AT || hasStoodStill) return;
    hasStoodStill = true;
    process.send?.('standing still');
    process.kill(process.pid, 'SIGSTOP');
  },
  mail: {
    ...plain.mail,
    send: (messages, options) => {
      if (CRASH_AT === 'in flight') setTimeout(die, Number(CRASH_AFTER_MS));
      return plain.mail.send(messages, options);
    },
  },
};
const worker = await runWorker(runtime);
process.send?.('working');
process.on('SIGTERM', () => {
  worker.stop().then(() => process.exit(0));
});
