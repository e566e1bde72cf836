import { readFile } from 'node:fs/promises';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browseSite, joinCourse } from '#tests/support/browsed-site.ts';
import { linkTo } from '#tests/support/outbox-mails.ts';

const site = browseSite();

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  const address = `ada-${javaScriptEnabled}@example.org`;
  const moved = `moved-${javaScriptEnabled}@example.org`;
  beforeAll(async () => {
    context = await site.browser.newContext({ javaScriptEnabled, timezoneId: 'Europe/Paris' });
    page = await context.newPage();
  });
  afterAll(() => context?.close());

  test('somebody asks for the link to their data, opens it from the mail, and downloads all of it', async () => {
    await joinCourse(page, site.url, address);
    await page.goto(await linkTo(site.url, address, 'manage'));
    await page.getByRole('button', { name: 'Send me the link to my data' }).click();
    await page.getByRole('status').getByText('on its way to a…@e….org').waitFor();
    await page.getByRole('button', { name: 'Send me the link to my data' }).click();
    await page.getByRole('alert').getByText('ten minutes').waitFor();

    await page.goto(await linkTo(site.url, address, 'data'));
    await page.getByRole('heading', { level: 1, name: 'Everything we hold about you' }).waitFor();
    await page.getByRole('region', { name: 'You', exact: true }).getByText(address).waitFor();
    await page.getByText('All 4 mails').click();
    await page.getByText('The link to what we hold about you').waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download my data' }).click(),
    ]);
    expect(download.suggestedFilename()).toBe('lettercourse-my-data.json');
    const data = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(data).toMatchObject({ format: 'lettercourse/person/1', person: { address } });
    expect(data.mails).toHaveLength(4);
  });

  test('moves to another address, once both have said yes', async () => {
    await page.goto(await linkTo(site.url, address, 'data'));
    await page.getByLabel('Your new address').fill('moved.example.org');
    await page.getByRole('button', { name: 'Ask both addresses' }).click();
    await page.locator('#email-problem').getByText('needs an @').waitFor();
    await page.getByLabel('Your new address').fill(moved);
    await page.getByRole('button', { name: 'Ask both addresses' }).click();
    await page.getByRole('status').getByText('Two mails are on their way').waitFor();
    await page.getByRole('button', { name: 'Take it back' }).click();
    await page.getByRole('status').getByText('Taken back').waitFor();
    await page.getByLabel('Your new address').fill(moved);
    await page.getByRole('button', { name: 'Ask both addresses' }).click();
    await page.getByRole('status').getByText('Two mails are on their way').waitFor();

    // Of two mails with such a link, the newest is not taken back.
    await page.goto(await linkTo(site.url, address, 'address', 2));
    await page.getByText(moved).waitFor();
    await page.getByRole('button', { name: 'Yes, move my mail there' }).click();
    await page.getByRole('heading', { level: 1, name: 'One more yes' }).waitFor();
    await page.goto(await linkTo(site.url, moved, 'address', 2));
    await page.getByRole('button', { name: 'Yes, this is my address' }).click();
    await page.getByRole('heading', { level: 1, name: 'Your address is changed' }).waitFor();
    expect((await page.goto(await linkTo(site.url, address, 'data')))?.status()).toBe(404);
  });

  test('and deletes everything: a tick and a press, and no link leads anywhere any more', async () => {
    const manage = await linkTo(site.url, address, 'manage');
    await page.goto(manage);
    await page.getByRole('button', { name: 'Send me the link to my data' }).click();
    await page.getByRole('status').getByText('on its way to m…@e….org').waitFor();
    const data = await linkTo(site.url, moved, 'data');
    await page.goto(data);
    await page.getByRole('button', { name: 'Delete everything' }).click();
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Everything we hold about you.');
    await page.getByLabel('Yes, delete all of it').check();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('heading', { level: 1, name: 'Everything is deleted' }).waitFor();
    for (const dead of [data, manage]) expect((await page.goto(dead))?.status()).toBe(404);
  });
});

test('a link that is cut off shows nothing, here and as a file: it says so, and offers another by mail', async () => {
  for (const path of ['/data/k1.x', '/data/k1.x/download', '/data/%20/download']) {
    const answer = await fetch(site.url + path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('Send me a new link');
  }
});
