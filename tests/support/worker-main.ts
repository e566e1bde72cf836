import { readEnv } from '#lib/env.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { runWorker } from '#lib/work/worker.ts';

// A worker process as in production, except that it can be told where to die: at a milestone of the delivery path, or
// `CRASH_AFTER_MS` into its first request.
const crashAt = process.env.CRASH_AT;
const die = () => process.kill(process.pid, 'SIGKILL');

const plain = createRuntime(readEnv());
const runtime: Runtime = {
  ...plain,
  reached: (milestone) => {
    if (milestone === crashAt) die();
  },
  mail: {
    ...plain.mail,
    send: (messages, options) => {
      if (crashAt === 'in flight') setTimeout(die, Number(process.env.CRASH_AFTER_MS));
      return plain.mail.send(messages, options);
    },
  },
};
const worker = await runWorker(runtime);
process.send?.('working');
process.on('SIGTERM', () => {
  worker.stop().then(() => process.exit(0));
});
