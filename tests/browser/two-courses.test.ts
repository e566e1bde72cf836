import pg from 'pg';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browseSite, joinCourse, subscribe } from '#tests/support/browsed-site.ts';
import { linkTo } from '#tests/support/outbox-mails.ts';
import { expectSound } from './every-page.ts';

const site = browseSite();
let db: pg.Client;
beforeAll(async () => {
  db = new pg.Client({ connectionString: site.databaseUrl });
  await db.connect();
});
afterAll(() => db?.end());

const FIRST = 'Seven lessons on “leaky gut”';

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
  });
  afterAll(() => context?.close());

  async function expectSoundHere(): Promise<void> {
    if (!javaScriptEnabled) return;
    const { pathname } = new URL(page.url());
    await expectSound(context, site.url, { [pathname]: pathname });
  }

  test('a second course waits its turn, and is started now from its own page', async () => {
    await joinCourse(page, site.url, address);

    // An address is mailed once a minute.
    await db.query(`UPDATE "Limit" SET "hits" = '{}'`);
    await subscribe(site.url, address, 'health-claims');
    await page.goto(await linkTo(site.url, address, 'confirm', 2));
    expect(await page.getByRole('radio', { name: `After ${FIRST}` }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'Now, side by side' }).waitFor();
    await expectSoundHere();
    await page.getByRole('button', { name: 'Take this course' }).click();
    await page.getByRole('heading', { name: 'It is yours.' }).waitFor();
    await page.getByText('It begins when you have finished, or left').waitFor();

    await page.getByRole('link', { name: /^Your own page/ }).click();
    await page.getByRole('heading', { level: 1, name: 'This course waits its turn.' }).waitFor();
    await expectSoundHere();
    await page.getByRole('region', { name: 'Your other course' }).getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'You have had one of seven lessons.' }).waitFor();
    const others = page.getByRole('region', { name: 'Your other course' });
    await others.getByText('Waits its turn').waitFor();

    await page.getByRole('radio', { name: /^I come back/ }).check();
    await page.getByRole('button', { name: 'Pause the course' }).click();
    await page.getByRole('status').getByText('waits as well').waitFor();

    await others.getByRole('link').click();
    await page.getByText('That has no date yet.').waitFor();
    await page.getByRole('button', { name: 'Start it now' }).click();
    await page.getByRole('status').getByText('It begins now.').waitFor();
    await page
      .getByRole('heading', { name: 'You have not had a lesson yet.' })
      .or(page.getByText('You have had one of three'))
      .first()
      .waitFor();
  });
});
