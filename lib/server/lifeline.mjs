/** npm passes the terminal's Ctrl-C on to a program that has had it already; what comes this soon is the same wish. */
const SAME_WISH_MS = 300;

/**
 * Calls back when this process is to stop: a signal, the parent's word, or the parent's death (its channel closes).
 * @param {() => void} stop called once
 * @param {() => void} [hurry] called when a person asks again
 */
export function onStop(stop, hurry) {
  let toldAtMs = Number.POSITIVE_INFINITY;
  const told = () => {
    const now = performance.now();
    if (toldAtMs === Number.POSITIVE_INFINITY) {
      toldAtMs = now;
      stop();
    } else if (now - toldAtMs > SAME_WISH_MS) {
      hurry?.();
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, told);
  process.on('message', (message) => message === 'stop' && told());
  process.on('disconnect', told);
}

/** Tells the parent, if there is one to tell, that this process does its work now. */
export function announceReady() {
  process.send?.('ready');
}
