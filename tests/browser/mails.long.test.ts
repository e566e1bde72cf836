import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { shippedMails, trickyMails } from '#tests/support/every-mail.ts';
import { expectAxeSilent, expectWellSet } from './mail-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

describe.each([...(await trickyMails()), ...(await shippedMails())])('%s', (_, { filled }) => {
  test('axe finds nothing', () => expectAxeSilent(browser, filled.html));

  test('fits, and is set to be read', () => expectWellSet(browser, filled.html));
});
