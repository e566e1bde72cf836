import { setTimeout as sleep } from 'node:timers/promises';
import { isAnythingDue } from '../db/take-due.ts';
import type { Runtime } from '../runtime.ts';
import { deliver } from './deliver.ts';
import { plan } from './plan.ts';

/** How long to wait for what another process holds (real time). */
const WAIT_MS = 200;

/** Plans and delivers until nothing is due and no batch is open, or the time given is over (real time). */
export async function runUntilQuiet(runtime: Runtime, withinMs = 30_000): Promise<{ quiet: boolean }> {
  const until = performance.now() + withinMs;
  do {
    await plan(runtime);
    // Asked before looking for batches: what another planner takes in between is then seen as its batch.
    const isDue = await isAnythingDue(runtime.db);
    const open = await runtime.db.batch.findMany({
      where: { state: { not: 'closed' } },
      orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }],
      take: 100,
      select: { id: true },
    });
    if (open.length === 0 && !isDue) return { quiet: true };
    const waitsMs = isDue ? [WAIT_MS] : [];
    for (const { id } of open) waitsMs.push((await deliver(runtime, id)) ?? 0);
    // Halted, or asked to wait for longer than we are given: the next call's business.
    if (performance.now() + Math.min(...waitsMs) > until) break;
    // Another process may be holding what is open; it needs a moment, not our company.
    if (!waitsMs.includes(0)) await sleep(WAIT_MS);
  } while (performance.now() < until);
  return { quiet: false };
}
