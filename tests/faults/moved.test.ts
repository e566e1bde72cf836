import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { atCommandLine } from '#lib/flows/desk/desk.ts';
import { moveByHand } from '#lib/flows/desk/readdress.ts';
import { freeze } from '#lib/flows/freeze.ts';
import { plan } from '#lib/flows/plan.ts';
import { record } from '#lib/flows/record.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import type { Runtime } from '#lib/runtime.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

const OLD = 'ada@example.org';
const NEW = 'ada@new.example';

describe('somebody has moved while a lesson to their old address is in doubt', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  afterAll(() => runtime.close());

  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    await learningTea(runtime, 'ada');
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    expect(await plan(runtime)).toBe(1);
    const { id } = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } });
    const frozen = await freeze(runtime, id);
    if (frozen.state !== 'frozen') throw new Error(frozen.state);
    await record(runtime, frozen, { outcome: 'no-answer', reason: 'test', ill: false });
    // As long as a request could still be under way, nothing is proved by a look-up.
    await runtime.db.$executeRaw`
      UPDATE "Batch" SET "nextAttemptAt" = NULL, "attemptedAt" = "attemptedAt" - interval '1 minute',
        "doubtSince" = "doubtSince" - interval '1 minute' WHERE "id" = ${id}::uuid`;
    expect(await moveByHand(atCommandLine(runtime), OLD, NEW)).toBeNull();
  });

  /** Works until nothing is due. @returns where requests went */
  const addressesAsked = async () => {
    const asked: string[] = [];
    const send: Runtime['mail']['send'] = (messages, options) => {
      asked.push(...messages.map(({ to }) => to));
      return runtime.mail.send(messages, options);
    };
    await runUntilQuiet({ ...runtime, mail: { ...runtime.mail, send } });
    return asked;
  };

  test('what may have left is repeated where it went, not a second time elsewhere', async () => {
    expect(await addressesAsked()).toEqual([OLD]);
  });

  test('the old address complains: nothing is asked for there any more, and what never left goes to the new one', async () => {
    const { id } = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
    await reports(runtime, { type: 'email.complained', delivery: id, to: OLD });
    expect(await addressesAsked()).toEqual([NEW]);
  });
});
