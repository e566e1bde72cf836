import { onStop } from './lifeline.mjs';
import { startEverything } from './start-everything.ts';
import { tell } from './tell-and-exit.ts';

// The process behind `npm start` and `npm run dev`: starts everything in order, keeps it running, stops it in reverse.
const stop = new AbortController();
const hurry = new AbortController();
onStop(
  () => stop.abort(),
  () => hurry.abort(),
);

type Closer = (hurry: AbortSignal) => Promise<void>;
const closers: Closer[] = [];
try {
  await startEverything({
    development: process.argv[2] === 'development',
    say: (line) => console.log(line),
    signal: stop.signal,
    closeLater: (closer) => closers.push(closer),
  });
  await aborted(stop.signal);
} catch (error) {
  if (!stop.signal.aborted) {
    tell(error);
    process.exitCode = 1;
  }
}
if (stop.signal.aborted && closers.length > 0) console.log('\nStopping …');
for (const close of closers.reverse()) await close(hurry.signal);
if (stop.signal.aborted) console.log('Stopped. Everything is kept.');
process.exit();

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
