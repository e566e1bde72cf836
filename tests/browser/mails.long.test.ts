import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { shippedMails, trickyMails } from '#tests/support/every-mail.ts';
import { expectAxeSilent, expectWellSet } from './mail-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

const [tricky, shipped] = await Promise.all([trickyMails(), shippedMails()]);

test.each([...tricky, ...shipped])('%s: fits, and is set to be read', async (_, { filled }) => {
  await expectWellSet(browser, filled.html);
});

// A name changes nothing that axe looks at, so one of them is enough.
const onceEach = tricky.filter(([name]) => name.endsWith('a name from right to left'));

test.each([...onceEach, ...shipped])('%s: axe finds nothing', async (_, { filled }) => {
  await expectAxeSilent(browser, filled.html);
});
