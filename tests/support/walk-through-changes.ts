import type { Browser, Page } from 'playwright-core';
import { linkIn, mailsTo } from './outbox-mails.ts';
import type { Camera } from './screenshots.ts';

export type Place = { browser: Browser; camera: Camera; url: string };

/** The mail itself, without the outbox around it. */
export function htmlOf(url: string, mail: { id: string } | undefined): string {
  return `${url}/outbox/${mail?.id}/html`;
}

/** What a learner does on their own page, each step as it looks then; at the end all is as it was. */
export async function walkThroughOwnPage({ browser, camera, url }: Place, name: string): Promise<void> {
  const mails = await mailsTo(url, `${name}@cast.example`);
  const page = await openOwn(browser, mails);
  const undo = async (what: string) => {
    await camera.shootAsItIs(what, page);
    await page.getByRole('button', { name: /^Undo/ }).click();
    await says(page, 'Undone.');
  };
  await page.getByText('Twice a week').click();
  await page.getByRole('button', { name: 'Show me the new date' }).click();
  await page.getByRole('button', { name: 'Save these times' }).waitFor();
  await camera.shootAsItIs('manage-new-times', page);
  await page.goto(linkIn(mails, 'manage'));
  await page.getByText('Go straight to a later lesson').click();
  await page.getByText(/^7\. /).click();
  await page.getByRole('button', { name: 'Go straight to it' }).click();
  await says(page, 'You go straight on.');
  await undo('manage-jumped');
  await page.getByRole('button', { name: 'Leave this course' }).click();
  await says(page, 'You have left the course.');
  await undo('manage-just-left');
  await page.getByText('Send me one of them again').click();
  await page.getByRole('button', { name: 'Send it again' }).click();
  await says(page, 'It is on its way.');
  const all = await mailsTo(url, `${name}@cast.example`, mails.length + 1);
  await camera.shoot('mail-again', htmlOf(url, all.at(-1)));
  await page.getByRole('link', { name: 'How to read a health claim' }).first().click();
  await page.getByRole('button', { name: 'Start it now' }).waitFor();
  await camera.shootAsItIs('manage-waiting', page);
  await page.close();
}

/** Asks for a second course: its confirmation has a choice. */
export async function askForSecondCourse({ browser, camera, url }: Place, name: string): Promise<void> {
  const before = (await mailsTo(url, `${name}@cast.example`)).length;
  const body = JSON.stringify({ email: `${name}@cast.example`, course: 'health-claims' });
  await fetch(`${url}/api/subscribe`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
  const mails = await mailsTo(url, `${name}@cast.example`, before + 1);
  await camera.shoot('mail-second-course', htmlOf(url, mails.at(-1)));
  const page = await browser.newPage({ timezoneId: 'Europe/Paris' });
  await page.goto(linkIn(mails, 'confirm'));
  await camera.shootAsItIs('confirm-second', page);
  await page.getByRole('button', { name: 'Take this course' }).first().click();
  await page.getByText('health claim').first().waitFor();
  await camera.shootAsItIs('confirmed-second', page);
  await page.close();
}

/** What is held of somebody, another address for them (first one that is taken), and the end of it all. */
export async function walkThroughData(place: Place, name: string, taken: string): Promise<void> {
  const { camera, url } = place;
  const page = await openData(place, name);
  await camera.shootAsItIs('data', page);
  await camera.shoot('mail-data', htmlOf(url, (await mailsTo(url, `${name}@cast.example`)).at(-1)));
  const ofTaken = (await mailsTo(url, `${taken}@cast.example`)).length;
  await askToMove(page, `${taken}@cast.example`);
  await camera.shoot(
    'mail-taken-address',
    htmlOf(url, (await mailsTo(url, `${taken}@cast.example`, ofTaken + 1)).at(-1)),
  );
  await page.getByRole('button', { name: 'Take it back' }).click();
  await says(page, 'Taken back');

  const own = (await mailsTo(url, `${name}@cast.example`)).length;
  await askToMove(page, `${name}.moved@cast.example`);
  await camera.shootAsItIs('data-moving', page);
  const [old, fresh] = [
    await mailsTo(url, `${name}@cast.example`, own + 1),
    await mailsTo(url, `${name}.moved@cast.example`),
  ];
  await camera.shoot('mail-old-address', htmlOf(url, old.at(-1)));
  await camera.shoot('mail-new-address', htmlOf(url, fresh.at(-1)));
  await sayYes(place, linkIn(old, 'address'), 'Yes, move my mail there', 'address-old');
  await sayYes(place, linkIn(fresh, 'address'), 'Yes, this is my address', 'address-new');
  await page.close();
  await eraseMoved(place, name, fresh.length);
}

/** By their page's old link, which still works; the mail goes to the new address. */
async function eraseMoved(place: Place, name: string, before: number): Promise<void> {
  const { browser, camera, url } = place;
  const page = await openOwn(browser, await mailsTo(url, `${name}@cast.example`));
  await page.getByRole('button', { name: 'Send me the link to my data' }).click();
  const [problem] = await page.getByText('ten minutes ago').allTextContents();
  if (problem === undefined) {
    await page.goto(linkIn(await mailsTo(url, `${name}.moved@cast.example`, before + 1), 'data'));
    await page.getByLabel('Yes, delete all of it').check();
    await page.getByRole('button', { name: 'Delete everything' }).click();
    await page.getByRole('heading', { name: 'Everything is deleted' }).waitFor();
    await camera.shootAsItIs('erased', page);
  }
  await page.close();
}

async function sayYes({ browser, camera }: Place, link: string, button: string, name: string): Promise<void> {
  const page = await browser.newPage();
  await page.goto(link);
  await camera.shootAsItIs(name, page);
  await page.getByRole('button', { name: button }).click();
  await page.getByRole('heading', { name: /One more yes|Your address is changed/ }).waitFor();
  await camera.shootAsItIs(`${name}-done`, page);
  await page.close();
}

async function openData({ browser, url }: Place, name: string): Promise<Page> {
  const before = await mailsTo(url, `${name}@cast.example`);
  const page = await openOwn(browser, before);
  await page.getByRole('button', { name: 'Send me the link to my data' }).click();
  await page.goto(linkIn(await mailsTo(url, `${name}@cast.example`, before.length + 1), 'data'));
  return page;
}

async function askToMove(page: Page, address: string): Promise<void> {
  await page.getByLabel('Your new address').fill(address);
  await page.getByRole('button', { name: 'Ask both addresses' }).click();
  await says(page, 'Two mails are on their way');
}

async function openOwn(browser: Browser, mails: Parameters<typeof linkIn>[0]): Promise<Page> {
  const page = await browser.newPage({ timezoneId: 'Europe/Paris' });
  await page.goto(linkIn(mails, 'manage'));
  return page;
}

function says(page: Page, words: string): Promise<void> {
  return page.getByRole('status').getByText(words).first().waitFor();
}
