import fc from 'fast-check';
import { mailCorrection } from '#lib/flows/correct.ts';
import { atCommandLine } from '#lib/flows/desk/desk.ts';
import { resumeSending, stopSending } from '#lib/flows/sending.ts';
import { itArrived, itFailed, sendItAgain, unknowns } from '#lib/flows/unknown.ts';
import { CORRECTED, CORRECTION, COURSES, EDIT_COUNT } from './courses.ts';
import { type Step, step } from './step.ts';
import type { World } from './world.ts';

const edits = fc.tuple(fc.constantFrom(...COURSES), fc.nat(EDIT_COUNT - 1)).map(([course, to]) =>
  step(`${course} is edited`, async (world) => {
    await world.courses.edit(course, to);
    return world.courses.order(course).join(', ');
  }),
);

const corrects = fc.constantFrom(...COURSES).map((course) =>
  step(`${course} is corrected, by mail too`, async ({ courses, runtime }) => {
    await courses.edit(course, CORRECTED);
    const reach = await mailCorrection(runtime, course, CORRECTION);
    return `to ${reach?.willGet.length}`;
  }),
);

const stops = fc.constant(step('the operator stops sending', (world) => turnSwitch(world, false)));
const goesOn = fc.constant(step('the operator lets sending go on', (world) => turnSwitch(world, true)));
const settles = fc.constant(step('the operator settles what is unknown', settleUnknowns));

export const operatorSteps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: edits },
  { weight: 4, arbitrary: corrects },
  { weight: 1, arbitrary: stops },
  { weight: 2, arbitrary: goesOn },
  { weight: 1, arbitrary: settles },
);

export async function turnSwitch({ runtime, history }: World, on: boolean): Promise<string> {
  const { stopped } = on
    ? await resumeSending(atCommandLine(runtime))
    : await stopSending(atCommandLine(runtime), 'the model');
  history.isStopped = !on;
  return stopped ? 'stopped' : 'on';
}

/** Looks at the provider's own pages, and says of each what is true. */
export async function settleUnknowns({ runtime, provider }: World): Promise<string> {
  const desk = atCommandLine(runtime);
  const came: string[] = [];
  for (const { deliveryId } of await unknowns(desk)) {
    const arrived = provider.accepted.some((mail) => mail.deliveryId === deliveryId);
    const { ok } = await (arrived ? itArrived : sendItAgain)(desk, deliveryId);
    // Out of order it does not go: its learner has had a later lesson since.
    if (!ok) await itFailed(desk, deliveryId);
    came.push(arrived ? 'arrived' : ok ? 'is sent again' : 'failed');
  }
  return came.join(', ') || 'nothing is';
}
