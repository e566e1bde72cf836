import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';
import { watch } from '#lib/flows/watch/watch.ts';
import { createRuntime } from '#lib/runtime.ts';
import { browseSite, joinCourse, subscribe } from '../support/browsed-site.ts';
import { signInAt } from '../support/desk.ts';
import { bounce, makeUnknown, sentMails } from '../support/fates.ts';
import { mailsTo } from '../support/outbox-mails.ts';
import { testEnv } from '../support/runtime.ts';

const site = browseSite();

test('a day’s work: a wave of bounces stops all mail, the operator lets it go on, and decides about an unknown mail', async () => {
  const db = openDatabase(site.databaseUrl);
  // The worker looks every few minutes; here it looks when the story wants it.
  const worker = createRuntime(testEnv(site.databaseUrl), { db });
  const page = await (await site.browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  await joinCourse(page, site.url, 'ada@example.org');
  await signInAt(page, site);
  await page.goto(`${site.url}/desk`);
  await page.getByRole('heading', { name: 'Sending works.' }).waitFor();

  await sentMails(db, 200);
  await bounce(db, 12);
  await watch(worker);
  await page.reload();
  await page.getByRole('heading', { name: 'All mail is stopped.' }).waitFor();
  await page.getByText('so much mail comes back that the provider would close the account').first().waitFor();
  await page.getByText('Find out where the dead addresses come from').waitFor();
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(800);

  await subscribe(site.url, 'ben@example.org');
  await page.keyboard.press('Tab');
  await page.getByRole('button', { name: 'Let it go on' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: /^Sending works\. One threshold wants a look\.$/ }).waitFor();
  expect(await mailsTo(site.url, 'ben@example.org')).toHaveLength(1);
  await watch(worker);
  await page.reload();
  await page.getByRole('heading', { name: /^Sending works\./ }).waitFor();
  expect((await mailsTo(site.url, 'operator@lettercourse.example')).map(({ subject }) => subject)).toContain(
    'Your mail wants a look',
  );

  await bounce(db, 0);
  await makeUnknown(db, '2 hours');
  await watch(worker);
  await page.reload();
  await page.getByRole('link', { name: 'Look at it' }).click();
  await page.getByRole('heading', { name: 'Of one mail nobody can tell.' }).waitFor();
  await page.getByRole('button', { name: 'It arrived' }).click();
  await page.getByText('Written down as sent.').waitFor();
  await watch(worker);
  await page.goto(`${site.url}/desk`);
  await page.getByRole('heading', { name: 'Sending works.', exact: true }).waitFor();
  await page.getByText('Nothing is broken').waitFor();
  expect(await db.alert.count({ where: { endedAt: null } })).toBe(0);
  await worker.queue.close();
  await db.$disconnect();
});
