import { examine } from '#lib/flows/doctor.ts';
import { COURSES } from './courses.ts';
import { isTold } from './invariants.ts';
import { settleUnknowns, turnSwitch } from './operator-steps.ts';
import type { Person } from './people.ts';
import type { DeliveryRow } from './snapshot.ts';
import { run } from './step.ts';
import { deliverWebhooks } from './webhook-steps.ts';
import { endRequest, enrollmentOf, takeTurn, untilNext, type World } from './world.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** Enough for the longest pause, a course with added lessons, and everything put off on the way. */
const MOST_INSTANTS = 200;
const MOST_DAYS = 150;
const ENDS = new Set<DeliveryRow['state']>(['sent', 'failed', 'skipped']);

/** The faults end, and time passes from one thing that is due to the next, until nothing is. */
export async function settle(world: World): Promise<void> {
  await run(world, 'all faults end', async () => {
    world.provider.will();
    world.provider.refuseAddress(null);
    world.provider.showList(true);
    await turnSwitch(world, true);
    while (await endRequest(world, 'answer'));
    return 'so';
  });
  await run(world, 'every webhook arrives', () =>
    deliverWebhooks(
      world,
      world.history.taken.concat(world.history.taken).map((_, i) => 7 * i),
      1,
    ),
  );
  const endMs = world.nowMs() + MOST_DAYS * DAY_MS;
  for (let instant = 0; ; instant++) {
    if (instant === MOST_INSTANTS || world.nowMs() > endMs) throw stuck(world);
    const takenBefore = world.provider.accepted.length;
    await run(world, 'a worker works', async () => {
      await takeTurn(world, { sweeps: instant % 8 === 0, crash: null, behaviours: [] });
      return `${world.provider.accepted.length} taken so far`;
    });
    if (world.provider.accepted.length === takenBefore) world.trace.pop();
    // What even a provider in good health can't tell (it had its key for other bytes) is the operator's to settle.
    if (instant % 10 === 3) await run(world, 'the operator settles what is unknown', settleUnknowns);
    const ms = await untilNext(world);
    if (ms === null) break;
    // What waits for nothing we know of waits for an hour.
    await world.pass(ms > 0 ? ms + 100 : HOUR_MS);
  }
  await run(world, 'nothing is due any more', async () => 'so');
  const wrong = [...whatIsMissing(world), ...(await whatTheDoctorFinds(world))];
  if (wrong.length > 0) throw new Error([...wrong, '', ...world.trace].join('\n'));
}

/** The doctor takes the model's provider for the outbox, whose table it would compare with: that comparison is ours. */
async function whatTheDoctorFinds({ runtime }: World): Promise<string[]> {
  const { findings } = await examine(runtime, { judgesLateness: false });
  return findings
    .filter(({ invariant }) => invariant !== 'I9')
    .map(({ invariant, what }) => `the doctor finds ${invariant}: ${what}`);
}

/** Everything is accounted for: every mail taken is sent, and every learner has had their course. */
function whatIsMissing(world: World): string[] {
  const { seen, provider, history, people, courses } = world;
  const wrong: string[] = [];
  const states = new Map(seen.deliveries.map((row) => [row.id, row]));
  for (const { deliveryId, id } of provider.accepted)
    if (!isRecorded(states.get(deliveryId), id)) wrong.push('a mail was taken that is not held to be sent');
  for (const row of seen.deliveries)
    if (!ENDS.has(row.state)) wrong.push(`a ${row.kind} is ${row.state} for ever`);

  for (const person of people) {
    for (const course of COURSES) {
      const row = enrollmentOf(world, person, course);
      const { state, untilMs } = person.takes[course];
      const isLearning =
        state === 'learning' ||
        (state === 'paused' && untilMs !== null) ||
        (state === 'waiting' && !restsForEver(person));
      if (!row || !isLearning || person.suppressed || person.departed) continue;
      const whose = `${person.name} in ${course}`;
      if (row.state !== 'completed') wrong.push(`${whose} is ${row.state} for ever`);
      const had = seen.receipts.filter(
        ({ enrollmentId, round }) => enrollmentId === row.id && round === row.round,
      );
      const order = courses.order(course);
      const { skipped, wanted } = person.takes[course];
      const due = order.filter((slug) => !skipped.has(slug) || wanted.has(slug));
      const missing = due.filter((slug) => !had.some(({ lessonSlug }) => lessonSlug === slug));
      if (!courses.wasEdited(course) && missing.length > 0)
        wrong.push(`${whose} has never had ${missing.join(' and ')}`);
      const mails = seen.deliveries.filter(
        ({ enrollmentId, round }) => enrollmentId === row.id && round === row.round,
      );
      for (const { deliveryId, lessonSlug } of had) {
        const taken = history.taken.filter((mail) => mail.deliveryId === deliveryId).length;
        if (taken !== (states.get(deliveryId)?.state === 'sent' ? 1 : 0))
          wrong.push(`${whose} has had ${lessonSlug}, and it was taken ${taken} times`);
      }
      const closings = mails.filter(
        ({ kind, state }) => kind === 'completion' && (state === 'sent' || state === 'failed'),
      );
      if (closings.length < 1 || (!courses.wasEdited(course) && closings.length > 1))
        wrong.push(`${whose} has had ${closings.length} closing mails`);
    }
  }
  return wrong;
}

/** Then what waits for it waits for ever, or until it is asked for. */
function restsForEver({ takes }: Person): boolean {
  return COURSES.some((one) => takes[one].state === 'paused' && takes[one].untilMs === null);
}

function isRecorded(row: DeliveryRow | undefined, id: string): boolean {
  return row?.state === 'sent' && (row.providerId === id || isTold(row.providerId));
}

function stuck(world: World): Error {
  const open = world.seen.deliveries.filter(({ state }) => !ENDS.has(state));
  const words = open.map(({ kind, state, dueAt }) => `${kind} is ${state}, due ${dueAt}`);
  const batches = world.seen.batches
    .filter(({ state }) => state !== 'closed')
    .map(({ state }) => `a batch is ${state}`);
  return new Error(['this never ends', ...words, ...batches, '', ...world.trace].join('\n'));
}
