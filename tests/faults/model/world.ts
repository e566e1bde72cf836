import { openBatches } from '#lib/db/batches.ts';
import { type Db, Prisma } from '#lib/db/client.ts';
import { NOTHING_UNDER_WAY } from '#lib/db/waiting.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { plan } from '#lib/flows/plan.ts';
import { sweep } from '#lib/flows/sweep.ts';
import type { Milestone, Runtime } from '#lib/runtime.ts';
import { passTime } from '#tests/support/time.ts';
import type { Course, Courses } from './courses.ts';
import { type History, keepHistory } from './history.ts';
import { newPerson, type People, type Person } from './people.ts';
import { type Behaviour, createSimulatedProvider, type Release, type SimulatedProvider } from './provider.ts';
import { type EnrollmentRow, type Snapshot, takeSnapshot } from './snapshot.ts';
import type { Webhook } from './webhook-steps.ts';
import { NAMES } from './who.ts';

/** What one worker does when its turn comes, and where it dies in the middle of it, if it does. */
export type Turn = { sweeps: boolean; crash: Milestone | null; behaviours: readonly Behaviour[] };

/** A request whose answer has not come yet. */
type InFlight = { batchId: string; worker: { isDead: boolean }; release: Release; delivering: Promise<void> };

export type World = {
  runtime: Runtime;
  people: People;
  courses: Courses;
  provider: SimulatedProvider;
  history: History;
  inFlight: InFlight[];
  /** What the provider reports: on its way, delivered, and how many of the taken mails it has begun to report of. */
  webhooks: { coming: Webhook[]; told: Webhook[]; posted: number };
  /** Acceptances that reached a worker which lived to write them down: delivery to the provider's id. */
  heard: Map<string, string>;
  /** As of the last look. */
  seen: Snapshot;
  /** What was done, a line each, for whoever reads a counterexample. */
  trace: string[];
  /** Did the last command sweep? */
  hasSwept: boolean;
  /** Course time. */
  nowMs(): number;
  pass(ms: number): Promise<void>;
  look(): Promise<Snapshot>;
};

/** A dead process looks to its own code like a lost database: nothing it still tries may be written. */
class Crash extends Prisma.PrismaClientInitializationError {
  constructor() {
    super('the process died here', 'simulated');
  }
}

/** Everybody is new, and it is this instant. */
export async function beginWorld(
  base: Runtime,
  courses: Courses,
  start: string,
  zones: readonly string[],
): Promise<World> {
  await forgetEverybody(base.db, start);
  await courses.restore();
  const begunAt = performance.now();
  let passedMs = 0;
  const elapsedMs = () => passedMs + performance.now() - begunAt;
  const nowMs = () => Date.parse(start) + elapsedMs();
  const people = NAMES.map((name, i) => newPerson(name, zones[i] ?? 'Europe/Paris'));
  const history = keepHistory(base.db, people, courses, nowMs);
  const provider = createSimulatedProvider(elapsedMs, history);
  const runtime: Runtime = { ...base, mail: provider.transport };
  const world: World = {
    runtime,
    people,
    courses,
    provider,
    history,
    inFlight: [],
    webhooks: { coming: [], told: [], posted: 0 },
    heard: new Map(),
    seen: await takeSnapshot(base.db),
    trace: [],
    hasSwept: false,
    nowMs,
    pass: async (ms) => {
      await passTime(base.db, ms);
      passedMs += Math.round(ms);
    },
    look: async () => {
      world.seen = await takeSnapshot(base.db);
      return world.seen;
    },
  };
  return world;
}

/** Deleting a few rows is quicker than truncating many tables. */
async function forgetEverybody(db: Db, start: string): Promise<void> {
  await db.$executeRaw`
    WITH a AS (DELETE FROM "Receipt"), b AS (DELETE FROM "Consent"), c AS (DELETE FROM "Delivery"), d AS (DELETE FROM "Batch"),
      e AS (DELETE FROM "Limit"), f AS (DELETE FROM "ProviderEvent"), g AS (DELETE FROM "Suppression"), h AS (DELETE FROM "SignUp"),
      i AS (DELETE FROM "Enrollment"),
      j AS (UPDATE "Sender" SET "stoppedAt" = NULL, "stoppedReason" = NULL, "haltedAt" = NULL, "haltedReason" = NULL, "haltedUntil" = NULL),
      k AS (UPDATE "Provider" SET "failures" = 0, "circuitOpenedAt" = NULL, "circuitOpenUntil" = NULL,
        "nextAt" = clock_timestamp(), "nextBulkAt" = clock_timestamp(), "requestsPerSecond" = 100000),
      l AS (UPDATE "Clock" SET "offsetMs" = ceil(extract(epoch FROM ${start}::timestamptz - clock_timestamp()) * 1000))
    DELETE FROM "Subscriber"`;
}

