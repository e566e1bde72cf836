import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import type { OutboxMessage } from '#lib/flows/outbox.ts';

/** WCAG 2.2 at levels A and AA, and what axe's authors add. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Paths by what they show. */
export type Pages = Readonly<Record<string, string>>;

/**
 * Opens every page: axe finds nothing, the console stays silent (a refused script or style would be told there), nothing
 * scrolls sideways, nobody but the site itself is asked for anything, and no cookie is set.
 */
export async function expectSound(context: BrowserContext, site: string, pages: Pages): Promise<void> {
  for (const [name, path] of Object.entries(pages)) {
    const page = await context.newPage();
    const complaints = listenForComplaints(page, site);
    await page.goto(site + path, { waitUntil: 'networkidle' });
    // The mail in its frame has its own tests.
    const { violations } = await new AxeBuilder({ page }).withTags(RULES).exclude('iframe').analyze();
    expect(violations.map(({ id, nodes }) => `${name}: ${id} at ${nodes[0]?.target}`)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), name).toBe(0);
    expect(complaints, name).toEqual([]);
    await page.close();
  }
  expect(await context.cookies()).toEqual([]);
}

/** Signs somebody up and has them live through some of it, so that every kind of page exists. */
export async function everyPage(browser: Browser, site: string): Promise<Pages> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(site);
  await page.waitForTimeout(2100);
  await page.getByLabel('Your email address').fill('ada@example.org');
  await page.getByRole('button', { name: 'Send me lesson 1' }).click();
  await page.waitForURL('**/pending/**');
  const pending = new URL(page.url()).pathname;
  const [confirmation] = await mails(site, 1);
  const confirm = pathIn(confirmation, 'confirm');
  await page.goto(site + confirm);
  await page.getByRole('button', { name: 'Send me lesson 1' }).click();
  await page.getByText('You are in').first().waitFor();
  const [, lesson] = await mails(site, 2);
  await page.goto(site + pathIn(lesson, 'lesson'));
  await page.locator('.answer').first().click();
  await page.getByText('You can answer again').waitFor();
  await page.goto(site + pathIn(lesson, 'manage'));
  await page.getByRole('button', { name: 'Send me the link to my data' }).click();
  const [, , linkToData] = await mails(site, 3);
  await page.goto(site + pathIn(linkToData, 'data'));
  await page.getByLabel('Your new address').fill('ada@new.example');
  await page.getByRole('button', { name: 'Ask both addresses' }).click();
  const [, , , asked] = await mails(site, 5);
  await context.close();
  return {
    landing: '/',
    sample: '/courses/leaky-gut/what-it-is',
    'sample, answered': '/courses/leaky-gut/what-it-is?answer=A',
    'lesson by mail': '/courses/leaky-gut/food',
    sources: '/courses/leaky-gut/sources',
    changes: '/courses/leaky-gut/changes',
    courses: '/courses',
    'another course': '/courses/health-claims',
    'its sample': '/courses/health-claims/who-says-so',
    privacy: '/privacy',
    'lost link': '/link',
    'no such page': '/no/such/page',
    'dead link': '/manage/x',
    pending,
    confirmed: confirm,
    lesson: pathIn(lesson, 'lesson'),
    manage: pathIn(lesson, 'manage'),
    data: pathIn(linkToData, 'data'),
    'other times': `${pathIn(lesson, 'manage')}?pace=twice_weekly&days=1,4&hour=19&zone=Pacific/Auckland`,
    erased: '/data/erased',
    'another address': pathIn(asked, 'address'),
    leave: pathIn(lesson, 'unsubscribe'),
    outbox: '/outbox',
    mail: `/outbox/${lesson?.id}`,
  };
}

async function mails(site: string, count: number): Promise<OutboxMessage[]> {
  for (let tries = 0; tries < 100; tries++) {
    const all: OutboxMessage[] = await (await fetch(`${site}/outbox/messages.json`)).json();
    if (all.length >= count) return all;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  throw new Error(`waited in vain for ${count} mails`);
}

function pathIn(mail: OutboxMessage | undefined, kind: string): string {
  const link = new RegExp(`/${kind}/[\\w.-]+`).exec(mail?.text ?? '')?.[0];
  if (!link) throw new Error(`no link to ${kind} in “${mail?.subject}”`);
  return link;
}

/** Errors and warnings in the console, refused by policy among them, and requests to anyone else. */
function listenForComplaints(page: Page, site: string): string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const expected = /status of 404/.test(message.text());
    if (['error', 'warning'].includes(message.type()) && !expected) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(site)) complaints.push(request.url());
  });
  return complaints;
}
