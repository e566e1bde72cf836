import type { Page } from 'playwright-core';
import { LOCAL_OPERATOR } from '#lib/flows/sign-in/operators.ts';
import { mailsTo } from './outbox-mails.ts';

/** Signs the operator of an installation without configuration in, by the code that comes to the outbox. */
export async function signInAt(page: Page, { url }: { url: string }): Promise<void> {
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
