import { setTimeout as sleep } from 'node:timers/promises';
import type { OutboxMessage } from '#lib/flows/outbox.ts';

const PATIENCE_MS = 30_000;

/** As `at()` finds it, or not. */
type Mail = Pick<OutboxMessage, 'text'> | undefined;

/** All mail to an address, oldest first, once there are so many. @param url of the application */
export async function mailsTo(url: string, address: string, count = 1): Promise<OutboxMessage[]> {
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(200)) {
    const all: OutboxMessage[] = await (await fetch(`${url}/outbox/messages.json`)).json();
    const mails = all.filter(({ to }) => to === address);
    if (mails.length >= count) return mails;
    if (performance.now() > end) throw new Error(`${address} got fewer than ${count} mails`);
  }
}

/** The link of this kind in the newest mail that has one. */
export function linkIn(mails: readonly Mail[], kind: string): string {
  const newest = linksIn(mails, kind).at(-1);
  if (newest === undefined) throw new Error(`no mail has a link to ${kind}`);
  return newest;
}

/** The newest link of this kind in the mail to an address, once there are so many. */
export async function linkTo(url: string, address: string, kind: string, count = 1): Promise<string> {
  for (const end = performance.now() + PATIENCE_MS; ; await sleep(200)) {
    const found = linksIn(await mailsTo(url, address, 0), kind);
    const newest = found.at(-1);
    if (newest !== undefined && found.length >= count) return newest;
    if (performance.now() > end) throw new Error(`no mail to ${address} has a link to ${kind}`);
  }
}

function linksIn(mails: readonly Mail[], kind: string): string[] {
  return mails.flatMap(
    (mail) => new RegExp(`https?://\\S+/${kind}/[\\w.-]+`).exec(mail?.text ?? '')?.[0] ?? [],
  );
}
