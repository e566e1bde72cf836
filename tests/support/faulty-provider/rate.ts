const WINDOW_MS = 1000;

export type Rate = {
  /** Counts a request. */
  ask(nowMs: number): { allowed: boolean; headers: Record<string, string> };
  limit(perSecond: number): void;
  /** The most requests that began within any one second. */
  most(): number;
};

/** So many requests in a second; the second begins with the first request after the last one ended. No burst is saved up. */
export function createRate(perSecond: number): Rate {
  let limit = perSecond;
  let window = { beganAt: Number.NEGATIVE_INFINITY, count: 0 };
  const recent: number[] = [];
  let most = 0;
  return {
    ask(nowMs) {
      recent.push(nowMs);
      while ((recent[0] ?? nowMs) <= nowMs - WINDOW_MS) recent.shift();
      most = Math.max(most, recent.length);

      if (nowMs - window.beganAt >= WINDOW_MS) window = { beganAt: nowMs, count: 0 };
      window.count++;
      const resetSeconds = String(Math.ceil((window.beganAt + WINDOW_MS - nowMs) / 1000));
      const allowed = window.count <= limit;
      return {
        allowed,
        headers: {
          'ratelimit-limit': String(limit),
          'ratelimit-remaining': String(Math.max(0, limit - window.count)),
          'ratelimit-reset': resetSeconds,
          ...(allowed ? {} : { 'retry-after': resetSeconds }),
        },
      };
    },
    limit: (next) => {
      limit = next;
    },
    most: () => most,
  };
}
