import { randomUUID } from 'node:crypto';
import { isConnectionTrouble, type Tx, transaction } from '../db/client.ts';
import { membersById } from '../db/members.ts';
import { lockDays } from '../db/occupied.ts';
import { skip } from '../db/skip.ts';
import { endPauses, takeDue, takeOne } from '../db/take-due.ts';
import { postpone, readPlans, writePlanned } from '../db/write-planned.ts';
import { isStep } from '../domain/delivery.ts';
import type { SkipReason } from '../domain/eligibility.ts';
import type { Runtime } from '../runtime.ts';
import { choose, type Planned } from './choose-mail.ts';
import { judge } from './circumstances.ts';
import { whyClosed } from './turn.ts';

/** The most deliveries one planning takes: what one batch can hold. */
const PLAN_SIZE = 100;

/** What can't be planned yet is looked at again after this long. */
const HOLD_MS = 5 * 60_000;

/** What fails to be planned waits so long before it is tried again. */
const ASIDE_MS = 3_600_000;

/**
 * Plans until nothing is due, or the time is over. While sending is stopped or halted it plans nothing: what is due stays
 * a date, which its learner can still change.
 * @param until on the monotonic clock (`performance.now()`)
 * @returns how many deliveries were put into batches
 */
export async function plan(runtime: Runtime, until = Number.POSITIVE_INFINITY): Promise<number> {
  if (await whyClosed(runtime)) return 0;
  let batched = 0;
  for (;;) {
    const planned = await planOnce(runtime, takeDue).catch((error: unknown) => {
      if (isConnectionTrouble(error)) throw error;
      runtime.log.error({ err: error }, 'could not plan these deliveries together; trying each alone');
      return planOneByOne(runtime);
    });
    batched += planned.batched;
    if (planned.taken < PLAN_SIZE || performance.now() > until) return batched;
  }
}

type Take = (tx: Tx, now: Date, most: number) => Promise<string[]>;

/**
 * A delivery that can't be planned must not stop the others: each is tried alone, and the one that fails is set aside
 * for a while, aloud. @throws when it is not the delivery but the database that fails
 */
async function planOneByOne(runtime: Runtime): Promise<{ taken: number; batched: number }> {
  const { db, log } = runtime;
  const due = await transaction(db, async (tx) => takeDue(tx, await runtime.now(tx), PLAN_SIZE));
  let batched = 0;
  for (const id of due) {
    try {
      batched += (await planOnce(runtime, (tx, now) => takeOne(tx, now, id))).batched;
    } catch (error) {
      if (isConnectionTrouble(error)) throw error;
      log.error({ err: error, delivery: id }, 'this delivery cannot be planned; set aside for an hour');
      await transaction(db, async (tx) => {
        await postpone(tx, [id], new Date((await runtime.now(tx)).getTime() + ASIDE_MS));
      });
    }
  }
  return { taken: due.length, batched };
}

/**
 * Takes the first due deliveries, judges each, chooses what each becomes, and hands them on as batches with their
 * jobs: one transaction, so that a crash leaves all of it or nothing.
 */
async function planOnce(runtime: Runtime, take: Take): Promise<{ taken: number; batched: number }> {
  const done = await transaction(runtime.db, async (tx) => {
    const now = await runtime.now(tx);
    await endPauses(tx, now);
    const ids = await take(tx, now, PLAN_SIZE);
    if (ids.length === 0) return { taken: 0, batched: 0 };
    const { planned, held } = await decide(runtime, tx, ids, now);
    if (held.length > 0)
      runtime.log.info(
        { deliveries: held },
        'put off: a lesson is still leaving, the day is taken, or nothing is published',
      );
    await postpone(tx, held, new Date(now.getTime() + HOLD_MS));
    await batchUp(runtime, tx, planned, now);
    return { taken: ids.length, batched: planned.length };
  });
  runtime.reached('planned');
  return done;
}

/** What becomes of deliveries that are due. */
export type Decided = {
  planned: Planned[];
  skipped: readonly { id: string; reason: SkipReason }[];
  /** Looked at again in a few minutes: a lesson is still leaving, the day is taken, or nothing is published. */
  held: string[];
};

/** Judges each and chooses what it becomes; writes down who is skipped, and nothing else of it. */
export async function decide(runtime: Runtime, tx: Tx, ids: readonly string[], now: Date): Promise<Decided> {
  await lockDays(tx, ids);
  const members = await membersById(tx, ids);
  const { mayMail: allowed, mayNot } = await judge(runtime, tx, members, now);
  await skip(tx, mayNot);
  const plans = await readPlans(tx, allowed);
  const free = allowed.filter(
    ({ kind, enrollmentId }) => !isStep(kind) || !plans.leaving.has(enrollmentId ?? ''),
  );
  const planned = await choose(tx, free, plans, now);
  const chosen = new Set(planned.map(({ id }) => id));
  const held = allowed.flatMap(({ id }) => (chosen.has(id) ? [] : [id]));
  return { planned, skipped: mayNot, held };
}

/** Groups what leaves together: one batch per priority, no larger than the transport takes. */
async function batchUp(runtime: Runtime, tx: Tx, planned: readonly Planned[], now: Date): Promise<void> {
  const size = Math.min(PLAN_SIZE, runtime.mail.capabilities.batchSize);
  for (const priority of new Set(planned.map((delivery) => delivery.priority))) {
    const alike = planned.filter((delivery) => delivery.priority === priority);
    for (let start = 0; start < alike.length; start += size) {
      const batchId = randomUUID();
      await tx.batch.create({ data: { id: batchId, priority, plannedAt: now } });
      await writePlanned(tx, batchId, alike.slice(start, start + size));
      await runtime.queue.deliver(tx, { id: batchId, priority });
    }
  }
}
