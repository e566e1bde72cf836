import type { Env } from '#lib/env.ts';

/** The address a person reads: where replies go, else the sender's own. */
export function writeTo(env: Pick<Env, 'MAIL_REPLY_TO' | 'MAIL_FROM'>): string {
  return env.MAIL_REPLY_TO ?? env.MAIL_FROM.replace(/^.*<|>$/g, '');
}
