import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { freeze } from '#lib/flows/freeze.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { record } from '#lib/flows/record.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { bodyHash } from '#lib/mail/body-hash.ts';
import { createRuntime, type Runtime } from '#lib/runtime.ts';
import { learning } from '#tests/support/learner.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';

let runtime: TestRuntime;
beforeEach(async () => {
  runtime = await openRuntime();
});
afterEach(() => runtime.close());

test('two planners at the same moment put each lesson into one batch', async () => {
  await lessonTwoDue(12);
  await Promise.all([plan(runtime), plan(runtime), plan(runtime)]);
  expect(await runtime.db.delivery.count({ where: { state: 'batched' } })).toBe(12);
  expect(await runtime.db.receipt.count()).toBe(24);
});

test('two workers with the same batch hand it over once', async () => {
  await lessonTwoDue(3);
  await plan(runtime);
  const batch = await openBatch();
  let requests = 0;
  const counted = withSend(async (messages, options) => {
    requests++;
    return runtime.mail.send(messages, options);
  });
  await Promise.all([deliver(counted, batch), deliver(counted, batch), deliver(counted, batch)]);
  expect(requests).toBe(1);
  expect(
    await runtime.db.delivery.count({ where: { lessonSlug: 'causes-and-features', state: 'sent' } }),
  ).toBe(3);
});

test('a freeze that waited for somebody’s leaving sees that they left', async () => {
  await lessonTwoDue(2);
  await plan(runtime);
  const ada = await enrollmentOf('learner1');
  const frozen = await runtime.db.$transaction(async (tx) => {
    await tx.subscriber.update({ where: { id: ada.subscriberId }, data: { changedAt: new Date() } });
    await tx.enrollment.update({ where: { id: ada.id }, data: { state: 'left' } });
    // It must be waiting for this transaction by now; what it reads afterwards is what counts.
    const freezing = freeze(runtime, await openBatch());
    await sleep(300);
    return { freezing };
  });
  const step = await frozen.freezing;
  expect(step.state).toBe('frozen');
  if (step.state === 'frozen') expect(step.messages.map(({ to }) => to)).toEqual(['learner0@example.org']);
});

test('a worker stopped between freeze and request freezes again: who left meanwhile is not mailed', async () => {
  await lessonTwoDue(2);
  await plan(runtime);
  const ada = await enrollmentOf('learner1');
  let stopped = false;
  const sleeper: Runtime = {
    ...runtime,
    reached: (milestone) => {
      if (milestone !== 'frozen' || stopped) return;
      stopped = true;
      // The process stands still, as a sleeping laptop does; elsewhere somebody leaves.
      elsewhere(`UPDATE "Enrollment" SET "state" = 'left' WHERE "id" = '${ada.id}'`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2100);
    },
  };
  await deliver(sleeper, await openBatch());
  await runUntilQuiet(runtime);
  const second = await runtime.db.outboxMessage.findMany({ where: { sentAt: { gt: await anHourAgo() } } });
  expect(second.map(({ recipient }) => recipient)).toEqual(['learner0@example.org']);
});

test('a worker that was overtaken records nothing but an acceptance, and that once', async () => {
  await lessonTwoDue(1);
  await plan(runtime);
  const batch = await openBatch();
  const slow = await freeze(runtime, batch);
  if (slow.state !== 'frozen') throw new Error(slow.state);
  await runtime.db.batch.update({ where: { id: batch }, data: { leasedUntil: null } });
  const quick = await freeze(runtime, batch);
  if (quick.state !== 'frozen') throw new Error(quick.state);

  await record(runtime, slow, { outcome: 'refused', reason: 'too late to say' });
  expect(await runtime.db.batch.findUniqueOrThrow({ where: { id: batch } })).toMatchObject({
    attempt: 2,
    state: 'sending',
  });
  const accepted = { outcome: 'answered' as const, messages: [{ accepted: 'proof' }] };
  await record(runtime, slow, accepted);
  await record(runtime, quick, { outcome: 'answered', messages: [{ accepted: 'proof again' }] });
  const sent = await runtime.db.delivery.findFirstOrThrow({ where: { batchId: batch } });
  expect(sent).toMatchObject({ state: 'sent', providerId: 'proof' });
  expect(await runtime.db.delivery.count({ where: { intent: `next/${sent.enrollmentId}` } })).toBe(1);
});

test('a retry after a deploy sends the same bytes, with another sender, key and address configured', async () => {
  await lessonTwoDue(2);
  await plan(runtime);
  const batch = await openBatch();
  const bytes: string[] = [];
  const silent = withSend(async (messages) => {
    bytes.push(bodyHash(messages));
    return { outcome: 'no-answer', reason: 'test', ill: true };
  });
  await deliver(silent, batch);
  const { TOKEN_KEYS } = runtime.env;
  const deployed = createRuntime(
    {
      ...runtime.env,
      TOKEN_KEYS: `k2:${randomBytes(32).toString('base64url')},${TOKEN_KEYS}`,
      MAIL_FROM: 'Somebody else <other@example.org>',
      POSTAL_ADDRESS: 'Elsewhere',
      APP_URL: 'https://elsewhere.example.org',
    },
    { db: runtime.db, queue: runtime.queue, mail: silent.mail },
  );
  await runtime.db.batch.update({ where: { id: batch }, data: { nextAttemptAt: null } });
  await deliver(deployed, batch);
  expect(bytes).toHaveLength(2);
  expect(bytes[1]).toBe(bytes[0]);
});

