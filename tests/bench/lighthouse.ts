import lighthouse from 'lighthouse';
import { chromium } from 'playwright-core';
import { anyFreePort } from '#lib/server/free-port.ts';
import { type DemoApplication, startDemo } from '#tests/support/demo-application.ts';
import { linkIn, mailsTo } from '#tests/support/outbox-mails.ts';
import { provideBrowser } from '#tests/support/provide-browser.ts';

// `npm run lighthouse -- [runs]`: how good the pages are by Lighthouse's measure, on a phone and a slow line, as they are
// built for production. Run by hand on a quiet machine: what else runs on it costs the pages points.
const runs = Number(process.argv[2] ?? 5);
const LOST_AT_MOST = 5;
const LEAST = { performance: 95, accessibility: 100 };

type Measured = {
  page: string;
  performance: number;
  accessibility: number;
  bestPractices: number;
  seo: number;
  /** Milliseconds: the largest thing seen, and how long the page did not answer. */
  lcp: number;
  tbt: number;
  /** How far things have jumped. */
  cls: number;
  kilobytes: number;
  /** How fast this machine was meanwhile, as Lighthouse counts it; a desktop with nothing else to do has 1500 or more. */
  machine: number;
};

const demo = await startDemo((line) => console.log(line));
try {
  const measured: Measured[] = [];
  for (const [page, url] of await pages(demo)) measured.push(await measure(page, url));
  console.table(Object.fromEntries(measured.map(({ page, ...numbers }) => [page, numbers])));
  const short = measured.filter(
    ({ performance, accessibility }) =>
      performance < LEAST.performance || accessibility < LEAST.accessibility,
  );
  for (const { page } of short)
    console.log(
      `${page}: less than ${LEAST.performance} performance or ${LEAST.accessibility} accessibility.`,
    );
  process.exitCode = short.length > 0 ? 1 : 0;
} finally {
  await demo.stop();
}

async function pages({ url }: DemoApplication): Promise<[string, string][]> {
  const ada = await mailsTo(url, 'ada@cast.example');
  return [
    ['landing page', url],
    ['sample lesson', `${url}/courses/leaky-gut/what-it-is`],
    ['lesson by link', linkIn(ada, 'lesson')],
    ['own page', linkIn(ada, 'manage')],
    ['sources', `${url}/courses/leaky-gut/sources`],
  ];
}

/** The run in the middle, by performance; each in a browser of its own. */
async function measure(page: string, url: string): Promise<Measured> {
  const all: Measured[] = [];
  const lost: string[] = [];
  while (all.length < runs) {
    const one = await tryToMeasure(page, url);
    if (typeof one !== 'string') all.push(one);
    else if (lost.push(one) > LOST_AT_MOST) throw new Error(`${page} could not be measured. ${one}`);
  }
  const [middle] = all
    .toSorted((one, other) => one.performance - other.performance)
    .slice(Math.floor(runs / 2));
  if (!middle) throw new Error('Measure at least once: npm run lighthouse -- 5');
  return middle;
}

/** What was measured, or why nothing could be: Lighthouse now and then loses the start of its own recording. */
async function tryToMeasure(page: string, url: string): Promise<Measured | string> {
  const port = await anyFreePort();
  const browser = await chromium.launch({
    executablePath: provideBrowser((line) => console.log(line)),
    args: [`--remote-debugging-port=${port}`],
  });
  try {
    const result = await lighthouse(url, { port, output: 'json', logLevel: 'error' });
    const trouble = result?.lhr.runtimeError?.message;
    if (!result || trouble) return trouble ?? 'No result.';
    const { categories, audits } = result.lhr;
    const score = (category: string) => Math.round((categories[category]?.score ?? 0) * 100);
    const value = (audit: string) => audits[audit]?.numericValue ?? Number.NaN;
    return {
      page,
      performance: score('performance'),
      accessibility: score('accessibility'),
      bestPractices: score('best-practices'),
      seo: score('seo'),
      lcp: Math.round(value('largest-contentful-paint')),
      tbt: Math.round(value('total-blocking-time')),
      cls: Math.round(value('cumulative-layout-shift') * 1000) / 1000,
      machine: Math.round(result.lhr.environment.benchmarkIndex),
      kilobytes: Math.round(value('total-byte-weight') / 1024),
    };
  } finally {
    await browser.close();
  }
}
