import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Preview, startPreview } from '#lib/preview/server.ts';
import { launchBrowser } from '#tests/support/browser.ts';
import { fixtureFiles } from '#tests/support/fixture-course.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';

const dir = temporaryFolder();
const lesson = join(dir, 'tea', '01-what-tea-is.md');
const edit = async (from: string, to: string) =>
  writeFile(lesson, (await readFile(lesson, 'utf8')).replace(from, to));

let browser: Browser;
let preview: Preview;
let context: BrowserContext;
let page: Page;
beforeAll(async () => {
  await mkdir(join(dir, 'tea'));
  await writeFiles();
  browser = await launchBrowser();
  preview = await startPreview({ dir, only: null, port: 0 });
});
afterEach(async () => {
  await context.close();
  await writeFiles();
});
afterAll(async () => {
  await browser.close();
  await preview.close();
});

async function writeFiles(): Promise<void> {
  for (const [name, text] of fixtureFiles()) await writeFile(join(dir, 'tea', name), text);
}

async function open(path: string): Promise<string[]> {
  const troubles: string[] = [];
  context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  page = await context.newPage();
  page.on('pageerror', (error) => troubles.push(error.message));
  page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
  await page.goto(`${preview.url}${path}`);
  await page.getByRole('status').getByText('Follows the files').waitFor();
  return troubles;
}

const inMail = (scheme: 'light' | 'dark') => page.frameLocator(`#screen-${scheme}`);