test('a retry that would send other bytes is not made', async () => {
  await lessonTwoDue(1);
  await plan(runtime);
  const batch = await openBatch();
  let requests = 0;
  const silent = withSend(async () => {
    requests++;
    return { outcome: 'no-answer', reason: 'test', ill: true };
  });
  await deliver(
    { ...silent, mail: { ...silent.mail, lookUp: async () => ({ accepted: new Map(), complete: false }) } },
    batch,
  );
  await runtime.db.batch.update({
    where: { id: batch },
    data: { nextAttemptAt: null, bodyHash: 'of other bytes' },
  });
  await deliver(
    { ...silent, mail: { ...silent.mail, lookUp: async () => ({ accepted: new Map(), complete: false }) } },
    batch,
  );
  expect(requests).toBe(1);
});

test('a plan nobody sent for hours is planned anew, with a date that keeps the gap', async () => {
  await lessonTwoDue(1);
  await plan(runtime);
  const promised = await runtime.db.delivery.findFirstOrThrow({ where: { state: 'batched' } });
  await runtime.db.$executeRaw`UPDATE "Clock" SET "offsetMs" = "offsetMs" + 86400000 * 3`;
  await deliver(runtime, await openBatch());
  await plan(runtime);
  const again = await runtime.db.delivery.findUniqueOrThrow({ where: { id: promised.id } });
  expect(again).toMatchObject({ state: 'batched', lessonSlug: promised.lessonSlug });
  expect(again.nextDueAt?.getTime()).toBeGreaterThan(promised.nextDueAt?.getTime() ?? 0);
});

test('a delivery that can’t be planned is set aside; everybody else’s lesson leaves', async () => {
  await lessonTwoDue(3);
  const poor = await enrollmentOf('learner1');
  // What no code of ours writes: an intent that is taken already.
  await runtime.db.delivery.updateMany({
    where: { enrollmentId: poor.id, state: 'sent' },
    data: { intent: `lesson/${poor.id}/1/causes-and-features` },
  });
  expect(await plan(runtime)).toBe(2);
  expect(await plan(runtime)).toBe(0);
  const aside = await runtime.db.delivery.findFirstOrThrow({
    where: { enrollmentId: poor.id, state: 'scheduled' },
  });
  expect(aside.dueAt.getTime()).toBeGreaterThan((await runtime.now()).getTime());
});

test('whoever leaves while their lesson is recorded is not given another date', async () => {
  for (let round = 0; round < 5; round++) {
    const name = `leaver${round}`;
    const learner = await learning(runtime, name);
    const { id } = await enrollmentOf(name);
    await runtime.db.delivery.updateMany({
      where: { enrollmentId: id, state: 'scheduled' },
      data: { dueAt: new Date(0) },
    });
    await plan(runtime);
    const batch = await openBatch();
    await Promise.all([deliver(runtime, batch), leaveCourse(runtime, await learner.token('manage'))]);
    expect(await runtime.db.delivery.count({ where: { enrollmentId: id, state: 'scheduled' } })).toBe(0);
  }
});

test('a mail that can’t be rendered waits alone; everybody else’s leaves', async () => {
  await lessonTwoDue(3);
  await plan(runtime);
  const poor = await enrollmentOf('learner1');
  await runtime.db.delivery.updateMany({
    where: { enrollmentId: poor.id, state: 'batched' },
    data: { slots: {} },
  });
  await runUntilQuiet(runtime);
  const states = await runtime.db.delivery.findMany({
    where: { lessonSlug: 'causes-and-features' },
    select: { state: true },
  });
  expect(states.map(({ state }) => state)).toEqual(['sent', 'sent']);
  const aside = await runtime.db.delivery.findFirstOrThrow({
    where: { enrollmentId: poor.id, state: 'scheduled' },
  });
  expect(aside.dueAt.getTime()).toBeGreaterThan((await runtime.now()).getTime());
  expect(await runtime.db.receipt.count({ where: { enrollmentId: poor.id } })).toBe(1);
});

