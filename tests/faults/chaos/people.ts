import { setTimeout as sleep } from 'node:timers/promises';
import { confirm } from '#lib/flows/confirm.ts';
import { pause } from '#lib/flows/pause.ts';
import { resume } from '#lib/flows/resume.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import type { Runtime } from '#lib/runtime.ts';
import type { Chance } from '#prisma/chance.ts';
import { monotonicMs } from '#tests/support/monotonic.ts';
import type { No } from './judge.ts';
import { letWeeksPass } from './weeks.ts';

/** Addresses that the provider refuses begin like this. */
export const BAD = 'bad.';
const BAD_SHARE = 0.03;
const NEVER_CONFIRMS = 0.1;
const AT_ONCE = 6;

export type People = {
  /** Somebody signs up, and mostly confirms a moment later. */
  arrive(): Promise<void>;
  /** Somebody pauses for a moment or leaves for good, preferably while a lesson to them is leaving. */
  sayNo(): Promise<void>;
  /** For a few learners it is a week later: their next lesson is due. */
  weekPasses(): Promise<void>;
  readonly nos: readonly No[];
  readonly weeks: ReadonlyMap<string, number>;
  counts(): { signedUp: number; weeks: number; left: number; paused: number };
};

/** What people do, through the real flows, whatever happens to the database meanwhile. */
export function createPeople(runtime: Runtime, course: string, chance: Chance): People {
  const { db, tokens } = runtime;
  const nos: No[] = [];
  const weeks = new Map<string, number>();
  let signedUp = 0;

  async function arrive(): Promise<void> {
    signedUp++;
    const email = `${chance.next() < BAD_SHARE ? BAD : ''}learner${signedUp}@example.org`;
    const confirmsAfterMs = chance.next() < NEVER_CONFIRMS ? null : chance.between(100, 4000);
    await insist(async () => {
      // They are many at once, and none of them is a script.
      await db.limit.deleteMany();
      await signUp(runtime, { email, course, source: 'chaos', network: null });
    });
    if (confirmsAfterMs === null) return;
    await sleep(confirmsAfterMs);
    await insist(async () => {
      const { id } = await db.signUp.findFirstOrThrow({ where: { address: email, supersededAt: null } });
      await confirm(runtime, tokens.sign('confirm', id), { network: null });
    });
  }

  async function sayNo(): Promise<void> {
    const who = await insist(() => somebody(runtime, chance));
    if (!who) return;
    const how = chance.next();
    if (how < 0.6) return pauseAWhile(who, chance.between(2000, 6000));
    const scope = how < 0.8 ? 'course' : 'everything';
    await insist(() => unsubscribe(runtime, tokens.sign('unsubscribe', who.id), scope, 'one-click'));
    note(who.address, scope === 'course' ? 'left the course' : 'left everything');
  }

  async function pauseAWhile({ id, address }: Somebody, forMs: number): Promise<void> {
    const token = tokens.sign('manage', id);
    await insist(() => pause(runtime, token, null));
    const no = note(address, 'paused');
    await sleep(forMs);
    // From here on it may be over; whether it is, the flow's answer tells too late.
    no.untilMs = monotonicMs();
    await insist(() => resume(runtime, token, 'slot'));
  }

  /** Called when its transaction has committed: only what begins later is held against us. */
  function note(address: string, said: No['said']): No {
    const no = { address, said, atMs: monotonicMs(), untilMs: Number.POSITIVE_INFINITY };
    nos.push(no);
    return no;
  }

  return {
    arrive,
    sayNo,
    async weekPasses() {
      const most = Math.ceil(chance.next() * AT_ONCE);
      const noteWeek = (address: string) => weeks.set(address, (weeks.get(address) ?? 0) + 1);
      // Not insisted upon: if the answer is lost, nobody knows whether the week has passed.
      await letWeeksPass(db, most, chance, noteWeek).catch(() => {});
    },
    nos,
    weeks,
    counts: () => ({
      signedUp,
      weeks: [...weeks.values()].reduce((sum, count) => sum + count, 0),
      left: nos.filter(({ said }) => said !== 'paused').length,
      paused: nos.filter(({ said }) => said === 'paused').length,
    }),
  };
}

type Somebody = { id: string; address: string };

/** One of the learners; every other time one to whom a lesson is just leaving, if there is any. */
async function somebody({ db }: Runtime, chance: Chance): Promise<Somebody | null> {
  const learning = { state: 'active', subscriber: { standing: 'confirmed' } } as const;
  const select = { id: true, subscriber: { select: { address: true } } } as const;
  const leaving = await db.enrollment.findMany({
    where: { ...learning, deliveries: { some: { state: 'batched' } } },
    select,
    orderBy: { id: 'asc' },
  });
  const choice =
    leaving.length > 0 && chance.next() < 0.5
      ? leaving
      : await db.enrollment.findMany({ where: learning, select, orderBy: { id: 'asc' } });
  if (choice.length === 0) return null;
  const { id, subscriber } = chance.oneOf(choice);
  return { id, address: subscriber.address };
}

const TRIES = 150;
const RETRY_MS = 200;

/** A person whose click met a lost database clicks again. */
async function insist<T>(click: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await click();
    } catch (error) {
      if (attempt === TRIES) throw error;
      await sleep(RETRY_MS);
    }
  }
}