describe('the preview', () => {
  test('leads to each mail, and shows it by day and in the dark, on a phone and a desk, and as text', async () => {
    const troubles = await open('/');
    expect(await page.getByRole('navigation', { name: 'Mails' }).getByRole('link').allInnerTexts()).toEqual([
      'Confirmation',
      'Lesson 1\nWhat tea is',
      'Lesson 2\nHow to make it',
      'Closing mail',
      'Correction\nWhat tea is',
      'Lost link',
    ]);
    await page.getByRole('link', { name: 'Lesson 1' }).click();
    expect(await page.getByRole('heading', { level: 1 }).innerText()).toBe('What tea is, and isn’t');
    expect(await page.locator('.measures').innerText()).toMatch(
      /22 of 60 characters.*63 characters \(40 to 110\).*KB/s,
    );

    const ink = (scheme: 'light' | 'dark') =>
      inMail(scheme)
        .getByRole('heading', { level: 1 })
        .evaluate((title) => getComputedStyle(title).color);
    expect(await ink('light')).toBe('rgb(31, 36, 43)');
    expect(await ink('dark')).toBe('rgb(233, 230, 222)');
    const widths = () =>
      page.locator('iframe').evaluateAll((all) => all.map((frame) => frame.getAttribute('width')));
    expect(await widths()).toEqual(['390', '390']);
    await page.getByRole('link', { name: 'Desktop' }).click();
    expect(await widths()).toEqual(['640', '640']);
    await page.getByRole('link', { name: 'Plain text' }).click();
    expect(await page.locator('pre').innerText()).toContain('What tea is\n===========');
    expect(troubles).toEqual([]);
  });

  test('a mail is as tall as it is, and both fit beside each other', async () => {
    await open('/tea/lesson/what-tea-is?as=desktop');
    await page.waitForFunction(() =>
      [...document.querySelectorAll('iframe')].every(({ height }) => Number(height) > 1000),
    );
    const seen = await page.evaluate(() => ({
      wide: document.documentElement.scrollWidth,
      scroll: [...document.querySelectorAll('iframe')].map(
        ({ contentDocument, height }) =>
          (contentDocument?.documentElement.scrollHeight ?? 0) - Number(height),
      ),
      tops: [...document.querySelectorAll('.screen')].map((screen) => screen.getBoundingClientRect().top),
    }));
    expect(seen.wide).toBeLessThanOrEqual(1280);
    expect(seen.scroll).toEqual([0, 0]);
    expect(new Set(seen.tops).size).toBe(1);
  });

  test('what is saved is shown, the window stays where it was, and no page was loaded', async () => {
    await open('/tea/lesson/what-tea-is');
    await page.evaluate(() => Object.assign(window, { mark: 'still here' }));
    await inMail('dark').getByText('A last word.').scrollIntoViewIfNeeded();
    const before = await page.evaluate(() => window.scrollY);
    expect(before).toBeGreaterThan(500);
    await edit('A last word.', 'A very last word.');
    await inMail('light').getByText('A very last word.').waitFor();
    await inMail('dark').getByText('A very last word.').waitFor();
    await page.getByRole('status').getByText('Updated at').waitFor();
    expect(await page.evaluate(() => window.scrollY)).toBe(before);
    expect(await page.evaluate(() => 'mark' in window)).toBe(true);
  });

  test('a mistake is named with its file and line, the rest is shown, and it goes when it is mended', async () => {
    await open('/tea/lesson/what-tea-is');
    await edit(':cite[lee2020]', ':cite[le2020]');
    const problems = page.getByRole('region', { name: 'to mend' });
    await problems.getByText('No source is called “le2020”').waitFor();
    expect(await problems.locator('code').innerText()).toMatch(/tea\/01-what-tea-is\.md:19$/);
    await inMail('light').getByText('Tea is').first().waitFor();
    await edit(':cite[le2020]', ':cite[lee2020]');
    await problems.waitFor({ state: 'detached' });
  });

  test('a head half written keeps the mail as it last could be made', async () => {
    await open('/tea/lesson/what-tea-is');
    const whole = await readFile(lesson, 'utf8');
    await writeFile(lesson, whole.replace('title: What tea is', 'title: "What tea'));
    await page.getByText('It is shown as it last could be.').waitFor();
    expect(await inMail('light').getByRole('heading', { level: 1 }).innerText()).toBe('What tea is');
    // As an editor saves: a new file takes the old one's place.
    await writeFile(`${lesson}~`, whole.replace('title: What tea is', 'title: What a leaf is'));
    await rename(`${lesson}~`, lesson);
    await inMail('light').getByRole('heading', { name: 'What a leaf is' }).waitFor();
    expect(await page.getByText('to mend').count()).toBe(0);
  });

  test('what a mail lacks is said beside it', async () => {
    await open('/tea/lesson/what-tea-is');
    await edit('A last word.', 'A last word, [here](https://example.org/here).');
    const findings = page.getByRole('region', { name: 'What this mail lacks' });
    await findings.getByText('“here”').waitFor();
    await edit('[here]', '[what others say]');
    await findings.waitFor({ state: 'detached' });
  });

  test('what the linter finds can be opened, this lesson first, and stays open', async () => {
    await open('/tea/lesson/how-to-make-it');
    const found = page.locator('#findings');
    await found.locator('summary').click();
    expect(await found.locator('code').first().innerText()).toMatch(/02-how-to-make-it\.md:1$/);
    await edit('A last word.', 'TODO: a last word.');
    await found.getByText('“TODO” stands for').waitFor();
  });

  test.each(['light', 'dark'] as const)(
    'has nothing for axe to find and no sideways scroll, %s',
    async (colorScheme) => {
      await open('/tea/lesson/what-tea-is');
      await page.emulateMedia({ colorScheme });
      await edit(':cite[lee2020]', ':cite[le2020]');
      await page.locator('.problems').waitFor();
      // The mails have rules of their own.
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze();
      expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
      for (const width of [320, 800, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    },
  );

  test('no script runs in a mail, its links open in a tab of their own, and those of the sample say where they lead', async () => {
    await open('/tea/lesson/what-tea-is');
    const sandbox = await page.locator('#screen-light').getAttribute('sandbox');
    expect(sandbox?.split(' ')).not.toContain('allow-scripts');
    const [tab] = await Promise.all([
      page.waitForEvent('popup'),
      inMail('light').getByRole('link', { name: 'Pause' }).click(),
    ]);
    expect(await tab.getByText('it leads to').innerText()).toBe(
      'In a learner’s mail it leads to their own page, where they can pause.',
    );
    await tab.close();
  });

  test('it answers on this machine only, to its own name only, and only reads', async () => {
    expect(new URL(preview.url).hostname).toBe('127.0.0.1');
    await open('/');
    const asked = (init: RequestInit & { host?: string }) =>
      fetch(preview.url, init).then(({ status }) => status);
    expect(await asked({ method: 'POST' })).toBe(405);
    expect((await fetch(`${preview.url}/tea/lesson/none`)).status).toBe(404);
    expect((await fetch(`${preview.url}/%E0%A4%A`)).status).toBe(404);
  });
});
