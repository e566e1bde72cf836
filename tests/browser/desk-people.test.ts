import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';
import { browseSite, joinCourse } from '#tests/support/browsed-site.ts';
import { signInAt } from '#tests/support/desk.ts';
import { mailsTo } from '#tests/support/outbox-mails.ts';

const site = browseSite();
const NOBODY = '00000000-0000-4000-8000-000000000000';

const said = (page: Page, words: string) => page.getByRole('status').getByText(words).waitFor();
const refused = (page: Page, words: string) => page.getByRole('alert').getByText(words).first().waitFor();
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const unfold = (page: Page, name: string) => page.locator('summary', { hasText: name }).first().click();

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('an operator’s work on a person, %s', (_, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  const address = `ada-${javaScriptEnabled}@example.org`;
  beforeAll(async () => {
    context = await site.browser.newContext({ javaScriptEnabled, timezoneId: 'Europe/Paris' });
    page = await context.newPage();
    await joinCourse(page, site.url, address);
    await signInAt(page, site);
  });
  afterAll(() => context?.close());

  test('they are found by a part of their address, and opened', async () => {
    await page.goto(`${site.url}/desk/people`);
    await page.getByLabel('Address or name').fill(address.slice(2, -3));
    await press(page, 'Look');
    await page.getByText('One person.').waitFor();
    await page.getByRole('link', { name: address }).click();
    await page.getByRole('heading', { level: 1, name: address }).waitFor();
    await page.getByText('“Send me this course by email.').first().waitFor();
  });

  test('their course is paused, and that is undone', async () => {
    await unfold(page, 'Pause');
    await page.getByLabel('For', { exact: true }).selectOption('open');
    await press(page, 'Pause the course');
    await said(page, 'Paused. Nothing of this course is sent');
    // Opened anew, the page still has the way back, but not for what is no change.
    await page.goto(page.url().replace('said=paused', 'said=sent-again'));
    expect(await page.getByRole('button', { name: 'Undo' }).count()).toBe(0);
    await page.goto(page.url().replace(/[?#].*/, ''));
    await said(page, 'Paused. Nothing of this course is sent');
    await press(page, 'Undo');
    await said(page, 'Undone. All is as it was.');
    await page.getByText('in the course', { exact: true }).waitFor();
  });

  test('they are moved on, and a lesson is sent again', async () => {
    await unfold(page, 'Move to another lesson');
    await press(page, 'Move them to this lesson');
    await refused(page, 'Choose a lesson.');
    await page.getByLabel('Comes next').selectOption({ index: 3 });
    await press(page, 'Move them to this lesson');
    await said(page, 'Moved. What was before this lesson is left out');
    await press(page, 'Undo');
    await said(page, 'Undone.');
    const before = (await mailsTo(site.url, address, 2)).length;
    await unfold(page, 'Send a lesson again');
    await page.getByLabel('Send again', { exact: true }).selectOption({ index: 1 });
    await press(page, 'Send it again');
    await said(page, 'The lesson leaves once more');
    await mailsTo(site.url, address, before + 1);
  });

  test('a mail is shown again exactly, and its links lead nowhere', async () => {
    await page.goto(page.url().replace(/[?#].*/, ''));
    await page.getByRole('region', { name: 'Mail' }).getByRole('row').last().getByRole('link').click();
    await page.getByText('These are the bytes that left').waitFor();
    expect(await page.locator('pre').textContent()).toContain('/confirm/…');
    expect(await page.content()).not.toMatch(/[a-z0-9]{1,16}\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{24}/);
    const frame = page.frameLocator('iframe');
    await frame.getByText('Confirm').first().waitFor();
    expect(await page.locator('iframe').getAttribute('sandbox')).toBe('');
    const html = await fetchAs(context, `${new URL(page.url()).pathname}/html`);
    expect(html.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox$/);
    await page.getByRole('link', { name: 'Back to the person' }).click();
  });

  test('their address gets no more mail; undone, it does', async () => {
    await unfold(page, 'Send no more mail to this address');
    await press(page, 'Send no more mail to this address');
    await refused(page, 'Say why in a few words');
    await page.getByLabel('Why').fill('asked by phone');
    await press(page, 'Send no more mail to this address');
    await said(page, 'Nothing is mailed to this address any more');
    await press(page, 'Undo');
    await said(page, 'Undone.');
    await page.getByText('in the course', { exact: true }).waitFor();
  });

  test('it is put on the list again, and taken off with a reason', async () => {
    await unfold(page, 'Send no more mail to this address');
    await page.getByLabel('Why').fill('asked by phone');
    await press(page, 'Send no more mail to this address');
    await page.getByText('This address must not be mailed').waitFor();
    await page.getByText('Nothing can be done here while').waitFor();
    await unfold(page, 'Take this address off the list');
    await press(page, 'Take it off the list');
    await refused(page, 'Say why in a few words');
    await page.getByLabel('Why').fill('rang again');
    await press(page, 'Take it off the list');
    await said(page, 'Taken off the list.');
    await press(page, 'Undo: put it back on the list');
    await said(page, 'The address is on the list again');
  });

  test('a copy of what is held is taken as a file', async () => {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      press(page, 'Take a copy of all that is held'),
    ]);
    const data = JSON.parse(await readFile(await download.path(), 'utf8'));
    expect(data).toMatchObject({ format: 'lettercourse/person/1', person: { address } });
  });

  test('they are erased, once their address is typed; and the log says what was done', async () => {
    const theirs = page.url().replace(/[?#].*/, '');
    await page.goto(theirs);
    await unfold(page, 'Erase them');
    await page.getByLabel('type their address').fill('yes');
    await press(page, 'Erase them for good');
    await refused(page, 'Nothing was erased');
    await page.getByLabel('type their address').fill(address.toUpperCase());
    await press(page, 'Erase them for good');
    await said(page, 'Erased.');
    expect((await page.goto(theirs))?.status()).toBe(404);
    await page.getByRole('link', { name: 'Look for people' }).waitFor();
    await page.goto(`${site.url}/desk/audit?about=subscriber/${theirs.split('/').at(-1)}`);
    await page.getByRole('cell', { name: 'erased somebody' }).waitFor();
    await page.getByText('reason: rang again').waitFor();
    expect(await page.content()).not.toContain(address);
  });
});

describe('the list of suppressions', () => {
  test('an address is put on it, looked up, and taken off', async () => {
    const page = await site.browser.newPage();
    await signInAt(page, site);
    await page.goto(`${site.url}/desk/suppressions`);
    await unfold(page, 'Put an address on the list');
    await page.getByLabel('Address').last().fill('zoe@example.org');
    await page.getByLabel('Why', { exact: true }).first().fill('wrote to us');
    await press(page, 'Put it on the list');
    await said(page, 'Nobody here has this address');
    await unfold(page, 'Look an address up');
    await page.getByLabel('Address').first().fill('yan@example.org');
    await press(page, 'Look it up');
    await refused(page, 'not on the list');
    await page.getByLabel('Address').first().fill('ZOE@example.org');
    await press(page, 'Look it up');
    await page.getByRole('heading', { name: 'An erased or unknown address' }).waitFor();
    expect(page.url()).not.toContain('zoe');
    await page.locator('#take-off').fill('wrote again');
    await press(page, 'Take it off the list');
    await said(page, 'Taken off the list.');
    await press(page, 'Undo: put it back');
    await said(page, 'On the list again');
    await page.close();
  });
});

describe('bad input is answered in words', () => {
  let page: Page;
  beforeAll(async () => {
    page = await site.browser.newPage();
    await signInAt(page, site);
  });
  afterAll(() => page?.close());

  test.each([
    `/desk/people/${NOBODY}`,
    '/desk/people/x',
    `/desk/people/${NOBODY}/mail/${NOBODY}`,
    '/desk/people/%27%3B--',
  ])('%s is not there, and leads back', async (path) => {
    expect((await page.goto(site.url + path))?.status()).toBe(404);
    await page.getByRole('link', { name: 'Look for people' }).waitFor();
  });

  test.each([
    '/desk/people?after=99999999',
    '/desk/people?after=1.x%27',
    `/desk/people?q=${'a'.repeat(300)}`,
    '/desk/suppressions?after=x',
    '/desk/audit?after=-1',
  ])('%s says what to do', async (path) => {
    expect((await page.goto(site.url + path))?.status()).toBe(200);
    await page.getByRole('link', { name: 'Begin at the newest' }).waitFor();
  });

  test.each([
    '/desk/people?standing=king&course=x&state=&suppressed=maybe',
    '/desk/suppressions?look=%27&said=__proto__',
    '/desk/audit?about=%27%3B&action=constructor',
  ])('%s is a page like any', async (path) => {
    expect((await page.goto(site.url + path))?.status()).toBe(200);
  });

  test('names and addresses that look like something else stay what they are', async () => {
    const db = openDatabase(site.databaseUrl, 1);
    const long = `${'l'.repeat(64)}@${'d'.repeat(61)}.${'d'.repeat(61)}.${'d'.repeat(61)}.org`;
    const people = [
      { address: `o'brien+<b>@example.org`, name: '<script>document.title = "taken"</script>' },
      { address: long, name: '‮مرحبا" onclick="x' },
    ];
    for (const { address, name } of people)
      await db.subscriber.create({
        data: { address, addressKey: address, name, timeZone: 'UTC', standing: 'confirmed' },
      });
    await db.$disconnect();
    await page.setViewportSize({ width: 320, height: 640 });
    for (const { address, name } of people) {
      await page.goto(`${site.url}/desk/people?q=${encodeURIComponent(address.slice(0, 20))}`);
      await page.getByRole('cell', { name }).waitFor();
      await page.getByRole('link', { name: address }).click();
      await page.getByRole('heading', { level: 1, name: address }).waitFor();
      expect(await page.title()).not.toBe('taken');
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test('a form that is old says so: the person is gone, the change is over', async () => {
    const [mine, other] = [await site.browser.newPage(), page];
    await joinCourse(mine, site.url, 'stale@example.org');
    await other.goto(`${site.url}/desk/people?q=stale`);
    await other.getByRole('link', { name: 'stale@example.org' }).click();
    await other.getByRole('heading', { level: 1, name: 'stale@example.org' }).waitFor();
    await signInAt(mine, site);
    await mine.goto(other.url());
    await unfold(mine, 'Erase them');
    await mine.getByLabel('type their address').fill('stale@example.org');
    await press(mine, 'Erase them for good');
    await said(mine, 'Erased.');
    await unfold(other, 'Pause');
    await press(other, 'Pause the course');
    await refused(other, 'there is no such course of theirs any more');
    await mine.close();
  });

  test('a copy is not given out to a form of another site', async () => {
    const answer = await page.request.post(`${site.url}/desk/people/${NOBODY}/export`, {
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(answer.status()).toBe(403);
    expect(await answer.text()).toContain('did not come from our own page');
  });
});

test.each(['people', 'suppressions', 'audit', 'one person', 'one mail'])(
  'the page “%s” breaks no rule of accessibility, light and dark',
  async (which) => {
    for (const colorScheme of ['light', 'dark'] as const) {
      const context = await site.browser.newContext({ colorScheme });
      const page = await context.newPage();
      await joinCourse(page, site.url, `axe-${which.replace(' ', '-')}-${colorScheme}@example.org`);
      await signInAt(page, site);
      await page.goto(`${site.url}/desk/${which.startsWith('one') ? 'people' : which}`);
      if (which.startsWith('one')) {
        await page.getByRole('row').nth(1).getByRole('link').click();
        await page.getByRole('heading', { level: 2, name: 'Mail' }).waitFor();
        for (const fold of await page.locator('summary').all()) await fold.click();
      }
      if (which === 'one mail') {
        await page.getByRole('region', { name: 'Mail' }).getByRole('row').last().getByRole('link').click();
        await page.getByText('These are the bytes that left').waitFor();
      }
      const { violations } = await new AxeBuilder({ page })
        .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
        .exclude('iframe')
        .analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
      await context.close();
    }
  },
);

/** As the page itself would ask for it, cookies and all. */
async function fetchAs(context: BrowserContext, path: string) {
  const answer = await context.request.get(site.url + path);
  return { headers: answer.headers(), text: await answer.text() };
}
