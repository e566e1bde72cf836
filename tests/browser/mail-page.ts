import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { expect } from 'vitest';

/** Opens a mail as a page of its own; whatever it would fetch is an error of the test. */
export async function openMail(
  browser: Browser,
  html: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 360, height: 800 }, colorScheme });
  const page = await context.newPage();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.setContent(html);
  expect(asked).toEqual([]);
  return page;
}

/** Lets axe look at a mail by day and in the dark: it has nothing to say, not even of little weight. */
export async function expectAxeSilent(browser: Browser, html: string): Promise<void> {
  for (const scheme of ['light', 'dark'] as const) {
    const page = await openMail(browser, html, scheme);
    // Landmarks belong to the page that web mail puts around a mail.
    const axe = new AxeBuilder({ page }).disableRules(['landmark-one-main', 'region']);
    const { violations, passes } = await axe.analyze();
    expect(violations.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}`))).toEqual([]);
    expect(passes.map(({ id }) => id)).toContain('color-contrast');
    await page.context().close();
  }
}

/** A mail fits small phones and desks, and is set to be read; on a phone also where its style sheet is taken away. */
export async function expectWellSet(browser: Browser, html: string): Promise<void> {
  const page = await openMail(browser, html);
  for (const width of [320, 360, 600, 1280]) {
    await page.setViewportSize({ width, height: 800 });
    expect({ width, ...(await measured(page)) }).toEqual({
      width,
      column: Math.min(width, 600),
      ...{ scrolls: false, lowTargets: [], smallText: [], tightText: [], notLeft: [] },
    });
  }
  await page.setViewportSize({ width: 360, height: 800 });
  await page.evaluate(() => {
    for (const sheet of document.querySelectorAll('style')) sheet.remove();
  });
  expect(await measured(page)).toMatchObject({ scrolls: false, lowTargets: [], smallText: [], notLeft: [] });
  await page.context().close();
}

/**
 * How a mail is set. What is read has 16 px or more and half as much between its lines, small print has 14 px or more, all
 * but figures stand to the left; and targets have 44 px, but for links within a text.
 */
export function measured(page: Page) {
  return page.evaluate(() => {
    const wordsOf = (element: Element) => element.textContent?.trim().slice(0, 40) ?? '';
    const styleOf = (element: Element) => getComputedStyle(element);
    const sizeOf = (element: Element) => Number.parseFloat(styleOf(element).fontSize);
    const holdsText = (element: Element) =>
      [...element.childNodes].some((node) => node.nodeType === 3 && node.nodeValue?.trim());
    const seen = [...document.querySelectorAll('p,li,td,a,h1,h2,h3')].filter(
      (element) => holdsText(element) && element.getClientRects().length > 0,
    );
    // What is read is printed in full ink; bold lines are headings.
    const read = seen.filter(
      (element) =>
        element.matches('.sheet p.ink, .sheet .ink li, .sheet td.ink') &&
        Number(styleOf(element).fontWeight) < 700,
    );
    return {
      scrolls: document.documentElement.scrollWidth > window.innerWidth,
      column: document.querySelector('.sheet')?.getBoundingClientRect().width,
      lowTargets: [...document.querySelectorAll('a')]
        .filter((link) => styleOf(link).display !== 'inline' && link.getBoundingClientRect().height < 44)
        .map(wordsOf),
      smallText: seen.filter((element) => sizeOf(element) < (read.includes(element) ? 16 : 14)).map(wordsOf),
      tightText: read
        .filter((element) => Number.parseFloat(styleOf(element).lineHeight) < 1.5 * sizeOf(element))
        .map(wordsOf),
      notLeft: seen
        .filter((element) => !['left', 'start'].includes(styleOf(element).textAlign))
        .filter((element) => !element.closest('td[align=right]'))
        .map(wordsOf),
    };
  });
}
