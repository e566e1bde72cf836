import fc from 'fast-check';
import { operatorSteps } from './operator-steps.ts';
import { BEHAVIOURS } from './provider.ts';
import { type Step, step } from './step.ts';
import { endRequest, takeTurn, untilNext, type World } from './world.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** Nobody waits longer than this for the next thing to be due. */
const LONGEST_WAIT_MS = 9 * DAY_MS;

const crash = fc.oneof(
  { weight: 5, arbitrary: fc.constant(null) },
  { weight: 4, arbitrary: fc.constantFrom('planned', 'frozen', 'accepted', 'recorded') },
);
/** What leaves doubt behind comes often, since much can only go wrong after it. */
const behaviour = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...BEHAVIOURS) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('answer lost' as const, 'answer late' as const, 'refuse' as const),
  },
);
const behaviours = fc.oneof(
  { weight: 3, arbitrary: fc.constant([]) },
  { weight: 4, arbitrary: fc.array(behaviour, { minLength: 1, maxLength: 3 }) },
);
const turn = fc.record({ sweeps: fc.boolean(), crash, behaviours });

const worker = turn.map((it) => step(`a worker's turn: ${wordsOf(it)}`, async (world) => work(world, it)));

/** The next thing is due, and a worker has its turn at once: where most faults begin. */
const due = turn.map((it) =>
  step(`the next thing is due; a worker's turn: ${wordsOf(it)}`, async (world) => {
    const waited = await passToNext(world);
    return `${waited}; ${await work(world, it)}`;
  }),
);

const time = fc
  .constantFrom(
    { words: 'twenty seconds', ms: 20_000 },
    { words: 'two minutes', ms: 2 * MINUTE_MS },
    { words: 'twenty minutes', ms: 20 * MINUTE_MS },
    { words: 'two hours', ms: 2 * HOUR_MS },
    { words: 'nineteen hours', ms: 19 * HOUR_MS },
    { words: 'twenty-one hours', ms: 21 * HOUR_MS },
    { words: 'twenty-five hours', ms: 25 * HOUR_MS },
    { words: 'three days', ms: 3 * DAY_MS },
    { words: 'nine days', ms: 9 * DAY_MS },
  )
  .map(({ words, ms }) =>
    step(`${words} pass`, async (world) => {
      await world.pass(ms);
      return new Date(world.nowMs()).toISOString();
    }),
  );

const answer = fc
  .constantFrom('answer' as const, 'timeout' as const, 'its worker dies' as const)
  .map((how) =>
    step(`a late request ends: ${how}`, async (world) =>
      (await endRequest(world, how)) ? 'ended' : 'none was late',
    ),
  );

const address = fc.nat(3).map((i) =>
  step('the provider refuses one address', async (world) => {
    const person = world.people[i];
    world.provider.refuseAddress(person?.address ?? null);
    return person?.name ?? 'none any more';
  }),
);

const list = fc.boolean().map((whole) =>
  step(`the provider's list is ${whole ? 'whole' : 'out of reach'}`, async (world) => {
    world.provider.showList(whole);
    return 'so';
  }),
);

export const worldSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: worker },
  { weight: 9, arbitrary: due },
  { weight: 6, arbitrary: time },
  { weight: 2, arbitrary: answer },
  { weight: 1, arbitrary: address },
  { weight: 1, arbitrary: list },
  { weight: 4, arbitrary: operatorSteps },
);

async function work(world: World, it: Parameters<typeof takeTurn>[1]): Promise<string> {
  const before = world.provider.accepted.length;
  await takeTurn(world, it);
  return `${world.provider.accepted.length - before} taken`;
}

async function passToNext(world: World): Promise<string> {
  const ms = await untilNext(world);
  if (ms === null || ms < 0) return 'something is due already';
  const waitedMs = Math.min(ms + 1000, LONGEST_WAIT_MS);
  await world.pass(waitedMs);
  return `${Math.round(waitedMs / MINUTE_MS)} minutes later`;
}

function wordsOf({ sweeps, crash: at, behaviours: coming }: Parameters<typeof takeTurn>[1]): string {
  const dies = at === null ? '' : `, dies when ${at}`;
  return `${sweeps ? 'sweeps, ' : ''}plans, delivers${dies}; the provider: ${coming.join(', ') || 'accept'}`;
}