test('a pause that waits for the planner takes the lesson back: it comes after resuming', async () => {
  await lessonTwoDue(1);
  const { id } = await enrollmentOf('learner0');
  const token = runtime.tokens.sign('manage', id);
  let pausing: Promise<unknown> = Promise.resolve();
  const queue = {
    ...runtime.queue,
    // The planner has written receipt and batch, and has not committed yet.
    deliver: async () => {
      pausing = pause(runtime, token, null);
      await sleep(300);
    },
  };
  await plan({ ...runtime, queue });
  await pausing;
  await runUntilQuiet(runtime);
  expect(await runtime.db.receipt.count({ where: { enrollmentId: id } })).toBe(1);
  await resume(runtime, token, 'slot');
  await passDays(runtime, 15);
  const had = await runtime.db.receipt.findMany({
    where: { enrollmentId: id },
    orderBy: { createdAt: 'asc' },
  });
  expect(had.slice(0, 2).map(({ lessonSlug }) => lessonSlug)).toEqual(['what-it-is', 'causes-and-features']);
});

test('a date made while a lesson was leaving keeps the gap to when it left at last', async () => {
  const learner = await learning(runtime, 'ada');
  const { id } = await enrollmentOf('ada');
  const token = await learner.token('manage');
  const daily = { pace: 'daily', weekdays: [], hour: 9, timeZone: 'Europe/Paris' } as const;
  await changeSchedule(runtime, token, daily);
  const [{ at } = { at: new Date(0) }] = await runtime.db.$queryRaw<{ at: Date }[]>`
    SELECT "dueAt" AS at FROM "Delivery" WHERE "state" = 'scheduled'`;
  await moveCourseTimeTo(runtime.db, at);
  await plan(runtime);
  const batch = await openBatch();
  const silent = withSend(async () => ({ outcome: 'no-answer', reason: 'test', ill: true }));
  await deliver(silent, batch);
  await pause(runtime, token, null);
  await resume(runtime, token, 'slot');
  // Ten hours later an answer comes; the date was made for the next morning.
  await moveCourseTimeTo(runtime.db, new Date(at.getTime() + 10 * 3_600_000));
  await runtime.db.batch.updateMany({ where: { id: batch }, data: { nextAttemptAt: null } });
  await deliver(runtime, batch);
  const next = await runtime.db.delivery.findFirstOrThrow({
    where: { enrollmentId: id, state: 'scheduled' },
  });
  const { lastSentAt } = await enrollmentOf('ada');
  expect(next.dueAt.getTime() - (lastSentAt?.getTime() ?? 0)).toBeGreaterThanOrEqual(20 * 3_600_000);
});

test('a course paused while its closing mail leaves is over, and stays so', async () => {
  const learner = await learning(runtime, 'ada');
  const { id } = await enrollmentOf('ada');
  const lessonsHad = () => runtime.db.receipt.count({ where: { enrollmentId: id } });
  // How many days that takes depends on the weekday it begins on.
  for (let days = 0; days < 60 && (await lessonsHad()) < 7; days++) await passDays(runtime, 1);
  expect(await lessonsHad()).toBe(7);
  const [{ at } = { at: new Date(0) }] = await runtime.db.$queryRaw<{ at: Date }[]>`
    SELECT "dueAt" AS at FROM "Delivery" WHERE "state" = 'scheduled'`;
  await moveCourseTimeTo(runtime.db, at);
  await plan(runtime);
  const pausesMeanwhile = withSend(async (messages, options) => {
    await pause(runtime, await learner.token('manage'), 1);
    return runtime.mail.send(messages, options);
  });
  await deliver(pausesMeanwhile, await openBatch());
  expect(await enrollmentOf('ada')).toMatchObject({ state: 'completed' });
  const before = (await learner.mail()).length;
  await passDays(runtime, 30);
  expect(await learner.mail()).toHaveLength(before);
});

/** Learners `learner0` … who have had lesson 1, and whose lesson 2 is due. */
async function lessonTwoDue(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await learning(runtime, `learner${i}`);
  const [{ at } = { at: new Date(0) }] = await runtime.db.$queryRaw<
    { at: Date }[]
  >`SELECT max("dueAt") AS at FROM "Delivery"`;
  await runtime.db.$executeRaw`
    UPDATE "Clock" SET "offsetMs" = (extract(epoch FROM ${at}::timestamptz - clock_timestamp()) * 1000 + 1000)::bigint`;
}

async function openBatch(): Promise<string> {
  return (await runtime.db.batch.findFirstOrThrow({ where: { state: { not: 'closed' } } })).id;
}

function enrollmentOf(name: string) {
  return runtime.db.enrollment.findFirstOrThrow({
    where: { subscriber: { address: `${name}@example.org` } },
  });
}

async function anHourAgo(): Promise<Date> {
  return new Date((await runtime.now()).getTime() - 3_600_000);
}

function withSend(send: Runtime['mail']['send']): Runtime {
  return { ...runtime, mail: { ...runtime.mail, send } };
}

/** One statement from another process, while this one stands still. */
function elsewhere(statement: string): void {
  const script = `const pg = (await import('pg')).default; const c = new pg.Client(process.env.URL); await c.connect(); await c.query(process.env.SQL); await c.end();`;
  const { status } = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
    env: { ...process.env, URL: runtime.env.DATABASE_URL, SQL: statement },
  });
  expect(status).toBe(0);
}
