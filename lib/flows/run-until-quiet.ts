import { setTimeout as sleep } from 'node:timers/promises';
import type { Runtime } from '../runtime.ts';
import { deliver } from './deliver.ts';
import { plan } from './plan.ts';

/** Plans and delivers until nothing is due and no batch is open, or the time given is over (real time). */
export async function runUntilQuiet(runtime: Runtime, withinMs = 30_000): Promise<{ quiet: boolean }> {
  const until = performance.now() + withinMs;
  do {
    await plan(runtime);
    const open = await runtime.db.batch.findMany({
      where: { state: { not: 'closed' } },
      orderBy: [{ priority: 'asc' }, { createdAt: 'asc' }],
      take: 100,
      select: { id: true },
    });
    if (open.length === 0) return { quiet: true };
    let soonestMs = 200;
    for (const { id } of open) soonestMs = Math.min(soonestMs, (await deliver(runtime, id)) ?? 0);
    // Another process may be holding what is open; it needs a moment, not our company.
    if (soonestMs > 0) await sleep(soonestMs);
  } while (performance.now() < until);
  return { quiet: false };
}
