import 'server-only';
import { cache } from 'react';
import { NOTHING_CHOSEN, type Site, siteOf } from '#lib/domain/site.ts';
import { presentSite, startedWith } from '#lib/flows/site.ts';
import { getRuntime } from '#lib/runtime.ts';

/**
 * How the site is called, who is behind it and how it looks, read once per request. While the database is away pages that
 * need nothing else of it are shown as the settings have them.
 */
export const findSite = cache(async (): Promise<Site> => {
  const runtime = await getRuntime();
  try {
    return await presentSite(runtime);
  } catch (error) {
    runtime.log.error({ err: error }, 'what operators chose for the site could not be read');
    return siteOf(NOTHING_CHOSEN, startedWith(runtime));
  }
});
