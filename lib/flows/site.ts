import type { Tx } from '../db/client.ts';
import { readSite } from '../db/site.ts';
import { type Site, type StartedWith, siteOf } from '../domain/site.ts';
import type { Runtime } from '../runtime.ts';

/** How the site is called, who writes and how it looks, as operators chose it, and else as it was started. */
export async function presentSite(runtime: Runtime, tx?: Tx): Promise<Site> {
  const { chosen } = await readSite(tx ?? runtime.db);
  return siteOf(chosen, startedWith(runtime));
}

/** What holds where nothing was chosen. */
export function startedWith({ env }: Runtime): StartedWith {
  return { from: env.MAIL_FROM, replyTo: env.MAIL_REPLY_TO ?? null, postalAddress: env.POSTAL_ADDRESS };
}
