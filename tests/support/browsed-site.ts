import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './browser.ts';
import { type Lettercourse, startLettercourse } from './lettercourse.ts';
import { linkTo, mailsTo } from './outbox-mails.ts';

/** An application and a browser for the tests of a file, from before the first to after the last. */
export type BrowsedSite = { readonly url: string; readonly databaseUrl: string; readonly browser: Browser };

export function browseSite(): BrowsedSite {
  let app: Lettercourse;
  let browser: Browser;
  beforeAll(async () => {
    [app, browser] = await Promise.all([startLettercourse(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });
  return {
    get url() {
      return app.url;
    },
    get databaseUrl() {
      return app.databaseUrl;
    },
    get browser() {
      return browser;
    },
  };
}

/** Asks for a course as another site's form would; the confirmation is on its way then. */
export async function subscribe(url: string, email: string, course = 'leaky-gut'): Promise<void> {
  const answer = await fetch(`${url}/api/subscribe`, {
    method: 'POST',
    body: JSON.stringify({ email, course, timeZone: 'Europe/Paris' }),
    headers: { 'content-type': 'application/json' },
  });
  if (answer.status !== 202) throw new Error(`asking for ${course} was answered with ${answer.status}`);
}

/** Somebody new, who has confirmed on this page and got lesson 1. @returns the address of their own page */
export async function joinCourse(page: Page, url: string, address: string): Promise<string> {
  await subscribe(url, address);
  await page.goto(await linkTo(url, address, 'confirm'));
  await page.getByRole('button', { name: 'Send me lesson 1' }).click();
  await page.getByText('You are in').first().waitFor();
  await mailsTo(url, address, 2);
  return linkTo(url, address, 'manage');
}
