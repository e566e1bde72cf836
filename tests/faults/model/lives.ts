import fc from 'fast-check';
import { afterAll, beforeAll, test } from 'vitest';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { type Courses, publishEdits } from './courses.ts';
import { learnerSteps } from './learner-steps.ts';
import { modelSettings } from './settings.ts';
import { settle } from './settle.ts';
import { signUpSteps } from './sign-up-steps.ts';
import { start } from './start.ts';
import { webhookSteps } from './webhook-steps.ts';
import { beginWorld } from './world.ts';
import { worldSteps } from './world-steps.ts';

/** How many things happen in one life, before the faults end. */
const MOST_STEPS = 40;
/** Making a failure smaller ends after this long. */
const SHRINK_MS = 5 * 60_000;

const steps = fc.oneof(
  { weight: 2, arbitrary: signUpSteps },
  { weight: 8, arbitrary: learnerSteps },
  { weight: 16, arbitrary: worldSteps },
  { weight: 3, arbitrary: webhookSteps },
);

/**
 * Lives many short lives on the real flows and a real Postgres, with a simulated provider and simulated time: three
 * people, two courses, workers that die, and whatever else may happen. After every step everything is looked at.
 *
 * fast-check's commands (https://fast-check.dev/docs/advanced/model-based-testing/): the same seed tells the same story.
 * @param half two files share the work, so that two cores do
 */
export function liveThrough(half: 0 | 1): void {
  const { runs, seed, path, shrinks, timeoutMs } = modelSettings(process.env, half);
  let runtime: TestRuntime;
  let courses: Courses;
  beforeAll(async () => {
    runtime = await openRuntime();
    courses = await publishEdits(runtime);
  });
  afterAll(() => runtime.close());

  const promise =
    'whatever people, workers and the provider do: no lesson twice, none out of order, none after a no, none lost';
  test(promise, { timeout: timeoutMs }, async () => {
    console.log(`model: ${runs} lives, seed ${seed}${path === undefined ? '' : `, path ${path}`}`);
    const life = fc.asyncProperty(
      start,
      fc.commands([steps], { maxCommands: MOST_STEPS, size: 'max' }),
      async (begin, commands) => {
        const world = await beginWorld(runtime, courses, begin.at, begin.zones);
        await begin.everybodyJoins(world);
        await fc.asyncModelRun(() => ({ model: world.people, real: world }), commands);
        await settle(world);
      },
    );
    const result = await fc.check(life, {
      numRuns: runs,
      seed,
      ...(path === undefined ? {} : { path }),
      ...(shrinks ? { interruptAfterTimeLimit: SHRINK_MS } : { endOnFailure: true }),
    });
    if (!result.failed) return;
    const { errorInstance, counterexamplePath, numRuns, numShrinks } = result;
    const story = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
    const again = `npm run model -- --seed ${seed} --path ${counterexamplePath}`;
    throw new Error(
      `life ${numRuns}, made smaller ${numShrinks} times:\n${story}\n\nOnce more: ${again}\nSmaller, in some minutes: ${again} --shrink`,
      { cause: errorInstance },
    );
  });
}
