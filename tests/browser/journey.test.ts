import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { OutboxMessage } from '#lib/flows/outbox.ts';
import { browseSite } from '#tests/support/browsed-site.ts';
import { linkIn, mailsTo } from '#tests/support/outbox-mails.ts';

const ADA = 'ada@example.org';
const PARIS = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Paris',
  weekday: 'long',
  hour: '2-digit',
  minute: '2-digit',
});
const DAY_MS = 86_400_000;

const site = browseSite();

test('a whole course, lived in a browser: subscribe, confirm, three weeks, a pause, the rest, the end, and nothing more', async () => {
  const context = await site.browser.newContext({
    timezoneId: 'Europe/Paris',
    viewport: { width: 390, height: 844 },
  });
  const page = await context.newPage();
  const complaints = listenForComplaints(page);

  await signUp(page);
  await confirmFromOutbox(page);
  await expectMails(2);
  const [, first] = await mails();
  expect(first?.headers['List-Unsubscribe-Post']).toBe('List-Unsubscribe=One-Click');

  // Slot and gap decide when lesson 2 comes: at least six days after the first, then each Monday.
  await weekPasses(page, 3);
  const early = await mails();
  expect(early.length).toBeGreaterThanOrEqual(4);
  for (const { sentAt } of early.slice(2)) expect(PARIS.format(new Date(sentAt))).toBe('Monday 09:00');

  await page.goto(linkIn([early.at(-1)], 'manage'));
  await page.getByText('I come back').click();
  await page.getByRole('button', { name: 'Pause the course' }).click();
  await page.getByRole('status').getByText('Paused').waitFor();
  await weekPasses(page, 2);
  expect(await mails()).toHaveLength(early.length);

  await page.goto(linkIn([early.at(-1)], 'manage'));
  await page.getByRole('button', { name: 'Go on with the course' }).click();
  await page.getByRole('status').waitFor();
  await weekPasses(page, 8);
  const all = await mails();
  expect(all).toHaveLength(9);
  const rest = all.slice(early.length);
  for (const { sentAt } of rest) expect(PARIS.format(new Date(sentAt))).toBe('Monday 09:00');
  for (const [i, { sentAt }] of rest.slice(1).entries()) {
    // Whole days: the clocks may have changed in between.
    expect(Math.round((Date.parse(sentAt) - Date.parse(rest[i]?.sentAt ?? '')) / DAY_MS)).toBe(7);
  }
  expect(new Set(all.map(({ subject }) => subject)).size).toBe(9);

  await page.goto(linkIn([all[5]], 'unsubscribe'));
  await page.getByText('You have finished this course').first().waitFor();
  await page.getByRole('button', { name: 'Stop all mail' }).click();
  await page.getByText('You get no more mail from us').first().waitFor();
  await weekPasses(page, 4);
  expect(await mails()).toHaveLength(9);
  expect(complaints).toEqual([]);
  await context.close();
});

test('leaving in the middle, by the button in a mail, is the end of the mails', async () => {
  const context = await site.browser.newContext({ timezoneId: 'Asia/Kathmandu' });
  const page = await context.newPage();
  await signUp(page, 'ben@example.org');
  await confirmFromOutbox(page, 'ben@example.org');
  await weekPasses(page, 2);
  const before = await mails('ben@example.org');
  expect(before.length).toBeGreaterThanOrEqual(3);
  await page.goto(linkIn([before.at(-1)], 'unsubscribe'));
  await page.getByRole('button', { name: 'Leave this course' }).click();
  await page.getByText('left').first().waitFor();
  await weekPasses(page, 4);
  expect(await mails('ben@example.org')).toHaveLength(before.length);
  await context.close();
});

