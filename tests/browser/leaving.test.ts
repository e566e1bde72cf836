import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutboxMessage } from '#lib/flows/outbox.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { expectSound } from './every-page.ts';

let app: Lettercourse;
let browser: Browser;
beforeAll(async () => {
  [app, browser] = await Promise.all([startLettercourse(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

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
    await subscribe(address);
    await page.goto(await link(address, 'confirm'));
    await page.getByRole('button', { name: 'Send me lesson 1' }).click();
    await page.getByText('You are in').first().waitFor();
  });
  afterAll(() => context?.close());

  const why = () => page.getByRole('region', { name: 'Would you tell us why? (optional)' });

  test('pausing stands beside leaving; why is asked afterwards, and thanked for', async () => {
    await page.goto(await link(address, 'manage'));
    await page
      .getByRole('region', { name: 'Leave' })
      .getByRole('link', { name: 'Choose how long' })
      .waitFor();
    expect(await why().count()).toBe(0);
    await page.getByRole('button', { name: 'Leave this course' }).click();
    await page.getByRole('status').getByText('You have left the course.').waitFor();
    if (javaScriptEnabled) await expectSound(context, app.url, { left: new URL(page.url()).pathname });
    await why().getByRole('radio', { name: 'I have no time for it now' }).check();
    await why().getByRole('textbox').fill('In spring, perhaps.');
    await why().getByRole('button', { name: 'Tell us why' }).click();
    await page.getByRole('status').getByText('Thank you.').waitFor();
    expect(await why().count()).toBe(0);
  });

  test('the same from the link of a mail, for all mail', async () => {
    await page.goto(await link(address, 'unsubscribe'));
    await page.getByRole('button', { name: 'Stop all mail' }).click();
    await page.getByRole('heading', { name: 'You get no more mail from us.' }).waitFor();
    if (javaScriptEnabled)
      await expectSound(context, app.url, { unsubscribed: new URL(page.url()).pathname });
    await why().getByRole('radio', { name: 'Something else' }).check();
    await why().getByRole('button', { name: 'Tell us why' }).click();
    await page.getByRole('status').getByText('Thank you.').waitFor();
    expect(await why().count()).toBe(0);
  });
});

async function subscribe(email: string): Promise<void> {
  const answer = await fetch(`${app.url}/api/subscribe`, {
    method: 'POST',
    body: JSON.stringify({ email, course: 'leaky-gut' }),
    headers: { 'content-type': 'application/json' },
  });
  expect(answer.status).toBe(202);
}

/** The newest link of this kind in the mail to an address, once it is there. */
async function link(address: string, kind: string): Promise<string> {
  for (const end = performance.now() + 30_000; performance.now() < end; ) {
    const all: OutboxMessage[] = await (await fetch(`${app.url}/outbox/messages.json`)).json();
    const texts = all.filter(({ to }) => to === address).map(({ text }) => text);
    const found = texts.flatMap((text) => new RegExp(`https?://\\S+/${kind}/[\\w.-]+`).exec(text)?.[0] ?? []);
    const newest = found.at(-1);
    if (newest !== undefined) return newest;
    await new Promise((wake) => setTimeout(wake, 200));
  }
  throw new Error(`no mail to ${address} has a link to ${kind}`);
}
