import pg from 'pg';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutboxMessage } from '#lib/flows/outbox.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { expectSound } from './every-page.ts';

let app: Lettercourse;
let browser: Browser;
let db: pg.Client;
beforeAll(async () => {
  [app, browser] = await Promise.all([startLettercourse(), launchBrowser()]);
  db = new pg.Client({ connectionString: app.databaseUrl });
  await db.connect();
});
afterAll(async () => {
  await browser?.close();
  await db?.end();
  await app?.stop();
});

const FIRST = 'Seven lessons on “leaky gut”';

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  const address = `ada-${javaScriptEnabled}@example.org`;
  beforeAll(async () => {
    context = await browser.newContext({
      ...{ javaScriptEnabled, timezoneId: 'Europe/Paris', reducedMotion: 'reduce' },
      viewport: { width: 320, height: 800 },
    });
    page = await context.newPage();
  });
  afterAll(() => context?.close());

  async function expectSoundHere(): Promise<void> {
    if (!javaScriptEnabled) return;
    const { pathname } = new URL(page.url());
    await expectSound(context, app.url, { [pathname]: pathname });
  }

  test('a second course waits its turn, and is started now from its own page', async () => {
    await subscribe(address, 'leaky-gut');
    await page.goto(await confirmation(address, FIRST));
    await page.getByRole('button', { name: 'Send me lesson 1' }).click();
    await page.getByText('You are in').first().waitFor();

    await subscribe(address, 'health-claims');
    await page.goto(await confirmation(address, 'How to read a health claim'));
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

async function subscribe(email: string, course: string): Promise<void> {
  // An address is mailed once a minute.
  await db.query(`UPDATE "Limit" SET "hits" = '{}'`);
  const answer = await fetch(`${app.url}/api/subscribe`, {
    method: 'POST',
    body: JSON.stringify({ email, course, timeZone: 'Europe/Paris' }),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(202);
}

/** The link of the mail that asks this address to confirm a course, once it is there. */
async function confirmation(address: string, course: string): Promise<string> {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    const all: OutboxMessage[] = await (await fetch(`${app.url}/outbox/messages.json`)).json();
    const mail = all.find(
      ({ to, subject }) => to === address && subject === `Confirm your address: ${course}`,
    );
    const found = /https?:\S+\/confirm\/[\w.-]+/.exec(mail?.text ?? '')?.[0];
    if (found) return found;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`nobody asks ${address} to confirm ${course}`);
}
