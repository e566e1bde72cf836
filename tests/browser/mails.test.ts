import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '#tests/support/browser.ts';
import { trickyMails } from '#tests/support/every-mail.ts';
import { fixtureCourse } from '#tests/support/fixture-course.ts';
import { sampleMails } from '#tests/support/mails.ts';
import { expectAxeSilent, expectWellSet, measured, openMail } from './mail-page.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());

// One browser takes its time: the longest words are looked at here, and all the others in mails.long.test.ts.
const longest = (await trickyMails()).filter(([name]) => /^long-words, .* without a space$/.test(name));

test.each(longest)('%s: fits, and is set to be read', async (_, { filled }) => {
  await expectWellSet(browser, filled.html);
});

test.each(await sampleMails(fixtureCourse()))('$name: axe finds nothing', async ({ filled }) => {
  await expectAxeSilent(browser, filled.html);
});

test.each([
  ['a wide table', '<table width="700"><tr><td>x</td></tr></table>', { scrolls: true }],
  ['a low button', '<a href="x" style="display:inline-block;height:43px">Tea</a>', { lowTargets: ['Tea'] }],
  ['small print', '<p style="font-size:13px">Tea</p>', { smallText: ['Tea'] }],
  ['small text', '<p class="ink" style="font:15px/24px serif">Tea</p>', { smallText: ['Tea'] }],
  ['tight text', '<p class="ink" style="font:16px/23px serif">Tea</p>', { tightText: ['Tea'] }],
  ['centred text', '<p style="text-align:center">Tea</p>', { notLeft: ['Tea'] }],
])('%s would be found', async (_, html, found) => {
  const page = await openMail(browser, `<div class="sheet">${html}</div>`);
  expect(await measured(page)).toMatchObject(found);
  await page.context().close();
});
