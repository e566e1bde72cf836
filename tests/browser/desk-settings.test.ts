import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';
import { browseSite, joinCourse } from '#tests/support/browsed-site.ts';
import { signInAt } from '#tests/support/desk.ts';
import { mailsTo } from '#tests/support/outbox-mails.ts';

const site = browseSite();

const said = (page: Page, words: string) => page.getByRole('status').getByText(words).waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('an operator makes the site their own, %s', (_, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    const db = openDatabase(site.databaseUrl);
    await db.$executeRaw`DELETE FROM "Site"`;
    await db.$executeRaw`INSERT INTO "Site" ("id") VALUES (1)`;
    await db.$disconnect();
    context = await site.browser.newContext({ javaScriptEnabled });
    page = await context.newPage();
    await signInAt(page, site);
  });
  afterAll(() => context?.close());

  test('what can’t be is refused in words, and what was typed stays', async () => {
    await page.goto(`${site.url}/desk/settings`);
    await page.getByLabel('Name of the site').fill('Tea & Letters');
    await page.getByLabel('Colour').fill('#ffcc00');
    await press(page, 'Show me');
    await page.getByRole('alert').getByText('could not be read on the paper').waitFor();
    expect(await page.getByLabel('Name of the site').inputValue()).toBe('Tea & Letters');
    expect(await page.getByLabel('Colour').inputValue()).toBe('#ffcc00');
  });

  test('it is seen before it is saved: a page’s colours and a mail, by day and in the dark', async () => {
    await page.getByLabel('Colour').fill('#7a1b4a');
    await page.getByLabel('Sender’s name').fill('Ada at Tea');
    await page.getByLabel('Hour for new learners').selectOption('17');
    await press(page, 'Show me');
    await page.getByRole('heading', { name: 'As it would be' }).waitFor();
    await page
      .getByText(
        'Saving changes: the name of the site, the sender’s name, the colour, the hour for new learners.',
      )
      .waitFor();
    await page.getByText('Ada at Tea <').waitFor();
    for (const [title, ground] of [
      ['A lesson by day', 'rgb(250, 249, 245)'],
      ['A lesson in the dark', 'rgb(21, 24, 28)'],
    ] as const) {
      const mail = page.frameLocator(`iframe[title="${title}"]`);
      await mail.getByText('Tea & Letters').first().waitFor();
      // Nothing can be asked of a sandboxed frame in a browser without scripts.
      if (!javaScriptEnabled) continue;
      const body = mail.locator('body');
      expect(await body.evaluate((node) => getComputedStyle(node).backgroundColor)).toBe(ground);
    }
    const visitor = await site.browser.newPage();
    await visitor.goto(site.url);
    expect(await visitor.title()).not.toContain('Tea');
    await visitor.close();
    if (javaScriptEnabled)
      expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations).toEqual([]);
  });

  test('saved, pages and mail have it; undone, they are as before', async () => {
    await press(page, 'Save these settings');
    await said(page, 'Saved. Every page has it now');
    const visitor = await site.browser.newPage();
    const address = `ben-${javaScriptEnabled}@example.org`;
    await joinCourse(visitor, site.url, address);
    const [confirmation] = await mailsTo(site.url, address, 2);
    expect(confirmation?.from).toMatch(/^Ada at Tea </);
    expect(confirmation?.text).toContain('Mondays at 17:00');
    await visitor.goto(`${site.url}/courses/leaky-gut`);
    await visitor.getByRole('link', { name: 'Tea & Letters' }).first().waitFor();
    await visitor.getByText('17:00').first().waitFor();
    const accent = () =>
      visitor.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--accent').trim());
    expect(await accent()).toBe('#7a1b4a');
    await press(page, 'Undo the last change');
    await said(page, 'Put back as it was');
    await visitor.reload();
    expect(await accent()).toBe('#1b4a7a');
    await visitor.close();
  });

  test('two operators at once: the later one is told, and nothing is overwritten', async () => {
    const other = await context.newPage();
    await other.goto(`${site.url}/desk/settings`);
    await page.goto(`${site.url}/desk/settings`);
    await page.getByLabel('Name of the site').fill('Coffee');
    await press(page, 'Show me');
    await page.getByRole('heading', { name: 'As it would be' }).waitFor();
    await other.getByLabel('Name of the site').fill('Cocoa');
    await press(other, 'Show me');
    await other.getByRole('alert').getByText('no longer what this page shows').waitFor();
    await press(page, 'Forget them');
    await said(page, 'Forgotten.');
    await page.getByRole('heading', { name: 'As it is' }).waitFor();
    await other.close();
  });
});

test('it can be used by keyboard alone, and fits a phone', async () => {
  const context = await site.browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await signInAt(page, site);
  await page.goto(`${site.url}/desk/settings`);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.getByLabel('Name of the site').focus();
  await page.keyboard.type('Tea');
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    if ((await page.evaluate(() => document.activeElement?.textContent)) === 'Show me') break;
  }
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'As it would be' }).waitFor();
  await context.close();
});
