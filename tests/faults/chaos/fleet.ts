import { type ChildProcess, fork } from 'node:child_process';
import { openSync } from 'node:fs';
import type { Chance } from '#prisma/chance.ts';
import { monotonicMs } from '#tests/support/monotonic.ts';
import { type Bundle, SHORT_LIVED, type Shape } from './bundle.ts';

/** A worker that ends by itself is started again after this long; a killed one at once. */
const PAUSE_MS = 250;

/** So many are left at work by a kill: where starting is slow, killing all of them would only show that nobody works. */
const LEFT_ALIVE = 2;

export type Fleet = {
  /** Kills one of those that have come to work, unless too few of them have. */
  killOne(chance: Chance): void;
  /** Lets one stand still for a while, as a paused machine does. */
  stopOne(chance: Chance, forMs: number): void;
  /** Kills all, and starts none until `goOn`. */
  hold(): void;
  goOn(): void;
  stop(): Promise<void>;
  counts(): FleetCounts;
};

export type FleetCounts = {
  kills: number;
  stoodStill: number;
  started: number;
  /** From starting a process to its being ready for work, the median and the slowest of ten. */
  startMs: { median: number; ninth: number };
  /** Of work, between two kills. */
  lifeMs: { median: number };
  /** Ended by themselves while they were working; a lost database must not do that. */
  fell: number;
};

type Slot = { shape: Shape; child: ChildProcess | null; startedAtMs: number; upAtMs: number | null };

/** Keeps one worker running for each of the given shapes. */
export function startFleet(
  shapes: readonly Shape[],
  { bundle, env, log }: { bundle: Bundle; env: NodeJS.ProcessEnv; log: string },
): Fleet {
  const output = openSync(log, 'a');
  const slots: Slot[] = shapes.map((shape) => ({ shape, child: null, startedAtMs: 0, upAtMs: null }));
  const counts = { kills: 0, stoodStill: 0, started: 0, fell: 0 };
  const startTimes: number[] = [];
  const lives: number[] = [];
  let state: 'working' | 'held' | 'stopped' = 'working';

  function start(slot: Slot): void {
    if (state !== 'working' || slot.child) return;
    const child = fork(bundle.fileOf(slot.shape), [], {
      env,
      execArgv: SHORT_LIVED,
      stdio: ['ignore', output, output, 'ipc'],
    });
    counts.started++;
    Object.assign(slot, { child, startedAtMs: monotonicMs(), upAtMs: null });
    child.on('message', () => {
      slot.upAtMs = monotonicMs();
      startTimes.push(slot.upAtMs - slot.startedAtMs);
    });
    child.on('exit', (_code, signal) => {
      const wasKilled = signal === 'SIGKILL';
      if (!wasKilled && slot.upAtMs !== null) counts.fell++;
      Object.assign(slot, { child: null, upAtMs: null });
      setTimeout(() => start(slot), wasKilled ? 0 : PAUSE_MS);
    });
  }

  function kill(slot: Slot): void {
    if (slot.child === null || !slot.child.kill('SIGKILL')) return;
    counts.kills++;
    if (slot.upAtMs !== null) lives.push(monotonicMs() - slot.upAtMs);
    slot.upAtMs = null;
  }

  for (const slot of slots) start(slot);
  return {
    killOne(chance) {
      const working = slots.filter(({ upAtMs }) => upAtMs !== null);
      if (working.length > LEFT_ALIVE) kill(chance.oneOf(working));
    },
    stopOne(chance, forMs) {
      const { child } = chance.oneOf(slots);
      if (!child?.kill('SIGSTOP')) return;
      counts.stoodStill++;
      setTimeout(() => child.kill('SIGCONT'), forMs);
    },
    hold() {
      state = 'held';
      for (const slot of slots) kill(slot);
    },
    goOn() {
      state = 'working';
      for (const slot of slots) start(slot);
    },
    async stop() {
      state = 'stopped';
      const gone = slots.flatMap(({ child }) =>
        child ? [new Promise((end) => child.once('exit', end))] : [],
      );
      for (const { child } of slots) child?.kill('SIGKILL');
      await Promise.all(gone);
    },
    counts: () => ({
      ...counts,
      startMs: { median: quantile(startTimes, 0.5), ninth: quantile(startTimes, 0.9) },
      lifeMs: { median: quantile(lives, 0.5) },
    }),
  };
}

function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.floor(part * sorted.length)] ?? 0);
}