/** One worker: sweeps perhaps, plans, and handles every batch that wants something. */
export async function takeTurn(world: World, { sweeps, crash, behaviours }: Turn): Promise<void> {
  const { db } = world.runtime;
  // What no request of an earlier turn has met is met by this one's.
  if (behaviours.length > 0) world.provider.will(...behaviours);
  const worker = { isDead: false };
  const runtime: Runtime = {
    ...world.runtime,
    reached: (milestone) => {
      if (worker.isDead || milestone === crash) throw new Crash();
    },
  };
  try {
    if (sweeps) await sweep(runtime);
    world.hasSwept = sweeps;
    await plan(runtime);
    for (const { id } of await openBatches(db, 0)) await handle(world, runtime, id, worker);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    // Dead after "recorded" had written it down all the same.
    if (crash === 'recorded') writeDownHeard(world);
    world.provider.takeAnswers();
  }
}

async function handle(
  world: World,
  runtime: Runtime,
  batchId: string,
  worker: { isDead: boolean },
): Promise<void> {
  const held = world.provider.whenHeld();
  const delivering = deliver(runtime, batchId).then(() => undefined);
  const release = await Promise.race([delivering, held.then((letGo) => ({ letGo }))]);
  if (release === undefined) return writeDownHeard(world);
  world.inFlight.push({ batchId, worker, release: release.letGo, delivering });
}

/** What becomes of the oldest request that is still waiting for its answer. */
export async function endRequest(
  world: World,
  how: 'answer' | 'timeout' | 'its worker dies',
): Promise<boolean> {
  const oldest = world.inFlight.shift();
  if (!oldest) return false;
  oldest.worker.isDead = how === 'its worker dies';
  oldest.release(how === 'timeout' ? 'timeout' : 'answer');
  try {
    await oldest.delivering;
    writeDownHeard(world);
  } catch (error) {
    if (!(error instanceof Crash)) throw error;
    world.provider.takeAnswers();
  }
  return true;
}

function writeDownHeard(world: World): void {
  for (const { deliveryId, id } of world.provider.takeAnswers()) world.heard.set(deliveryId, id);
}

/** The learner's row in a course, as of the last look. */
export function enrollmentOf(world: World, person: Person, course: Course): EnrollmentRow | undefined {
  const subscriber = world.seen.subscribers.find(({ address }) => address === person.address);
  return world.seen.enrollments.find(
    ({ subscriberId, courseSlug }) => subscriberId === subscriber?.id && courseSlug === course,
  );
}

/**
 * Milliseconds until the next thing that waits for a time: a date, the end of a pause, a batch; and then for the end of a
 * halt or of an open circuit. At once for a course that waits for nothing, which a sweep begins. Null when nothing waits.
 */
export async function untilNext({ runtime }: World): Promise<number | null> {
  const [row] = await runtime.db.$queryRaw<{ ms: number | null }[]>`
    WITH next AS (SELECT least(
      (SELECT min("dueAt") FROM "Delivery" WHERE "state" = 'scheduled') - course_now(),
      (SELECT min("pausedUntil") FROM "Enrollment" WHERE "state" = 'paused') - course_now(),
      (SELECT interval '0' FROM "Enrollment" e JOIN "Subscriber" s ON s."id" = e."subscriberId" AND s."standing" = 'confirmed'
        WHERE e."state" = 'waiting' AND ${NOTHING_UNDER_WAY} LIMIT 1),
      (SELECT min(greatest("leasedUntil", "nextAttemptAt", "createdAt")) FROM "Batch" WHERE "state" <> 'closed') - clock_timestamp()
    ) AS "wait")
    SELECT (extract(epoch FROM CASE WHEN "wait" IS NOT NULL THEN greatest("wait",
      (SELECT "haltedUntil" FROM "Sender") - clock_timestamp(),
      (SELECT greatest("circuitOpenUntil", "nextAt") FROM "Provider") - clock_timestamp()) END) * 1000)::float8 AS "ms"
    FROM next`;
  return row?.ms ?? null;
}
