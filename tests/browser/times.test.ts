import type { BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { browseSite, joinCourse } from '#tests/support/browsed-site.ts';

const MOST_TABS = 80;

const site = browseSite();

describe.each([
  { name: 'ada', javaScriptEnabled: true },
  { name: 'ben', javaScriptEnabled: false },
])('choosing other times, JavaScript: $javaScriptEnabled', ({ name, javaScriptEnabled }) => {
  let context: BrowserContext;
  let page: Page;
  let own: string;
  beforeAll(async () => {
    context = await site.browser.newContext({ javaScriptEnabled, timezoneId: 'Europe/Paris' });
    own = await ownPage(name);
    page = await context.newPage();
  });
  afterAll(() => context?.close());

  test('the new date is shown, can be dropped, and is the one that is saved: two presses', async () => {
    await page.goto(own);
    const before = await standing(page);
    await page.getByText('Twice a week').click();
    await page.getByLabel('Second day').selectOption('Thursday');
    await page.getByLabel('Hour').selectOption('19:00');
    await page.getByLabel('Time zone').fill('tokyo');
    await look(page);
    await page.getByRole('heading', { name: 'Mondays and Thursdays at 19:00, Asia/Tokyo?' }).waitFor();
    const [, shown = ''] = /then comes (.*), instead of/.exec(await textOf(page.locator('.new-times'))) ?? [];
    expect(shown).toMatch(/^\w+day \d+ \w+ at 19:00, Asia\/Tokyo$/);
    expect(await standing(page)).toBe(before);

    await page.getByRole('link', { name: 'Keep the old ones' }).click();
    await page.locator('.new-times').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Time zone').inputValue()).toBe('Europe/Paris');
    expect(await standing(page)).toBe(before);

    await page.getByText('Twice a week').click();
    await page.getByLabel('Second day').selectOption('Thursday');
    await page.getByLabel('Hour').selectOption('19:00');
    await page.getByLabel('Time zone').fill('Asia/Tokyo');
    await look(page);
    await page.getByRole('button', { name: 'Save these times' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await standing(page)).toContain(shown);
  });

  test('what cannot be is refused in words, and what was typed stays', async () => {
    await page.goto(own);
    await page.getByLabel('Time zone').fill('berln');
    await look(page);
    await alert(page, 'Did you mean Europe/Berlin?');
    expect(await page.getByLabel('Time zone').inputValue()).toBe('berln');

    await page.getByLabel('Time zone').fill('Berlin');
    await page.getByText('Twice a week').click();
    await page.getByLabel('Day', { exact: true }).selectOption('Monday');
    await page.getByLabel('Second day').selectOption('Tuesday');
    await look(page);
    await alert(page, 'at least two days between them');
    expect(await page.getByLabel('Second day').inputValue()).toBe('2');
    await page.getByLabel('Second day').selectOption('Friday');
    await look(page);
    await page.getByRole('heading', { name: /Mondays and Fridays .*Europe\/Berlin\?/ }).waitFor();
  });

  test('a page on which something has changed since saves nothing, says so, and shows the date anew', async () => {
    await page.goto(own);
    await page.getByText('Once a week').click();
    await page.getByLabel('Day', { exact: true }).selectOption('Wednesday');
    await look(page);
    await page.getByRole('heading', { name: /^Wednesdays/ }).waitFor();

    const other = await context.newPage();
    await other.goto(own);
    await other.getByRole('button', { name: 'Pause the course' }).click();
    await other.getByRole('status').getByText('Paused').waitFor();
    const paused = await standing(other);
    await other.close();

    await page.getByRole('button', { name: 'Save these times' }).click();
    await page.getByRole('status').getByText('Nothing is saved yet.').waitFor();
    expect(await standing(page)).toBe(paused);
    await page.getByRole('button', { name: 'Save these times' }).click();
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await standing(page)).toContain('It comes on Wednesday');
  });

  test('an address with times nobody can have shows the page as it is', async () => {
    for (const junk of [
      'pace=weekly&days=9&hour=9&zone=Europe/Paris',
      'pace=x&days=&hour=&zone=',
      'days=1&zone=%25',
    ]) {
      await page.goto(`${own}?${junk}`);
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
      expect(await page.locator('.new-times').count()).toBe(0);
    }
  });
});

test('the clock of the device is offered where it is another, under whatever name the browser knows it', async () => {
  const context = await site.browser.newContext({ timezoneId: 'Asia/Kolkata' });
  const page = await context.newPage();
  await page.goto(await ownPage('cleo'));
  await page.getByText(/Your device says Asia\/(Calcutta|Kolkata)/).waitFor();
  expect(await page.locator('#time-zones option').count()).toBeGreaterThan(400);
  await page.getByRole('button', { name: 'Show me the date by that clock' }).click();
  await page.getByRole('heading', { name: 'Mondays at 09:00, Asia/Kolkata?' }).waitFor();
  await page.getByRole('button', { name: 'Save these times' }).click();
  await page.getByRole('status').getByText('Saved.').waitFor();
  expect(await page.getByText('Your device says').count()).toBe(0);
  await context.close();
});

test('with the keyboard alone', async () => {
  const page = await site.browser.newPage({ timezoneId: 'Europe/Paris' });
  await page.goto(await ownPage('dora'));
  await tabTo(page, page.getByLabel('Once a week'));
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await tabTo(page, page.getByLabel('Hour'));
  await page.keyboard.type('21');
  await tabTo(page, page.getByLabel('Time zone'));
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type('auckland');
  // Enter in the field is the form's first button, not the one for the device's clock.
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Every day at 21:00, Pacific/Auckland?' }).waitFor();
  await tabTo(page, page.getByRole('button', { name: 'Save these times' }));
  await page.keyboard.press('Enter');
  await page.getByRole('status').getByText('Saved.').waitFor();
  await page.close();
});

test.each([
  ['360 px', 360, 1],
  ['400 % of 1280 px', 320, 4],
])(
  'nothing goes sideways at %s, also with the longest name of a zone',
  async (_, width, deviceScaleFactor) => {
    const context = await site.browser.newContext({ viewport: { width, height: 640 }, deviceScaleFactor });
    const page = await context.newPage();
    const own = await ownPage(`width${width}`);
    const zone = 'America/Argentina/ComodRivadavia';
    for (const address of [own, `${own}?pace=twice_weekly&days=3,7&hour=23&zone=${zone}`]) {
      await page.goto(address);
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
    }
    await context.close();
  },
);

async function look(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show me the new date' }).click();
}

async function alert(page: Page, words: string): Promise<void> {
  await page.locator('#change').getByRole('alert').getByText(words).waitFor();
}

async function standing(page: Page): Promise<string> {
  return textOf(page.locator('.standing .lead'));
}

async function textOf(part: Locator): Promise<string> {
  return (await part.textContent()) ?? '';
}

async function tabTo(page: Page, target: Locator): Promise<void> {
  for (let tabs = 0; tabs < MOST_TABS; tabs++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error('the keyboard does not lead there');
}

/** Somebody new, who has confirmed and got lesson 1; the address of their own page. */
async function ownPage(name: string): Promise<string> {
  const page = await site.browser.newPage();
  const own = await joinCourse(page, site.url, `${name}@example.org`);
  await page.close();
  return own;
}
