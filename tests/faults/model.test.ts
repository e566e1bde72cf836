import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { COURSE_TIME, REAL_TIME } from '#tests/support/time.ts';
import { type Courses, publishEdits } from './model/courses.ts';
import { learnerSteps } from './model/learner-steps.ts';
import { modelSettings } from './model/settings.ts';
import { settle } from './model/settle.ts';
import { signUpSteps } from './model/sign-up-steps.ts';
import { start } from './model/start.ts';
import { webhookSteps } from './model/webhook-steps.ts';
import { beginWorld } from './model/world.ts';
import { worldSteps } from './model/world-steps.ts';

const { runs, seed, path, shrinks, timeoutMs } = modelSettings(process.env);

let runtime: TestRuntime;
let courses: Courses;
beforeAll(async () => {
  runtime = await openRuntime();
  courses = await publishEdits(runtime);
}, 120_000);
afterAll(() => runtime.close());

test('time passes in every column that holds one', async () => {
  const columns = await runtime.db.$queryRaw<{ name: string }[]>`
    SELECT table_name || '.' || column_name AS name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type = 'timestamp with time zone' AND table_name <> '_prisma_migrations'`;
  const known = [REAL_TIME, COURSE_TIME].flatMap((clock) =>
    Object.entries(clock).flatMap(([table, names]) => names.map((name) => `${table}.${name}`)),
  );
  expect(known.toSorted()).toEqual(columns.map(({ name }) => name).toSorted());
});

test(
  'whatever people, workers and the provider do, nobody gets a lesson twice, out of order or after a no, and everybody gets all of theirs',
  async () => {
    console.log(`model: ${runs} runs, seed ${seed}${path === undefined ? '' : `, path ${path}`}`);
    const steps = fc.oneof(
      { weight: 2, arbitrary: signUpSteps },
      { weight: 8, arbitrary: learnerSteps },
      { weight: 16, arbitrary: worldSteps },
      { weight: 3, arbitrary: webhookSteps },
    );
    await fc.assert(
      fc.asyncProperty(
        start,
        fc.commands([steps], { maxCommands: 30, size: 'max' }),
        async (begin, commands) => {
          const world = await beginWorld(runtime, courses, begin.at, begin.zones);
          await begin.everybodyJoins(world);
          await fc.asyncModelRun(() => ({ model: world.people, real: world }), commands);
          await settle(world);
        },
      ),
      { numRuns: runs, seed, endOnFailure: !shrinks, ...(path === undefined ? {} : { path }) },
    );
  },
  timeoutMs,
);
