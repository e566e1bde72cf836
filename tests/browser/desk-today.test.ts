import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { browseSite, joinCourse, subscribe } from '../support/browsed-site.ts';
import { signInAt } from '../support/desk.ts';
import { mailsTo } from '../support/outbox-mails.ts';

const site = browseSite();

test.each([true, false])(
  'an operator stops all mail, and lets it go on (scripts: %s)',
  async (javaScriptEnabled) => {
    const context = await site.browser.newContext({
      javaScriptEnabled,
      viewport: { width: 1280, height: 800 },
    });
    const page = await context.newPage();
    const name = javaScriptEnabled ? 'with' : 'without';
    await signInAt(page, site);
    await page.getByRole('heading', { name: 'Sending works.' }).waitFor();

    await page.getByText('Stop all mail').first().click();
    await page.getByLabel('Why').fill('ask ada@example.org');
    await page.getByRole('button', { name: 'Stop all mail' }).click();
    await page.getByText('Leave addresses out').waitFor();
    await page.getByLabel('Why').fill('a wrong link in lesson two');
    await page.getByRole('button', { name: 'Stop all mail' }).click();
    await page.getByRole('heading', { name: 'All mail is stopped.' }).waitFor();
    await page.getByText('a wrong link in lesson two').waitFor();

    const address = `${name}-scripts@example.org`;
    await subscribe(site.url, address);
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect(await mailsTo(site.url, address, 0)).toEqual([]);
    await page.getByRole('button', { name: 'Let it go on' }).click();
    await page.getByRole('heading', { name: 'Sending works.' }).waitFor();
    expect(await mailsTo(site.url, address)).toHaveLength(1);
    await context.close();
  },
);

test('says how many mails left, fits one screen, and breaks no rule of accessibility', async () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const context = await site.browser.newContext({ colorScheme, viewport: { width: 1280, height: 800 } });
    const page = await context.newPage();
    await joinCourse(page, site.url, `today-${colorScheme}@example.org`);
    for (const path of ['/desk', '/desk/unknown', '/desk/account']) {
      await signInAt(page, site);
      await page.goto(site.url + path);
      expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(800);
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ target }) => target)])).toEqual([]);
    }
    await page.goto(`${site.url}/desk`);
    const sent = page.locator('dl div').filter({ hasText: /^Sent/ }).locator('dd');
    expect(Number(await sent.textContent())).toBeGreaterThanOrEqual(2);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
    await context.close();
  }
});
