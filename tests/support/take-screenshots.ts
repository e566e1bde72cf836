import { mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { chromium, type Page } from 'playwright-core';
import { startDemo } from './demo-application.ts';
import { linkIn, mailsTo } from './outbox-mails.ts';
import { provideBrowser } from './provide-browser.ts';
import { openCamera } from './screenshots.ts';
import { askForSecondCourse, htmlOf, walkThroughData, walkThroughOwnPage } from './walk-through-changes.ts';

// `npm run screenshots -- [folder]`: every page and every mail, on a phone and a desk, by day and by night.
// `npm run screenshots -- --readme`: the pictures of the README.
const say = (line: string) => console.log(line);
const args = process.argv.slice(2);
const forReadme = args.includes('--readme');
const folder = forReadme ? 'docs/screenshots' : (args[0] ?? '.data/screenshots');
mkdirSync(folder, { recursive: true });

const browser = await chromium.launch({ executablePath: provideBrowser(say) });
const camera = openCamera(browser, folder);
const { url, deskUrl, bringCrowd, stop } = await startDemo(say);
const place = { browser, camera, url };
const livedAt = performance.now();
try {
  await (forReadme ? shootForReadme() : shootEverything());
  say(`The pictures are in ${folder}.`);
} finally {
  await browser.close();
  await stop();
}

async function shootForReadme(): Promise<void> {
  const ada = await mailsTo(url, 'ada@cast.example');
  await camera.shootWindow('landing', url, 'phone', 'light');
  await camera.shootWindow('landing', url, 'desktop', 'light');
  await camera.shootWindow('lesson-mail', htmlOf(url, ada[3]), 'phone', 'light');
  await camera.shootWindow('manage', linkIn(ada, 'manage'), 'phone', 'light');
  await showOwnPage(linkIn(ada, 'manage'));
  await camera.shootWindow('outbox', `${url}/outbox`, 'desktop', 'light');
  await bringCrowd(200);
  await showDesk();
}

/** What the operator sees of a crowd: today, and somebody's story. */
async function showDesk(): Promise<void> {
  const page = await browser.newPage();
  await page.goto(deskUrl);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/desk(\/account)?$/);
  await page.goto(`${url}/desk`);
  await camera.shootWindowAsItIs('desk-today', page, 'desktop', 'light', 'body');
  await page.goto(`${url}/desk/people?q=ada`);
  await page.getByRole('link', { name: 'ada@cast.example' }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await camera.shootWindowAsItIs('desk-person', page, 'desktop', 'light', 'body');
  await page.close();
}

/** New times before they are saved, a lesson skipped with the way back, and a pause until a day. */
async function showOwnPage(own: string): Promise<void> {
  const page = await browser.newPage({ timezoneId: 'Europe/Paris' });
  await page.goto(own);
  await page.getByText('Twice a week').click();
  await page.getByRole('button', { name: 'Show me the new date' }).click();
  const save = page.getByRole('button', { name: 'Save these times' });
  await save.waitFor();
  await camera.shootWindowAsItIs('new-times', page, 'phone', 'light', '#change');
  await page.goto(own);
  await page.getByRole('button', { name: /^Skip lesson/ }).click();
  await page.getByRole('status').getByText('Skipped.').waitFor();
  await camera.shootWindowAsItIs('skipped', page, 'phone', 'light', 'main');
  await page.getByRole('button', { name: /^Undo/ }).click();
  await page.getByRole('status').getByText('Undone.').waitFor();
  await page.close();
}

async function shootEverything(): Promise<void> {
  await camera.shoot('landing', url);
  await camera.shoot('course', `${url}/courses/leaky-gut`);
  await camera.shoot('sample', `${url}/courses/leaky-gut/what-it-is`);
  await camera.shoot('sources', `${url}/courses/leaky-gut/sources`);
  await camera.shoot('changes', `${url}/courses/leaky-gut/changes`);
  await camera.shoot('courses', `${url}/courses`);
  await camera.shoot('course-2', `${url}/courses/health-claims`);
  await camera.shoot('sample-2', `${url}/courses/health-claims/who-says-so`);
  await camera.shoot('link', `${url}/link`);
  await camera.shoot('privacy', `${url}/privacy`);
  await camera.shoot('missing', `${url}/nothing/here`);
  await joinByHand();

  const ada = await mailsTo(url, 'ada@cast.example');
  await camera.shoot('manage-active', linkIn(ada, 'manage'));
  await camera.shoot('manage-paused', linkIn(await mailsTo(url, 'ben@cast.example'), 'manage'));
  await camera.shoot('manage-lesson-1', linkIn(await mailsTo(url, 'finn@cast.example'), 'manage'));
  await camera.shoot('manage-completed', linkIn(await mailsTo(url, 'dan@cast.example'), 'manage'));
  await camera.shoot('manage-left', linkIn(await mailsTo(url, 'eva@cast.example'), 'manage'));
  await camera.shoot('lesson', linkIn(ada, 'lesson'));
  await walkThroughOwnPage(place, 'ada');
  await askForSecondCourse(place, 'ben');
  await walkThroughData(place, 'finn', 'ada');
  await camera.shoot('unsubscribe', linkIn(ada, 'unsubscribe'));
  await camera.shoot('unsubscribed', linkIn(await mailsTo(url, 'eva@cast.example'), 'unsubscribe'));

  // One mail a minute to one address: Dan's confirmation was the last.
  await sleep(Math.max(0, 61_000 - (performance.now() - livedAt)));
  await askForLink('dan');
  for (const [i, mail] of (await mailsTo(url, 'dan@cast.example', 10)).entries())
    await camera.shoot(`mail-${i}`, htmlOf(url, mail));
  await camera.shoot('outbox', `${url}/outbox`);
  await camera.shoot('outbox-mail', `${url}/outbox/${ada.at(-1)?.id}`);
  await fetch(`${url}/outbox/clock`, { method: 'POST', body: new URLSearchParams({ days: '8' }) });
  await camera.shoot('confirm-expired', linkIn(await mailsTo(url, 'cleo@cast.example'), 'confirm'));
}

/** The pages between the form and lesson 1: each is there for as long as somebody is on the way. */
async function joinByHand(): Promise<void> {
  const page = await browser.newPage({ timezoneId: 'Europe/Paris' });
  await page.goto(url);
  await sleep(2_100); // a form sent sooner is a script's
  await sendAddress(page, 'grace.cast.example');
  await page.getByText('needs an @').first().waitFor();
  await camera.shootAsItIs('sign-up-error', page);
  await sendAddress(page, 'grace@cast.example');
  await page.waitForURL('**/pending/**');
  await camera.shoot('pending', page.url());

  const confirmation = linkIn(await mailsTo(url, 'grace@cast.example'), 'confirm');
  await camera.shoot('confirm', confirmation);
  await page.goto(confirmation);
  await page.getByRole('button').first().click();
  await mailsTo(url, 'grace@cast.example', 2);
  await camera.shoot('confirmed', confirmation);
  await page.close();
}

async function sendAddress(page: Page, address: string): Promise<void> {
  await page.getByLabel('Your email address').fill(address);
  await page.getByRole('button', { name: 'Send me lesson 1' }).click();
}

async function askForLink(name: string): Promise<void> {
  const body = JSON.stringify({ email: `${name}@cast.example`, course: 'leaky-gut' });
  await fetch(`${url}/api/subscribe`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  });
}
