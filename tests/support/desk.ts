import type { BrowserContext, Page } from 'playwright-core';
import { LOCAL_OPERATOR } from '#lib/flows/sign-in/operators.ts';
import { mailsTo } from './outbox-mails.ts';

/** What a browser keeps once its operator is in, by site: an operator may ask for five codes an hour. */
const kept = new Map<string, Awaited<ReturnType<BrowserContext['cookies']>>>();

/** A page at the desk: the first time by a code, later in the same session, which nobody must end. */
export async function signInAt(page: Page, site: { url: string }): Promise<void> {
  const cookies = kept.get(site.url);
  if (cookies) {
    await page.context().addCookies(cookies);
    await page.goto(`${site.url}/desk`);
    return;
  }
  await signInByCode(page, site);
  kept.set(site.url, await page.context().cookies());
}

/** Signs the operator of an installation without configuration in, by the code that comes to the outbox. */
export async function signInByCode(page: Page, { url }: { url: string }): Promise<void> {
  const before = await mailsTo(url, LOCAL_OPERATOR, 0);
  await page.goto(`${url}/desk/sign-in`);
  await page.getByLabel('Your email address').fill(LOCAL_OPERATOR);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  await page
    .getByLabel('The code from the mail')
    .fill(codeIn(await mailsTo(url, LOCAL_OPERATOR, before.length + 1)));
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${url}/desk`);
}

/** The code of the newest mail. */
export function codeIn(mails: readonly { text: string }[]): string {
  const code = /^[0-9A-Z]{8}$/m.exec(mails.at(-1)?.text ?? '')?.[0];
  if (code === undefined) throw new Error('the newest mail has no code');
  return code;
}