test('the front page leads to the other course, and whoever takes it sees everywhere which course it is', async () => {
  const title = 'How to read a health claim';
  const page = await site.browser.newPage();
  await page.goto(site.url);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain('leaky gut');
  await page.getByRole('region', { name: 'Another course' }).getByRole('link', { name: title }).click();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(title);
  await page.getByRole('link', { name: 'All courses' }).click();
  const listed = page.getByRole('main').getByRole('heading', { level: 2 });
  expect(await listed.allTextContents()).toEqual(['Seven lessons on “leaky gut”', title]);

  await signUp(page, 'dora@example.org', '/courses/health-claims');
  await confirmFromOutbox(page, 'dora@example.org');
  await page.getByText(title).first().waitFor();
  const [confirmation, lesson] = await mails('dora@example.org');
  expect(confirmation?.subject).toContain(title);
  expect(lesson?.text).toContain(`because you asked for the course ${title} on`);
  await page.goto(linkIn([lesson], 'manage'));
  expect(await page.title()).toContain(title);
  await page.getByRole('main').getByText(title).first().waitFor();
  await page.close();
});

test('without JavaScript: subscribe, mend a wrong address, confirm, pause, resume now, leave', async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site.url}/`);
  await page.waitForTimeout(2100);
  await page.getByLabel('Your email address').fill('cleo.example.org');
  await page.getByRole('button', { name: 'Send me lesson 1' }).click();
  await page.getByText('An address needs an @').first().waitFor();
  expect(await page.getByLabel('Your email address').inputValue()).toBe('cleo.example.org');
  await page.getByLabel('Your email address').fill('cleo@example.org');
  await page.getByRole('button', { name: 'Send me lesson 1' }).click();
  await page.getByText('cleo@example.org').first().waitFor();
  await confirmFromOutbox(page, 'cleo@example.org');

  const lesson = (await mails('cleo@example.org')).at(-1);
  await page.goto(linkIn([lesson], 'manage'));
  await page.getByRole('button', { name: 'Pause the course' }).click();
  await page.getByRole('status').getByText('Paused').waitFor();
  await page.getByLabel('Now', { exact: false }).last().check();
  await page.getByRole('button', { name: 'Go on with the course' }).click();
  await page.getByRole('status').waitFor();
  await until(
    async () => mails('cleo@example.org'),
    (all) => all.length === 3,
  );
  await page.getByRole('button', { name: 'Leave this course' }).click();
  await page.getByRole('status').waitFor();
  const count = (await mails('cleo@example.org')).length;
  await weekPasses(page, 3);
  expect(await mails('cleo@example.org')).toHaveLength(count);
  await context.close();
});

async function signUp(page: Page, address = ADA, path = '/'): Promise<void> {
  await page.goto(site.url + path);
  // A form sent within two seconds is a script's.
  await page.waitForTimeout(2100);
  await page.getByLabel('Your email address').fill(address);
  await page.getByRole('button', { name: 'Send me lesson 1' }).click();
  await page.waitForURL('**/pending/**');
  await page.getByText(address).first().waitFor();
}

/** As a newcomer would: open the outbox, the newest mail, its link, and press the button. */
async function confirmFromOutbox(page: Page, address = ADA): Promise<void> {
  const count = (
    await until(
      async () => mails(address),
      (all) => all.length > 0,
    )
  ).length;
  await page.goto(`${site.url}/outbox`);
  await page.locator('.messages a').first().click();
  await page.locator('.links a[href*="/confirm/"]').click();
  await page.getByRole('button').first().click();
  await page.getByText('You are in').first().waitFor();
  await until(
    async () => mails(address),
    (all) => all.length > count,
  );
}

async function weekPasses(page: Page, weeks: number): Promise<void> {
  for (let week = 0; week < weeks; week++) {
    await page.goto(`${site.url}/outbox`);
    await page.getByRole('button', { name: 'A week passes' }).click();
    await page.getByRole('status').waitFor();
  }
}

function mails(address = ADA): Promise<OutboxMessage[]> {
  return mailsTo(site.url, address, 0);
}

async function expectMails(count: number): Promise<void> {
  expect(await until(mails, (all) => all.length >= count)).toHaveLength(count);
}

async function until<T>(read: () => Promise<T>, enough: (value: T) => boolean): Promise<T> {
  for (const end = performance.now() + 30_000; ; await new Promise((wake) => setTimeout(wake, 200))) {
    const value = await read();
    if (enough(value)) return value;
    if (performance.now() > end) throw new Error('waited in vain');
  }
}

/** Errors in the console, refused scripts and requests to anyone else. */
function listenForComplaints(page: Page): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(site.url) && !/^(data|about):/.test(request.url()))
      complaints.push(request.url());
  });
  return complaints;
}
