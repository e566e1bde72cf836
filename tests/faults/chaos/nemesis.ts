import { setTimeout as sleep } from 'node:timers/promises';
import type { Db } from '#lib/db/client.ts';
import type { Chance } from '#prisma/chance.ts';
import type { Chances, FaultyProvider, Outage } from '#tests/support/faulty-provider/client.ts';
import { monotonicMs } from '#tests/support/monotonic.ts';
import type { ChaosDatabase } from './database.ts';
import type { Fleet } from './fleet.ts';

const KILL_MS = 200;
const RESTART_MS = 10_000;
const TERMINATE_MS = 1_500;
/** A worker stands still so often, for a moment or for longer than its lease. */
const STOP_MS = 4_000;
const STOPPED_MS = [500, 6_000] as const;
/** Outages begin so often, the first one a little after the start. */
const OUTAGE_MS = 40_000;
const FIRST_OUTAGE_MS = 5_000;
/** An outage lasts longer than the provider remembers a key. */
const BEYOND_KEY_MS = 1_000;

/** 5 % of the replies are lost, 6 % of the requests hang, 4 % fail; and some of what happens besides. */
const CHANCES: Chances = {
  'reply lost': 0.05,
  'taken, then silence': 0.03,
  silence: 0.03,
  '500': 0.01,
  '500 though taken': 0.01,
  '503': 0.02,
  'reset before': 0.02,
  'cut short': 0.01,
  'a page': 0.01,
  slow: 0.02,
};

const OUTAGES: readonly (Outage | 'we are down')[] = ['answers lost', 'we are down', 'hangs', 'refuses'];

export type Havoc = {
  restarts: number;
  backendsTerminated: number;
  outages: { kind: string; ms: number }[];
};

type Victims = { db: Db; database: ChaosDatabase; provider: FaultyProvider; fleet: Fleet };

/** Wreaks havoc until `untilMs`, and leaves everything running in fair weather. */
export async function wreakHavoc(
  { db, database, provider, fleet }: Victims,
  { chance, untilMs, keyLifeMs }: { chance: Chance; untilMs: number; keyLifeMs: number },
): Promise<Havoc> {
  const havoc: Havoc = { restarts: 0, backendsTerminated: 0, outages: [] };
  const every = async (ms: number, strike: () => unknown) => {
    for (let nextMs = monotonicMs() + ms; nextMs < untilMs; nextMs = Math.max(nextMs + ms, monotonicMs())) {
      await sleep(Math.max(0, nextMs - monotonicMs()));
      await strike();
    }
  };
  await provider.chances(CHANCES);
  await Promise.all([
    every(KILL_MS, () => fleet.killOne(chance)),
    every(STOP_MS, () => fleet.stopOne(chance, chance.between(...STOPPED_MS))),
    every(RESTART_MS, async () => {
      await database.crash();
      havoc.restarts++;
    }),
    every(TERMINATE_MS, async () => {
      havoc.backendsTerminated += await terminateOne(db, chance);
    }),
    haveOutages(),
  ]);
  await provider.chances({});
  return havoc;

  async function haveOutages(): Promise<void> {
    const lastsMs = keyLifeMs + BEYOND_KEY_MS;
    let beginsMs = monotonicMs() + FIRST_OUTAGE_MS;
    for (let i = 0; beginsMs + lastsMs < untilMs; i++, beginsMs += OUTAGE_MS) {
      await sleep(Math.max(0, beginsMs - monotonicMs()));
      const kind = OUTAGES[i % OUTAGES.length] ?? 'hangs';
      const beganMs = monotonicMs();
      if (kind === 'we are down') await beDown(lastsMs);
      else {
        await provider.outage(kind);
        await sleep(lastsMs);
        await provider.outage(null);
      }
      havoc.outages.push({ kind, ms: Math.round(monotonicMs() - beganMs) });
    }
  }

  /** The worst moment: what was sent last was taken, and nobody heard. */
  async function beDown(lastsMs: number): Promise<void> {
    await provider.outage('answers lost');
    await sleep(1000);
    fleet.hold();
    await sleep(lastsMs);
    await provider.outage(null);
    fleet.goOn();
  }
}

/** @returns how many */
async function terminateOne(db: Db, chance: Chance): Promise<number> {
  const backends = await db.$queryRaw<{ pid: number }[]>`
    SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`.catch(
    () => [],
  );
  if (backends.length === 0) return 0;
  const { pid } = chance.oneOf(backends);
  return db.$executeRaw`SELECT pg_terminate_backend(${pid})`.then(
    () => 1,
    () => 0,
  );
}
