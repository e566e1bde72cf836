import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboxMessage } from '#lib/flows/outbox.ts';

/** All mail to one of the demo's cast, oldest first, once there are so many. @param url of the application */
export async function mailsTo(url: string, name: string, count = 1): Promise<OutboxMessage[]> {
  for (const end = performance.now() + 30_000; performance.now() < end; await sleep(200)) {
    const all: OutboxMessage[] = await (await fetch(`${url}/outbox/messages.json`)).json();
    const mails = all.filter(({ to }) => to === `${name}@cast.example`);
    if (mails.length >= count) return mails;
  }
  throw new Error(`${name} got fewer than ${count} mails`);
}

/** The link of this kind in the newest mail that has one. */
export function linkIn(mails: readonly OutboxMessage[], kind: string): string {
  const links = mails.flatMap(
    ({ text }) => new RegExp(`https?://\\S+/${kind}/[\\w.-]+`).exec(text)?.[0] ?? [],
  );
  const newest = links.at(-1);
  if (newest === undefined) throw new Error(`no mail has a link to ${kind}`);
  return newest;
}
