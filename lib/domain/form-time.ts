import type { Tokens } from './token.ts';

/** Nobody reads and fills a form faster; scripts do. */
const SHORTEST_MS = 2_000;
/** A page left open longer is loaded again. */
const LONGEST_MS = 24 * 3_600_000;

const TIME_IN_UUID = /^00000000-0000-0000-0000-([0-9a-f]{12})$/;

export type FormTime = 'ok' | 'too-fast' | 'stale' | 'forged';

/** Signs when a form was shown, for a hidden field: the instant, in milliseconds, stands in the last 48 bits of the uuid. */
export function signFormTime(tokens: Tokens, at: Date): string {
  return tokens.sign('form', `00000000-0000-0000-0000-${at.getTime().toString(16).padStart(12, '0')}`);
}

/** Whether a form shown at the signed time was sent back after 2 s at the earliest and 24 h at the latest. */
export function verifyFormTime(tokens: Tokens, token: string, now: Date): FormTime {
  const [, time] = TIME_IN_UUID.exec(tokens.verify(token, 'form') ?? '') ?? [];
  if (time === undefined) return 'forged';
  const ageMs = now.getTime() - Number.parseInt(time, 16);
  if (ageMs < SHORTEST_MS) return 'too-fast';
  return ageMs > LONGEST_MS ? 'stale' : 'ok';
}
