import type { BrowserContext, Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { browseSite, joinCourse } from '#tests/support/browsed-site.ts';
import { linkIn, mailsTo } from '#tests/support/outbox-mails.ts';

const WIDE = { width: 1280, height: 800 };
const PHONE = { width: 360, height: 640 };

const site = browseSite();

describe.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])('%s', (_how, javaScriptEnabled) => {
  let context: BrowserContext;
  let page: Page;
  beforeEach(async () => {
    context = await site.browser.newContext({ javaScriptEnabled, viewport: PHONE });
    page = await context.newPage();
    return () => context.close();
  });

  test('from the mail to the question: answered, answered again, and there when one comes back', async () => {
    const reader = await learner();
    const link = await reader.link('lesson');
    await page.goto(`${link}#check`);
    await expectInView(page, '#check-title');
    await answer(page, 'A');
    await status(page, 'Not right. The answer is B.').waitFor();
    await page.getByRole('button', { name: 'Your answer' }).getByText('A', { exact: true }).waitFor();
    await answer(page, 'B');
    await status(page, 'That’s right.').waitFor();
    await page.goto(link);
    await status(page, 'That’s right.').waitFor();
    await page.goto(await reader.link('manage'));
    await page.getByText('Question answered').first().waitFor();
    expect(await page.getByText(', right').count()).toBe(1);
  });

  test('“I’ve read it”, and “Not read yet” takes it back', async () => {
    const reader = await learner();
    await page.goto(await reader.link('lesson'));
    await page.getByRole('button', { name: 'I’ve read it' }).click();
    await status(page, 'You’ve read this lesson.').waitFor();
    await page.goto(await reader.link('manage'));
    await page.getByText('Read · ').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Not read yet' }).click();
    await page.getByRole('button', { name: 'I’ve read it' }).waitFor();
    expect(await page.getByText('You’ve read this lesson.').count()).toBe(0);
  });

  test('the sample’s question says what is right, and keeps nothing', async () => {
    await page.goto(`${site.url}/courses/leaky-gut/what-it-is`);
    await answer(page, 'C');
    await status(page, 'Not right. The answer is B.').waitFor();
    await expectInView(page, '#check-title');
    await page.goto(`${site.url}/courses/leaky-gut/what-it-is`);
    expect(await page.getByText('The answer is B.').isVisible()).toBe(false);
  });
});

test('back and forth between the lessons one has had; the next one is named, and has no link', async () => {
  const reader = await learner();
  await pass(14);
  const page = await site.browser.newPage({ viewport: WIDE });
  await page.goto(await reader.link('lesson', 2));
  await page.getByRole('img', { name: 'Two of 7 lessons had' }).waitFor();
  await page.getByText('2 of 7 lessons had').waitFor();
  await page.getByText('has not been sent to you yet').waitFor();
  const neighbours = page.getByRole('navigation', { name: 'Lessons you have had' });
  expect(await neighbours.getByRole('link').count()).toBe(1);
  await neighbours.getByRole('link', { name: /^Previous: lesson 1/ }).click();
  await page.getByRole('heading', { level: 1, name: 'What “leaky gut” is, and isn’t' }).waitFor();
  await neighbours.getByRole('link', { name: /^Next: lesson 2/ }).click();
  await page.getByText('Lesson 2 of 7').waitFor();
  await page.close();
});

test('with the keyboard alone: answer, hear it, mark as read, without losing one’s place', async () => {
  const reader = await learner();
  const page = await site.browser.newPage({ viewport: WIDE });
  await page.goto(`${await reader.link('lesson')}#check`, { waitUntil: 'networkidle' });
  await page.keyboard.press('Tab');
  expect(await focused(page)).toMatch(/^A/);
  await page.keyboard.press('Enter');
  await status(page, 'Not right.').waitFor();
  expect(await focused(page)).toMatch(/^A.*Your answer$/);
  await tabTo(page, 'I’ve read it');
  await page.keyboard.press('Space');
  await status(page, 'You’ve read this lesson.').waitFor();
  expect(await focused(page)).toBe('Not read yet');
  await page.close();
});

test('whoever has the link is shown no address and no way to the learner’s own page', async () => {
  const reader = await learner();
  const html = await (await fetch(await reader.link('lesson'))).text();
  expect(html).not.toContain(reader.address);
  expect(html).not.toMatch(/\/(manage|unsubscribe|confirm|pending)\/k1\./);
});

test('after “stop all mail” the lesson stays, its question is answered by the page alone, and there is nothing to mark', async () => {
  const reader = await learner();
  const page = await site.browser.newPage({ viewport: PHONE });
  await page.goto(await reader.link('manage'));
  await page.getByRole('button', { name: 'Stop all mail' }).click();
  await page.getByRole('status').getByText('You get no more mail').waitFor();
  await page.goto(await reader.link('lesson'));
  expect(await page.getByRole('button', { name: 'I’ve read it' }).count()).toBe(0);
  await answer(page, 'B');
  await status(page, 'That’s right.').waitFor();
  expect(new URL(page.url()).search).toBe('?answer=B');
  await page.close();
});

test('on paper: the answers without buttons, the right one at the end, no forms to press', async () => {
  const page = await site.browser.newPage({ viewport: WIDE });
  await page.goto(`${site.url}/courses/leaky-gut/what-it-is?answer=A`);
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByText('A healthy gut lets nothing through.').first().isVisible()).toBe(true);
  expect(await page.getByText('Answer: B.').isVisible()).toBe(true);
  for (const onScreen of ['Not right.', 'Your answer', 'Send me lesson 1', 'You can answer again'])
    expect(await page.getByText(onScreen).first().isVisible(), onScreen).toBe(false);
  await page.close();
});

type Reader = { address: string; link(kind: 'lesson' | 'manage', lesson?: number): Promise<string> };

let readers = 0;
/** Somebody who has had lesson 1. */
async function learner(): Promise<Reader> {
  readers += 1;
  const address = `reader${readers}@example.org`;
  const page = await site.browser.newPage();
  await joinCourse(page, site.url, address);
  await page.close();
  return {
    address,
    link: async (kind, lesson = 1) =>
      linkIn((await mailsTo(site.url, address, lesson + 1)).slice(0, lesson + 1), kind),
  };
}

async function pass(days: number): Promise<void> {
  await fetch(`${site.url}/outbox/clock`, {
    method: 'POST',
    body: new URLSearchParams({ days: String(days) }),
  });
}

function answer(page: Page, letter: string): Promise<void> {
  return page
    .locator('.answer')
    .filter({ has: page.getByText(letter, { exact: true }) })
    .click();
}

function status(page: Page, words: string) {
  return page.getByRole('status').getByText(words);
}

async function expectInView(page: Page, selector: string): Promise<void> {
  const top = async () => (await page.locator(selector).boundingBox())?.y ?? -1;
  await expect.poll(top).toSatisfy((y: number) => y >= 0 && y < PHONE.height);
}

/** The words of what has the focus, on one line. */
async function focused(page: Page): Promise<string> {
  const text = await page.evaluate(() => document.activeElement?.textContent ?? '');
  return text.replace(/\s+/g, ' ').trim();
}

async function tabTo(page: Page, words: string): Promise<void> {
  for (let tabs = 0; tabs < 10; tabs++) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) === words) return;
  }
  throw new Error(`ten tabs did not lead to “${words}”`);
}
