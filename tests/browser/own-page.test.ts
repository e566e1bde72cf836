import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browseSite, joinCourse } from '#tests/support/browsed-site.ts';
import { mailsTo } from '#tests/support/outbox-mails.ts';

const DAY_MS = 86_400_000;

const site = browseSite();

describe.each([
  { how: 'with scripts', javaScriptEnabled: true, name: 'ada' },
  { how: 'without scripts', javaScriptEnabled: false, name: 'ben' },
])('a learner’s own page, $how', ({ javaScriptEnabled, name }) => {
  let page: Page;
  let own: string;
  const address = `${name}@example.org`;
  beforeAll(async () => {
    const context = await site.browser.newContext({
      javaScriptEnabled,
      viewport: { width: 360, height: 740 },
    });
    page = await context.newPage();
    own = await joinCourse(page, site.url, address);
  });
  afterAll(() => page?.context().close());

  const press = (button: string) => page.getByRole('button', { name: button, exact: true }).click();
  const says = (words: string | RegExp) => page.getByRole('status').getByText(words).first().waitFor();
  const open = () => page.goto(own);

  test('the next lesson is skipped, and the skip undone', async () => {
    await open();
    await press('Skip lesson 2');
    await says('Skipped.');
    await page.getByRole('button', { name: 'Skip lesson 3' }).waitFor();
    await press('Undo: send it');
    await says('Undone.');
    await page.getByRole('button', { name: 'Skip lesson 2' }).waitFor();
  });

  test('a jump ahead, and one of what was left out asked for after all', async () => {
    await open();
    await page.getByText('Go straight to a later lesson').click();
    await page.getByText(/^5\. /).click();
    await press('Go straight to it');
    await says('You go straight on.');
    const left = page.getByRole('region', { name: 'Skipped' });
    expect(await left.getByRole('listitem').count()).toBe(3);
    await press('Send me lesson 3 next');
    await says(/^You get/);
    await press('Don’t send lesson 3');
    await says('It is not sent.');
  });

  test('a pause until a day, moved, and undone', async () => {
    await open();
    await page.getByText('A day I choose').click();
    const day = new Date(Date.now() + 30 * DAY_MS).toISOString().slice(0, 10);
    await page.getByLabel('The day to rest until').fill(day);
    await press('Pause the course');
    await says(/^Paused until/);
    await page.getByText('I come back', { exact: true }).click();
    await press('Change the pause');
    await says('Paused until you come back.');
    await press('Undo the pause');
    await says('Undone.');
    await page
      .getByText(/It comes on/)
      .first()
      .waitFor();
    await press('Go on with the course');
    await says('Welcome back.');
  });

  test('a lesson sent again, and a second one refused in words', async () => {
    await open();
    const before = await mailsTo(site.url, address);
    await page.getByText('Send me one of them again').click();
    await press('Send it again');
    await says('It is on its way.');
    const after = await mailsTo(site.url, address, before.length + 1);
    expect(after.at(-1)?.text).toContain('sent again as you asked');
    await open();
    await page.getByText('Send me one of them again').click();
    await press('Send it again');
    await page.getByText('You asked for one less than ten minutes ago').first().waitFor();
  });

  test('leaving the course, undone with its place, its date and its pace', async () => {
    await open();
    const [standing] = await page.locator('.standing').allTextContents();
    await press('Leave this course');
    await says('You have left the course.');
    await press('Undo: keep my lessons');
    await says('Undone.');
    expect(await page.locator('.standing').allTextContents()).toEqual([standing]);
  });

  test('an old page that offers what is over says so, and changes nothing', async () => {
    await open();
    const other = await page.context().newPage();
    await other.goto(own);
    await press('Skip lesson 5');
    await says('Skipped.');
    await other.getByRole('button', { name: 'Skip lesson 5' }).click();
    await other.getByText(/Nothing was changed/).waitFor();
    await other.close();
    await open();
    await press('Undo: send it');
    await says('Undone.');
  });

  test('starting over takes two presses, and leads back for ten minutes', async () => {
    await aDayPasses(page);
    await open();
    await page.getByText('Start again at lesson 1', { exact: true }).click();
    await press('Yes, start again at lesson 1');
    await says('Once more from the beginning.');
    await press('Undo: back to my place');
    await says('Undone.');
    await page.getByRole('region', { name: 'Skipped' }).waitFor();
  });

  test.each([360, 320])(
    'nothing scrolls sideways at %i px with everything open, and axe has nothing to say',
    async (width) => {
      await page.setViewportSize({ width, height: 740 });
      await open();
      const closed = page.locator('details:not([open]) > summary');
      while ((await closed.count()) > 0) await closed.first().click();
      await page.getByText('A day I choose').click();
      if (!javaScriptEnabled) return;
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
      expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
    },
  );
});

test('with the keyboard alone: skip a lesson and take it back, and the place on the page is kept', async () => {
  const page = await site.browser.newPage();
  await page.goto(await joinCourse(page, site.url, 'cleo@example.org'));
  await tabTo(page, 'Skip lesson 2');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Skipped.').waitFor();
  await tabTo(page, 'Undo: send it', 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Undone.').waitFor();
  await page.close();
});

async function aDayPasses(page: Page): Promise<void> {
  await page.goto(`${site.url}/outbox`);
  await page.getByRole('button', { name: 'A day passes' }).click();
  await page.getByRole('status').waitFor();
}

async function tabTo(page: Page, name: string, key = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 200; presses++) {
    await page.keyboard.press(key);
    if ((await page.evaluate(() => document.activeElement?.textContent)) === name) return;
  }
  throw new Error(`${name} is not reached by ${key}`);
}
