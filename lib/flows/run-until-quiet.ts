import { setTimeout as sleep } from 'node:timers/promises';
import { openBatches } from '../db/batches.ts';
import { isAnythingDue } from '../db/take-due.ts';
import type { Runtime } from '../runtime.ts';
import { deliver } from './deliver.ts';
import { plan } from './plan.ts';
import { whyClosed } from './turn.ts';

/** How long to wait for what another process holds (real time). */
const WAIT_MS = 200;
const LONGEST_WAIT_MS = 1_000;

/** Plans and delivers until nothing is due and no batch is open, or the time given is over (real time). */
export async function runUntilQuiet(runtime: Runtime, withinMs = 30_000): Promise<{ quiet: boolean }> {
  const until = performance.now() + withinMs;
  do {
    if (await whyClosed(runtime)) return { quiet: false };
    await plan(runtime, until);
    // Asked before looking for batches: what another planner takes in between is then seen as its batch.
    const isDue = await isAnythingDue(runtime.db);
    // What waits for longer than we have is the next call's business.
    const open = await openBatches(runtime.db, Math.max(0, until - performance.now()));
    if (open.length === 0 && !isDue) return { quiet: true };
    const waitsMs = isDue ? [WAIT_MS] : [];
    for (const { id } of open) {
      waitsMs.push((await deliver(runtime, id)) ?? 0);
      if (performance.now() > until) break;
    }
    if (performance.now() + Math.min(...waitsMs) > until) break;
    // Another process may be holding what is open, or the provider wants a pause; it needs a moment, not our company.
    if (!waitsMs.includes(0)) await sleep(Math.min(LONGEST_WAIT_MS, Math.max(WAIT_MS, Math.min(...waitsMs))));
  } while (performance.now() < until);
  return { quiet: false };
}
