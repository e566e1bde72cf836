import { chromium } from 'playwright-core';
import { openDatabase } from '#lib/db/client.ts';
import { startDemo } from '#tests/support/demo-application.ts';
import { provideBrowser } from '#tests/support/provide-browser.ts';
import { startBareNext } from './bare-next.ts';
import { bringMany } from './many-people.ts';

// `npm run bench:desk -- [people] [runs]`: how long the desk's pages take with so many people, each beside a bare page of Next
// and the site's own privacy page, turn by turn in one run. Median and p95 of whole answers, in milliseconds, and the ratio of medians.
const people = Number(process.argv[2] ?? 100_000);
const runs = Number(process.argv[3] ?? 40);
const BESIDE = '/privacy';
const PAGES = [
  '/desk',
  '/desk/people',
  '/desk/people?q=person-77777@',
  '/desk/people?q=son-777',
  '/desk/people?state=paused',
  '/desk/suppressions',
  '/desk/audit',
  '/desk/unknown',
  '/desk/courses',
  '/desk/courses/leaky-gut',
  '/desk/settings',
  '/desk/set-up',
];

const say = (line: string) => console.log(line);
const bare = await startBareNext();
const demo = await startDemo(say);
try {
  const db = openDatabase(demo.databaseUrl);
  say(`${people.toLocaleString('en-GB')} people arrive …`);
  await bringMany(db, people);
  await db.$disconnect();
  const cookie = await signIn(demo.deskUrl);
  const measured: Record<string, object> = {};
  for (const page of PAGES) measured[page] = await measure(page, cookie);
  console.table(measured);
} finally {
  await bare.stop();
  await demo.stop();
}

async function signIn(link: string): Promise<string> {
  const browser = await chromium.launch({ executablePath: provideBrowser(say) });
  const page = await browser.newPage();
  await page.goto(link);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.waitForURL(/\/desk(\/account)?$/);
  const cookies = await page.context().cookies();
  await browser.close();
  return cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
}

/** The page and the others take turns, so that whatever else the machine does meets all. */
async function measure(page: string, cookie: string): Promise<object> {
  const took: number[] = [];
  const beside: number[] = [];
  const next: number[] = [];
  for (let run = -2; run < runs; run++) {
    const one = await timed(demo.url + page, cookie);
    const other = await timed(demo.url + BESIDE, cookie);
    const least = await timed(bare.url, cookie);
    if (run < 0) continue; // the first ones compile and fill caches
    took.push(one);
    beside.push(other);
    next.push(least);
  }
  return {
    median: round(at(took, 0.5)),
    p95: round(at(took, 0.95)),
    [`${BESIDE} median`]: round(at(beside, 0.5)),
    'times that': round(at(took, 0.5) / at(beside, 0.5)),
    'bare Next median': round(at(next, 0.5)),
    'times a bare page': round(at(took, 0.5) / at(next, 0.5)),
  };
}

async function timed(address: string, cookie: string): Promise<number> {
  const began = performance.now();
  const answer = await fetch(address, { headers: { cookie }, redirect: 'error' });
  await answer.text();
  if (answer.status !== 200) throw new Error(`${address} was answered with ${answer.status}`);
  return performance.now() - began;
}

function at(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(Math.floor(sorted.length * share), sorted.length - 1)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
