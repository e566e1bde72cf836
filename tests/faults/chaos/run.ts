import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseEnv } from '#lib/env.ts';
import { publishCourses } from '#lib/flows/publish-courses.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { createChance } from '#prisma/chance.ts';
import { startFaultyProviderProcess } from '#tests/support/faulty-provider/client.ts';
import { monotonicMs } from '#tests/support/monotonic.ts';
import { writeCourse } from '#tests/support/write-course.ts';
import { bundleWorkers, type Shape, warmUp } from './bundle.ts';
import { startDatabase } from './database.ts';
import { startFleet } from './fleet.ts';
import { readHistory } from './history.ts';
import { judge } from './judge.ts';
import { wreakHavoc } from './nemesis.ts';
import { BAD, createPeople, type People } from './people.ts';
import { type Report, reportOn } from './report.ts';
import { chaosSettings, KEY_LIFE_SECONDS } from './settings.ts';

const COURSE = 'tea';
const LESSONS = 'one two three four five six seven eight nine ten'.split(' ');
const FLEET: readonly Shape[] = ['cron', 'cron', 'cron', 'cron', 'boss'];
const REQUESTS_PER_SECOND = 10;

/** How many learners there are when havoc begins, and how often something happens to them. */
const FIRST_LEARNERS = 40;
const ARRIVE_MS = 500;
const NO_MS = 700;
const WEEK_MS = 250;

/** What is left when the faults end must be gone so soon. */
const DRAIN_MS = 120_000;
/** What is unknown then is found by a look-up, if anybody can find it. */
const UNKNOWN_MS = 45_000;

export type Plan = {
  minutes: number;
  seed: number;
  /** Fewer than these are a failure: too little was tried. */
  kills: number;
  /** Where the workers' own lines go. */
  log: string;
};

/** One run: havoc for so many minutes, then quiet until everything has left, then the judge. */
export async function runChaos(plan: Plan, say: (line: string) => void): Promise<Report> {
  const closing: (() => unknown)[] = [];
  try {
    return await runWith(plan, say, (close) => closing.unshift(close));
  } finally {
    for (const close of closing) await close();
  }
}

async function runWith(
  { minutes, seed, kills, log }: Plan,
  say: (line: string) => void,
  onClose: (close: () => unknown) => void,
): Promise<Report> {
  const dir = mkdtempSync(join(tmpdir(), 'lettercourse-chaos-workers-'));
  process.on('exit', () => rmSync(dir, { recursive: true, force: true }));
  const [bundle, database, provider] = await Promise.all([
    bundleWorkers(dir),
    startDatabase(),
    startFaultyProviderProcess({
      seed,
      keyLifeMs: KEY_LIFE_SECONDS * 1000,
      requestsPerSecond: REQUESTS_PER_SECOND,
      badAddresses: `^${BAD.replace('.', '\\.')}`,
      latencyMs: [5, 60],
    }),
  ]);
  onClose(() => provider.close());
  onClose(() => database.close());
  const settings = chaosSettings(database.url, provider.url);
  const runtime = createRuntime(parseEnv({ ...settings, LOG_LEVEL: 'silent' }));
  onClose(() => Promise.allSettled([runtime.queue.close(), runtime.db.$disconnect()]));
  await publish(runtime, join(dir, 'courses'));

  const env = {
    ...settings,
    NODE_ENV: 'test',
    PATH: process.env.PATH,
    ...bundle.env,
  } as const;
  await warmUp(bundle, { env, log });
  const people = createPeople(runtime, COURSE, createChance(seed));
  await Promise.all(Array.from({ length: FIRST_LEARNERS }, people.arrive));
  const fleet = startFleet(FLEET, { bundle, env, log });
  onClose(() => fleet.stop());

  say(`seed ${seed}: ${minutes} min of havoc begin`);
  const untilMs = monotonicMs() + minutes * 60_000;
  const [havoc] = await Promise.all([
    wreakHavoc(
      { db: runtime.db, database, provider, fleet },
      { chance: createChance(seed + 1), untilMs, keyLifeMs: KEY_LIFE_SECONDS * 1000 },
    ),
    live(people, untilMs),
  ]);
  const fleetCounts = fleet.counts();
  say(`${fleetCounts.kills} kills, ${havoc.restarts} restarts; now it is quiet`);
  const drainMs = await drained(runtime);
  await fleet.stop();
  const history = await readHistory(runtime, provider, { people, lessons: LESSONS });
  return reportOn({
    plan: { minutes, seed, killsAskedFor: kills },
    havoc,
    fleet: fleetCounts,
    people: people.counts(),
    mostInOneSecond: await provider.mostInOneSecond(),
    requests: await provider.requests(),
    accepted: history.accepted,
    drainMs,
    verdict: judge(history),
  });
}

/** On a weekday that is not near: nobody's slot may come by itself while the run lasts. */
async function publish(runtime: Runtime, dir: string): Promise<void> {
  const inThreeDays = new Date(Date.now() + 3 * 86_400_000);
  const weekday = inThreeDays.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' }).toLowerCase();
  await mkdir(dir);
  await writeCourse(dir, { slug: COURSE, lessons: LESSONS, weekday });
  await publishCourses(runtime, 'always', dir);
}

/** People come, say no, and grow older; resolves when the last of what they began has been done. */
async function live(people: People, untilMs: number): Promise<void> {
  const begun: Promise<void>[] = [];
  const every = async (ms: number, happen: () => Promise<void>) => {
    for (; monotonicMs() < untilMs; await sleep(ms)) begun.push(happen());
  };
  await Promise.all([
    every(ARRIVE_MS, people.arrive),
    every(NO_MS, people.sayNo),
    every(WEEK_MS, people.weekPasses),
  ]);
  await Promise.all(begun);
}

/**
 * Waits until nothing is due and no batch open, and a while longer for what is unknown to be found.
 * @returns how long the first took, or null when it took too long
 */
async function drained({ db }: Runtime): Promise<number | null> {
  const beganMs = monotonicMs();
  let drainMs: number | null = null;
  const isOver = () => monotonicMs() - beganMs > (drainMs === null ? DRAIN_MS : drainMs + UNKNOWN_MS);
  for (; !isOver(); await sleep(200)) {
    const [left] = await db.$queryRaw<{ open: number; unknown: number }[]>`
      SELECT (SELECT count(*)::int FROM "Batch" WHERE "state" <> 'closed' AND "outcome" IS DISTINCT FROM 'unknown')
          + (SELECT count(*)::int FROM "Delivery" WHERE "state" = 'scheduled' AND "dueAt" <= clock_timestamp()) AS "open",
        (SELECT count(*)::int FROM "Delivery" WHERE "state" = 'unknown') AS "unknown"`;
    if (left?.open === 0) drainMs ??= Math.round(monotonicMs() - beganMs);
    if (left?.open === 0 && left.unknown === 0) break;
  }
  return drainMs;
}
