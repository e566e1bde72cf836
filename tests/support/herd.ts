import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from 'vitest';
import { startMailSink } from './mail-sink.ts';
import { openRuntime, type TestRuntime, throughResend } from './runtime.ts';
import { startWorkerProcess } from './worker-process.ts';

const PER_SECOND = 20;
const BATCH = 100;
/** So many batches a worker has in its hands at once; among these the order may change. */
const AT_ONCE = 4;
/** The SDK makes several copies of each mail, and nothing hurries V8 to let go of them; it does not grow with the herd. */
const MOST_MEMORY_MB = 750;

/**
 * So many people whose lesson is due since yesterday, one worker: everybody gets it once, in the order of their dates, no
 * faster than the provider allows, in bounded memory.
 */
export async function sendToHerd(count: number, withinMs: number): Promise<void> {
  const sink = await startMailSink(PER_SECOND);
  const runtime = await openRuntime(throughResend(sink));
  try {
    await gather(runtime, count);
    const worker = await startWorkerProcess(runtime.env);
    let peakMb = 0;
    const until = performance.now() + withinMs;
    while (sink.requests.flat().length < count && performance.now() < until) {
      peakMb = Math.max(peakMb, memoryMb(worker.pid));
      await sleep(250);
    }
    worker.kill('SIGTERM');
    expect(await worker.ended).toBe(0);

    const recipients = sink.requests.flat();
    expect(recipients).toHaveLength(count);
    expect(new Set(recipients).size).toBe(count);
    expect(await runtime.db.delivery.count({ where: { state: 'sent' } })).toBe(count);
    expect(sink.mostInOneSecond()).toBeLessThanOrEqual(PER_SECOND);
    const places = sink.requests.map(([first = '']) => Math.floor(numberOf(first) / BATCH));
    expect(Math.max(...places.map((place, i) => Math.abs(place - i)))).toBeLessThanOrEqual(2 * AT_ONCE);
    expect(peakMb).toBeLessThan(MOST_MEMORY_MB);
  } finally {
    await runtime.close();
    await sink.close();
  }
}

/** The n-th person's lesson was due n milliseconds after the first one's. */
async function gather({ db }: TestRuntime, count: number): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "Subscriber" ("address", "addressKey", "timeZone", "standing")
    SELECT 'p' || n || '@example.org', 'p' || n || '@example.org', 'Europe/Paris', 'confirmed' FROM generate_series(0, ${count} - 1) n`;
  await db.$executeRaw`
    INSERT INTO "Enrollment" ("subscriberId", "courseSlug", "weekdays", "hour", "askedAt")
    SELECT "id", 'leaky-gut', '{1}', 9, now() - interval '9 days' FROM "Subscriber"`;
  await db.$executeRaw`
    INSERT INTO "Delivery" ("kind", "intent", "priority", "subscriberId", "enrollmentId", "dueAt", "createdAt")
    SELECT 'lesson', 'next/' || e."id", 1, s."id", e."id",
      now() - interval '1 day' + substring(s."address" FROM '[0-9]+')::int * interval '1 ms', now() - interval '8 days'
    FROM "Enrollment" e JOIN "Subscriber" s ON s."id" = e."subscriberId"`;
  await db.$executeRaw`ANALYZE`;
}

function numberOf(address: string): number {
  return Number(/\d+/.exec(address)?.[0]);
}

function memoryMb(pid: number): number {
  return Number(spawnSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' }).stdout) / 1024;
}
