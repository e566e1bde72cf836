import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { everyPage, expectSound, type Pages } from './every-page.ts';

const SCREENS = [
  { width: 360, colorScheme: 'light' },
  { width: 360, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'dark' },
] as const;

let app: Lettercourse;
let browser: Browser;
let pages: Pages;

beforeAll(async () => {
  [app, browser] = await Promise.all([startLettercourse(), launchBrowser()]);
  pages = await everyPage(browser, app.url);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

describe.each(SCREENS)('$width px, $colorScheme', ({ width, colorScheme }) => {
  let context: BrowserContext;
  beforeAll(async () => {
    context = await browser.newContext({ viewport: { width, height: 640 }, colorScheme });
  });
  afterAll(() => context?.close());

  test('every page is sound: nothing for axe to say, nothing in the console, nothing sideways, nobody else asked', () =>
    expectSound(context, app.url, pages));
});
