import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readCourses } from '#lib/content/read.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';
import { launchBrowser } from '../support/browser.ts';
import { sampleMails } from '../support/mails.ts';

/** The fixture's lessons hold the blocks that the real ones lack today. */
const mails = (await sampleMails(fixtureCourse())).filter(({ edition }) => edition.kind === 'lesson');
for (const course of await readCourses()) mails.push(...(await sampleMails(course)));

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser.close());

async function open(html: string, width: number, colorScheme: 'light' | 'dark' = 'light'): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme });
  const page = await context.newPage();
  await page.setContent(html);
  return page;
}

describe.each(mails)('$name', ({ filled: { html } }) => {
  test.each(['light', 'dark'] as const)('has nothing for axe to find, %s', async (scheme) => {
    const page = await open(html, 390, scheme);
    // Landmarks belong to the page that web mail puts around a mail.
    const axe = new AxeBuilder({ page }).disableRules(['landmark-one-main', 'region']);
    const { violations, passes } = await axe.analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
    await page.context().close();
  });

  test('fits a small phone and a desk, and its targets fit a finger', async () => {
    for (const width of [320, 1280]) {
      const page = await open(html, width);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      const column = await page.evaluate(
        () => document.querySelector('.sheet')?.getBoundingClientRect().width,
      );
      expect(column).toBe(Math.min(width, 600));
      const heights = await page.evaluate(() =>
        [...document.querySelectorAll('a')]
          .filter((link) => getComputedStyle(link).display !== 'inline')
          .map((link) => link.getBoundingClientRect().height),
      );
      expect(heights.length).toBeGreaterThan(0);
      expect(Math.min(...heights)).toBeGreaterThanOrEqual(44);
      await page.context().close();
    }
  });

  test('is built as mail programs need it', async () => {
    const page = await open(html, 600);
    const built = await page.evaluate(() => ({
      headings: [...document.querySelectorAll('h1,h2,h3')].map((heading) => Number(heading.tagName[1])),
      unlabelled: [...document.body.children].filter((child) => !child.matches('[lang=en][dir=ltr]')).length,
      tables: [...document.querySelectorAll('table')].filter((table) => !table.matches('[role=presentation]'))
        .length,
      links: [...document.querySelectorAll('a')].map((link) => [link.textContent ?? '', link.href] as const),
      smallest: Math.min(
        ...[...document.querySelectorAll('p,li,a,td')]
          .filter((element) =>
            [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim()),
          )
          .map((element) => Number.parseFloat(getComputedStyle(element).fontSize)),
      ),
    }));
    expect(built.headings[0]).toBe(1);
    expect(built.headings.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of built.headings.entries()) {
      expect(level - (built.headings[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    }
    expect([built.unlabelled, built.tables]).toEqual([0, 0]);
    expect(built.smallest).toBeGreaterThanOrEqual(14);
    const targets = new Map<string, string>();
    for (const [text, href] of built.links) {
      expect(text.trim()).not.toMatch(/^$|^(click )?here$|^read more$/i);
      expect(targets.get(text) ?? href).toBe(href);
      targets.set(text, href);
    }
    await page.context().close();
  });
});
