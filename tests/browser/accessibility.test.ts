import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { everyPage, expectSound, type Pages } from './every-page.ts';

const SCREENS = [
  { width: 320, colorScheme: 'dark' },
  { width: 1280, colorScheme: 'light' },
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

test('every page has a title of its own', async () => {
  const page = await browser.newPage();
  const titles = new Map<string, string>();
  for (const [name, path] of Object.entries(pages)) {
    // The same page again, with an answer.
    if (path.includes('?')) continue;
    await page.goto(app.url + path);
    titles.set(name, await page.title());
  }
  expect(titles.get('dead link')).toContain('This link doesn’t work');
  expect(new Set(titles.values()).size, JSON.stringify([...titles])).toBe(titles.size);
  for (const name of ['landing', 'sample']) expect(titles.get(name)?.length).toBeLessThanOrEqual(60);
  await page.close();
});

test('the button to sign up is seen at once on a small phone', async () => {
  const page = await browser.newPage({ viewport: { width: 360, height: 640 } });
  await page.goto(app.url);
  const button = await page.getByRole('button', { name: 'Send me lesson 1' }).boundingBox();
  expect(button && button.y + button.height).toBeLessThanOrEqual(640);
  await page.close();
});

test('with the keyboard alone: skip to the text, sign up, mend the address', async () => {
  const page = await browser.newPage();
  await page.goto(app.url);
  await page.waitForTimeout(2100);
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the text');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('grace.example.org');
  await page.keyboard.press('Enter');
  await page
    .getByRole('alert')
    .getByText('An address needs an @')
    .or(page.locator('#email-problem'))
    .waitFor();
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('email-problem');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.id)).toBe('email');
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('grace@example.org');
  await page.keyboard.press('Enter');
  await page.waitForURL('**/pending/**');
  await page.close();
});
