import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browseSite, joinCourse } from '#tests/support/browsed-site.ts';
import { linkTo } from '#tests/support/outbox-mails.ts';
import { expectSound } from './every-page.ts';

const site = browseSite();

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  const address = `ada-${javaScriptEnabled}@example.org`;
  beforeAll(async () => {
    context = await site.browser.newContext({
      ...{ javaScriptEnabled, timezoneId: 'Europe/Paris', reducedMotion: 'reduce' },
      viewport: { width: 320, height: 800 },
    });
    page = await context.newPage();
    await joinCourse(page, site.url, address);
  });
  afterAll(() => context?.close());

  const why = () => page.getByRole('region', { name: 'Would you tell us why? (optional)' });

  test('pausing stands beside leaving; why is asked afterwards, and thanked for', async () => {
    await page.goto(await linkTo(site.url, address, 'manage'));
    await page
      .getByRole('region', { name: 'Leave' })
      .getByRole('link', { name: 'Choose how long' })
      .waitFor();
    expect(await why().count()).toBe(0);
    await page.getByRole('button', { name: 'Leave this course' }).click();
    await page.getByRole('status').getByText('You have left the course.').waitFor();
    if (javaScriptEnabled) await expectSound(context, site.url, { left: new URL(page.url()).pathname });
    await why().getByRole('radio', { name: 'I have no time for it now' }).check();
    await why().getByRole('textbox').fill('In spring, perhaps.');
    await why().getByRole('button', { name: 'Tell us why' }).click();
    await page.getByRole('status').getByText('Thank you.').waitFor();
    expect(await why().count()).toBe(0);
  });

  test('the same from the link of a mail, for all mail', async () => {
    await page.goto(await linkTo(site.url, address, 'unsubscribe'));
    await page.getByRole('button', { name: 'Stop all mail' }).click();
    await page.getByRole('heading', { name: 'You get no more mail from us.' }).waitFor();
    if (javaScriptEnabled)
      await expectSound(context, site.url, { unsubscribed: new URL(page.url()).pathname });
    await why().getByRole('radio', { name: 'Something else' }).check();
    await why().getByRole('button', { name: 'Tell us why' }).click();
    await page.getByRole('status').getByText('Thank you.').waitFor();
    expect(await why().count()).toBe(0);
  });
});
