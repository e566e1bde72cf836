import { expect, test } from 'vitest';
import { LOCAL_OPERATOR } from '#lib/flows/sign-in/operators.ts';
import { browseSite } from '../support/browsed-site.ts';
import { codeIn, signInByCode } from '../support/desk.ts';
import { mailsTo } from '../support/outbox-mails.ts';

const site = browseSite();

test('an operator signs in with the code from the mail, sees the session, and signs out', async () => {
  const page = await site.browser.newPage();
  await signInByCode(page, site);
  await page.getByRole('link', { name: 'Account' }).click();
  await page.getByText('This browser').waitFor();
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toContain(LOCAL_OPERATOR);
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);
  await page.goto(`${site.url}/desk/account`);
  expect(page.url()).toContain('/desk/sign-in');
  await page.close();
});

test('without scripts as well', async () => {
  const context = await site.browser.newContext({ javaScriptEnabled: false });
  await signInByCode(await context.newPage(), site);
  await context.close();
});

test('a code works in the browser that asked for it alone, and a wrong one says so', async () => {
  const [asking, other] = [await site.browser.newContext(), await site.browser.newContext()];
  const page = await asking.newPage();
  const before = await mailsTo(site.url, LOCAL_OPERATOR, 0);
  await page.goto(`${site.url}/desk/sign-in`);
  await page.getByLabel('Your email address').fill(LOCAL_OPERATOR);
  await page.getByRole('button', { name: 'Send me a code' }).click();
  const code = codeIn(await mailsTo(site.url, LOCAL_OPERATOR, before.length + 1));

  const elsewhere = await other.newPage();
  await elsewhere.goto(`${site.url}/desk/sign-in?step=code`);
  await elsewhere.getByLabel('The code from the mail').fill(code);
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click();
  await elsewhere.getByText('in the browser that asked for it').waitFor();

  await page.getByLabel('The code from the mail').fill('00000000');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByText('That is not the code').waitFor();
  await page.getByLabel('The code from the mail').fill(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.waitForURL(`${site.url}/desk`);
  await Promise.all([asking.close(), other.close()]);
});

test('a passkey is made, signs in when it has checked its owner, and is removed', async () => {
  const context = await site.browser.newContext();
  const page = await context.newPage();
  const device = await context.newCDPSession(page);
  await device.send('WebAuthn.enable');
  const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      ...{ protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true },
      ...{ isUserVerified: true, automaticPresenceSimulation: true },
    },
  });
  await signInByCode(page, site);
  await page.goto(`${site.url}/desk/account`);
  await page.getByRole('button', { name: 'Add a passkey' }).click();
  await page
    .getByText(/^Passkey of/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/sign-in/);

  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.getByRole('alert').filter({ hasText: 'passkey' }).waitFor();
  await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await page.waitForURL(`${site.url}/desk`);

  await page.goto(`${site.url}/desk/account`);
  await page.getByRole('button', { name: /^Remove/ }).click();
  await page.getByText('None yet').waitFor();
  await context.close();
});
