import { parentPort } from 'node:worker_threads';
import { register } from 'tsx/esm/api';

// Looks in a thread of its own: an edited template needs a new thread, because a loaded module stays as it was. A thread
// does not inherit what reads TypeScript, so it is plain JavaScript and asks for it.
register();
const { look } = await import('./look.ts');

parentPort?.on('message', async ({ id, wanted }) => {
  try {
    parentPort?.postMessage({ id, view: await look(wanted) });
  } catch (error) {
    parentPort?.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
  }
});
