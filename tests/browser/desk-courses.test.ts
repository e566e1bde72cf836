import { cp, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { LOCAL_OPERATOR } from '#lib/flows/sign-in/operators.ts';
import { joinCourse } from '#tests/support/browsed-site.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { signInAt } from '#tests/support/desk.ts';
import { type Lettercourse, startLettercourse } from '#tests/support/lettercourse.ts';
import { mailsTo } from '#tests/support/outbox-mails.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

// A lesson is put into a course as its author would, in the files, and published at the desk.

let dir: string;
let app: Lettercourse;
let browser: Browser;
beforeAll(async () => {
  dir = temporaryFolder();
  await cp('emails/courses', dir, { recursive: true });
  [app, browser] = await Promise.all([startLettercourse({ env: { COURSES_DIR: dir } }), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await app?.stop();
});

const course = () => `${app.url}/desk/courses/leaky-gut`;
const said = (page: Page, words: string) => page.getByRole('status').getByText(words).waitFor();
const press = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).click();
const axe = async (page: Page) =>
  expect((await new AxeBuilder({ page }).exclude('iframe').analyze()).violations).toEqual([]);

/** Makes a second lesson of the first one's words; those behind it move on by one. */
async function insertLesson(slug: string, subject: string): Promise<void> {
  const folder = join(dir, 'leaky-gut');
  const files = (await readdir(folder)).filter((name) => /^\d\d-.*\.md$/.test(name)).sort();
  for (const name of files.slice(1).reverse()) {
    const moved = `${String(Number(name.slice(0, 2)) + 1).padStart(2, '0')}${name.slice(2)}`;
    await rename(join(folder, name), join(folder, moved));
  }
  const [, second = ''] = files;
  const text = await readFile(join(folder, `03${second.slice(2)}`), 'utf8');
  const changed = text
    .replace(/^title: .*$/m, `title: ${subject}`)
    .replace(/^subject: .*$/m, `subject: ${subject}`)
    .replace(
      /^preheader: .*$/m,
      `preheader: The lesson called ${subject}, put in between while people learn.`,
    );
  await writeFile(join(folder, `02-${slug}.md`), changed);
}

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('an operator at the courses, %s', (_, javaScriptEnabled) => {
  const address = `ada-${javaScriptEnabled}@example.org`;
  const slug = javaScriptEnabled ? 'one-more' : 'and-another';
  const subject = javaScriptEnabled ? 'One lesson more' : 'And another lesson';
  let context: BrowserContext;
  let page: Page;
  beforeAll(async () => {
    context = await browser.newContext({ javaScriptEnabled, timezoneId: 'Europe/Paris' });
    page = await context.newPage();
    await joinCourse(page, app.url, address);
    await signInAt(page, app);
  });
  afterAll(() => context?.close());

  test('sees who stands where, looks at a mail, and has it sent', async () => {
    await page.getByRole('link', { name: 'Courses', exact: true }).click();
    await page.getByText('Published as its files are').first().waitFor();
    await page.locator('a[href="/desk/courses/leaky-gut"]').click();
    await page.getByRole('heading', { name: 'Lessons, and who gets which next' }).waitFor();
    const row = page.getByRole('row').filter({ hasText: '2. ' }).first();
    expect(Number(await row.getByRole('cell').nth(3).textContent())).toBeGreaterThan(0);
    await page
      .getByText('None of it keeps it from being published')
      .or(page.getByText('break no rule'))
      .first()
      .waitFor();
    if (javaScriptEnabled) await axe(page);
    await row.getByRole('link').click();
    for (const title of ['On a desk', 'On a phone'])
      await page.frameLocator(`iframe[title="${title}"]`).getByText('Dear Ada,').first().waitFor();
    expect(await page.locator('pre').textContent()).toContain('Dear Ada,');
    await page.getByRole('link', { name: 'Look at it in the dark' }).click();
    await page.getByRole('link', { name: 'Look at it by day' }).waitFor();
    if (javaScriptEnabled) await axe(page);
    const before = (await mailsTo(app.url, LOCAL_OPERATOR, 0)).length;
    await press(page, 'Send me this mail');
    await said(page, 'It is in');
    expect((await mailsTo(app.url, LOCAL_OPERATOR, before + 1)).at(-1)?.subject).toMatch(/^Test: /);
  });

  test('finds the dates of anybody', async () => {
    await page.goto(course());
    await page.getByLabel('Confirmed at').fill('2027-03-20T18:30');
    await page.getByLabel('Time zone, city or country').fill('Berlin');
    await page.getByLabel('Hour').selectOption('7');
    await press(page, 'Show the dates');
    await page.getByText('The clocks go forward an hour').waitFor();
    await page.getByLabel('Time zone, city or country').fill('Atlantis');
    await press(page, 'Show the dates');
    await page.getByRole('alert').getByText('There is no time zone “Atlantis”').waitFor();
  });

  test('puts a lesson in, sees whom it reaches, and publishes that with a second press', async () => {
    await insertLesson(slug, subject);
    await page.goto(course());
    await page.getByText('Its files have changed since it was published').waitFor();
    await press(page, 'See what publishing would do');
    await page.getByText(`lesson added: ${slug}`).waitFor();
    await page.getByText(`next “${slug}”, not “`).first().waitFor();
    if (javaScriptEnabled) await axe(page);
    const stale = await context.newPage();
    await stale.goto(page.url());
    await press(page, /^Publish it: it changes what/);
    await said(page, 'Published. No mail went out because of it');
    await page.getByText('Nothing to publish: what is live is what its files say.').waitFor();
    // What the other page shows is not true any more.
    await press(stale, /^Publish it/);
    await stale.getByRole('alert').getByText('Nothing was published: the files').waitFor();
    await stale.close();
  });

  test('a learner’s next mail is the one that was foreseen', async () => {
    const mails = (await mailsTo(app.url, address, 2)).length;
    await page.goto(`${app.url}/outbox`);
    for (let weeks = 0; weeks < 2; weeks += 1) {
      await press(page, 'A week passes');
      await page
        .getByText(/passed|days? later|It is now/i)
        .first()
        .waitFor();
    }
    expect((await mailsTo(app.url, address, mails + 1)).map((mail) => mail.subject)).toContain(subject);
  });

  test('mistakes in the files are named, and nothing else breaks', async () => {
    const file = join(dir, 'leaky-gut', `02-${slug}.md`);
    const whole = await readFile(file, 'utf8');
    await writeFile(file, 'no head');
    await page.goto(course());
    await page.getByText('Its files have mistakes').waitFor();
    await page.getByText(`02-${slug}.md:1`).first().waitFor();
    await page.getByText('It can’t be published before the mistakes above are mended.').waitFor();
    await writeFile(file, whole);
  });

  test('an address of nothing is answered', async () => {
    for (const path of ['nothing', 'leaky-gut/mail/lesson/nothing', 'x%2F..']) {
      await page.goto(`${app.url}/desk/courses/${path}`);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await page.content()).not.toContain('Error:');
    }
    await page.getByRole('link', { name: 'Courses', exact: true }).waitFor();
  });
});

test('courses can be used by keyboard alone, and fit a phone', async () => {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 } });
  const page = await context.newPage();
  await signInAt(page, app);
  for (const path of ['', '/leaky-gut', '/leaky-gut/mail/confirmation']) {
    await page.goto(`${app.url}/desk/courses${path}`);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  }
  await page.goto(course());
  await page.getByLabel('Hour').focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/start=/);
  await page.getByText('Lessons come on').waitFor();
  await context.close();
});
