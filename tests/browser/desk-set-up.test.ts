import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { LOCAL_OPERATOR } from '#lib/flows/sign-in/operators.ts';
import { browseSite } from '#tests/support/browsed-site.ts';
import { signInAt } from '#tests/support/desk.ts';
import { mailsTo } from '#tests/support/outbox-mails.ts';

const site = browseSite();

test.each([
  ['with JavaScript', true],
  ['without JavaScript', false],
])(
  'a newcomer sees what is missing, and a step turns to done by itself, %s',
  async (_, javaScriptEnabled) => {
    const context = await site.browser.newContext({
      javaScriptEnabled,
      viewport: { width: 360, height: 800 },
    });
    const page = await context.newPage();
    await signInAt(page, site);
    await page.getByRole('link', { name: /^\d of 10 done$/ }).click();
    await page.getByRole('heading', { level: 1, name: 'Setting up' }).waitFor();
    const stepOf = (title: string) => page.getByRole('listitem').filter({ hasText: title });
    await stepOf('A course is published').getByText('Done').waitFor();
    await stepOf('Something sends on time').getByText('Done').waitFor();
    await stepOf('Real mail is on').getByText('Everything stays in the outbox').waitFor();
    await stepOf('Mail says who sends it').getByRole('link', { name: 'Settings' }).waitFor();
    await stepOf('DKIM').getByText('Later').waitFor();
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360);
    const before = (await mailsTo(site.url, LOCAL_OPERATOR, 0)).length;
    await page.getByRole('button', { name: 'Send me a test mail' }).click();
    await page.getByRole('status').getByText('The test mail is in').waitFor();
    const mails = await mailsTo(site.url, LOCAL_OPERATOR, before + 1);
    expect(mails.at(-1)?.subject).toMatch(/^Test: /);
    await stepOf('A test mail arrives').getByText('Done').waitFor();
    if (javaScriptEnabled) expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
    await context.close();
  },
);
