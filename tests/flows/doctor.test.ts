import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { examine } from '#lib/flows/doctor.ts';
import { erase } from '#lib/flows/erase.ts';
import { freeze } from '#lib/flows/freeze.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { resume } from '#lib/flows/resume.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import type { Said } from '#lib/flows/said.ts';
import { sendNow } from '#lib/flows/send-now.ts';
import { itArrived, itFailed, sendItAgain, unknowns } from '#lib/flows/unknown.ts';
import type { SendOutcome } from '#lib/mail/transport.ts';
import type { Runtime } from '#lib/runtime.ts';
import { asked, type Learner, learning } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

const A_MINUTE = 61;
const SILENCE: SendOutcome = { outcome: 'no-answer', reason: 'silence', ill: true };

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await openTea();
  await publishLessons(runtime, 'bread', ['flour', 'water', 'salt', 'heat']);
});
beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
afterAll(() => runtime.close());

const manage = (learner: Learner) => learner.token('manage');
const findings = async () => (await examine(runtime)).findings;

test('a course with learners at every place of it is healthy, at every step', async () => {
  await everybody();
  expect(await findings()).toEqual([]);
  for (let weeks = 0; weeks < 5; weeks++) {
    await passDays(runtime, 7);
    expect(await findings()).toEqual([]);
  }
}, 120_000);

test('a lesson planned by a pace that is changed while it is leaving came no sooner than that pace allows', async () => {
  const ada = await learningTea(runtime, 'ada');
  await passDays(runtime, 13);
  const slot = { weekdays: [], hour: 9, timeZone: 'Europe/Paris' };
  await changeSchedule(runtime, await manage(ada), { ...slot, pace: 'daily' });
  await moveCourseTimeTo(runtime.db, new Date('2027-01-20T08:00:30Z'));
  expect(await plan(runtime)).toBe(1);
  await changeSchedule(runtime, await manage(ada), { ...slot, pace: 'weekly', weekdays: [1] });
  await runUntilQuiet(runtime);
  expect(await ada.lessons()).toHaveLength(3);
  expect(await findings()).toEqual([]);
});

test('an edited course is healthy: lessons put in, taken out and moved, before and behind its learners', async () => {
  await publishLessons(runtime, 'milk', ['one', 'two', 'three', 'four']);
  await learning(runtime, 'ada', 'Europe/Paris', 'milk');
  await passDays(runtime, 14);
  for (const lessons of [
    ['zero', 'one', 'two', 'extra', 'three', 'four'],
    ['one', 'three', 'two', 'four'],
    ['four', 'one'],
    ['one', 'two', 'three', 'four'],
  ]) {
    await publishLessons(runtime, 'milk', lessons);
    await passDays(runtime, 7);
    expect(await findings()).toEqual([]);
  }
});

test('what is just leaving is no fault: planned, frozen, in doubt, unknown, refused', async () => {
  for (const name of ['ada', 'ben', 'cleo']) await learningTea(runtime, name);
  await twoWeeks();
  await plan(runtime);
  expect(await findings()).toEqual([]);
  const { id: batch } = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } });
  expect(await freeze(runtime, batch)).toMatchObject({ state: 'frozen' });
  expect(await findings()).toEqual([]);

  await now(batch);
  await deliver(withOutcome(SILENCE), batch);
  expect(await runtime.db.batch.findFirstOrThrow({ where: { id: batch } })).toMatchObject({
    state: 'in_doubt',
  });
  expect(await findings()).toEqual([]);

  await becomeUnknown(batch);
  expect(await runtime.db.delivery.count({ where: { state: 'unknown' } })).toBe(3);
  const diagnosis = await examine(runtime);
  expect(diagnosis.findings).toEqual([]);
  expect(diagnosis.information).toContain('unknown deliveries: 3');

  await twoWeeks();
  await plan(runtime);
  const { id: next } = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } });
  await deliver(withOutcome({ outcome: 'refused', reason: 'validation_error' }), next);
  expect(await findings()).toEqual([]);
  await runUntilQuiet(withOutcome({ outcome: 'refused', reason: 'validation_error' }), 2_000);
  expect(await runtime.db.delivery.count({ where: { state: 'failed' } })).toBeGreaterThan(0);
  expect(await findings()).toEqual([]);
});

test('an operator’s word about what is unknown is no fault, whatever the outbox holds of it', async () => {
  for (const name of ['ada', 'ben', 'cleo']) await learningTea(runtime, name);
  await twoWeeks();
  await plan(runtime);
  const { id: batch } = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } });
  const taken: Runtime['mail']['send'] = async (...request) => {
    await runtime.mail.send(...request);
    return SILENCE;
  };
  const silent = withOutcome(SILENCE);
  await deliver({ ...silent, mail: { ...silent.mail, send: taken } }, batch);
  await becomeUnknown(batch);
  expect(await findings()).toEqual([]);
  const [one, other, third] = await unknowns(runtime);
  expect(await itFailed(runtime, third?.deliveryId ?? '')).toEqual({ ok: true });
  expect(await itArrived(runtime, one?.deliveryId ?? '')).toEqual({ ok: true });
  expect(await sendItAgain(runtime, other?.deliveryId ?? '')).toEqual({ ok: true });
  await passDays(runtime, 14);
  expect(await runtime.db.outboxMessage.count({ where: { deliveryId: other?.deliveryId ?? '' } })).toBe(1);
  expect(await runtime.db.outboxMessage.count({ where: { subject: 'two' } })).toBe(4);
  expect(await findings()).toEqual([]);
});

test('an answer that was lost, and found after its learner had left, breaks nothing', async () => {
  const ada = await learningTea(runtime, 'ada');
  await twoWeeks();
  await plan(runtime);
  const { id: batch } = await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } });
  const lost: Runtime['mail']['send'] = async (...request) => {
    await runtime.mail.send(...request);
    return SILENCE;
  };
  await deliver({ ...runtime, mail: { ...runtime.mail, send: lost } }, batch);
  await leaveCourse(runtime, await manage(ada));
  await runtime.db.$executeRaw`UPDATE "Batch" SET "nextAttemptAt" = NULL`;
  await deliver(runtime, batch);
  expect(await ada.lessons()).toHaveLength(2);
  expect(await runtime.db.delivery.count({ where: { kind: 'lesson', state: 'sent' } })).toBe(2);
  expect(await findings()).toEqual([]);
});

test('a bounce for good is healthy once it is suppressed and its mail stopped', async () => {
  const ada = await learningTea(runtime, 'ada');
  await passDays(runtime, 14);
  const { id } = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'two' } });
  const at = new Date();
  await runtime.db.suppression.create({
    data: { addressHash: runtime.hashAddress(ada.address), reason: 'bounced' },
  });
  await runtime.db.delivery.update({ where: { id }, data: { bouncedAt: at, deliveredAt: at } });
  await runtime.db.providerEvent.createMany({
    data: [
      { id: 'e1', type: 'email.bounced', detail: 'Permanent', deliveryId: id, occurredAt: at },
      { id: 'e2', type: 'email.delivered', deliveryId: id, occurredAt: at },
      { id: 'e3', type: 'email.sent', deliveryId: id, occurredAt: at },
    ],
  });
  const diagnosis = await examine(runtime);
  expect(diagnosis.findings).toEqual([]);
  expect(diagnosis.information).toContain(
    '1 open deliveries are for suppressed addresses; they are skipped when due',
  );
  await runtime.db.providerEvent.deleteMany();
});

test('who was erased is not taken for a change of what left', async () => {
  for (const name of ['ada', 'ben', 'cleo']) await learningTea(runtime, name);
  await passDays(runtime, 14);
  for (const name of ['ada', 'ben']) {
    expect(await erase(runtime, `${name}@example.org`)).toMatchObject({ ok: true });
    expect(await findings()).toEqual([]);
  }
  const diagnosis = await examine(runtime);
  expect(diagnosis.findings).toEqual([]);
  expect(diagnosis.information.join()).toMatch(/batches can’t be shown again/);
});

test('it writes nothing, and could not', async () => {
  await everybody();
  const before = await allRows(runtime);
  await examine(runtime);
  expect(await allRows(runtime)).toEqual(before);
  const writes: Runtime['now'] = async (tx) => {
    if (tx) await tx.$executeRaw`UPDATE "Clock" SET "offsetMs" = 0`;
    return runtime.now(tx);
  };
  await expect(examine({ ...runtime, now: writes })).rejects.toThrow(/read-only transaction/);
}, 120_000);

/** People at every place: on the way, paused, left, finished, resumed, started over, pending, in two courses. */
async function everybody(): Promise<void> {
  const names = ['ben', 'cleo', 'dan', 'eva', 'finn', 'gus', 'ida', 'jon', 'kim', 'lea'];
  const people = new Map<string, Learner>();
  for (const name of names) people.set(name, await learningTea(runtime, name));
  const of = async (name: string) => manage(people.get(name) as Learner);
  const done = async (said: Promise<Said>) => expect(await said).toMatchObject({ ok: true });
  await realTimePasses(runtime, A_MINUTE);
  for (const [name, begin] of [
    ['gus', 'now'],
    ['lea', 'after'],
  ] as const) {
    await asked(runtime, name, 'Europe/Paris', 'bread');
    await confirm(runtime, await (people.get(name) as Learner).token('confirm'), { network: null, begin });
  }
  await runUntilQuiet(runtime);
  await passDays(runtime, 14);

  await done(pause(runtime, await of('ben'), null));
  await done(leaveCourse(runtime, await of('cleo')));
  await done(
    changeSchedule(runtime, await of('dan'), {
      pace: 'daily',
      weekdays: [],
      hour: 7,
      timeZone: 'Asia/Tokyo',
    }),
  );
  await done(pause(runtime, await of('eva'), 2));
  await passDays(runtime, 3);
  await done(resume(runtime, await of('eva'), 'now'));
  await done(comeBack(runtime, await of('finn'), 'again'));
  await done(leaveEverything(runtime, await of('ida')));
  await done(sendNow(runtime, await of('jon')));
  await done(pause(runtime, await of('kim'), 1));
  await runUntilQuiet(runtime);
  await done(comeBack(runtime, await of('cleo'), 'continue'));
  await done(
    changeSchedule(runtime, await of('dan'), {
      pace: 'weekly',
      weekdays: [3],
      hour: 9,
      timeZone: 'America/New_York',
    }),
  );
  await askedForTea(runtime, 'pia');
  await realTimePasses(runtime, A_MINUTE);
  await askedForTea(runtime, 'jon');
}

async function twoWeeks(): Promise<void> {
  await runtime.db.$executeRaw`UPDATE "Clock" SET "offsetMs" = "offsetMs" + ${14 * 86_400_000}::bigint`;
}

/** A runtime whose provider says this to everything, and shows nothing. */
function withOutcome(outcome: SendOutcome): Runtime {
  return {
    ...runtime,
    mail: {
      ...runtime.mail,
      capabilities: { ...runtime.mail.capabilities, remembersKeyMs: 120_000 },
      send: async () => outcome,
      lookUp: async () => ({ accepted: new Map(), complete: false }),
    },
  };
}

/** The lease of its dead worker is over. */
async function now(batch: string): Promise<void> {
  await runtime.db.batch.update({ where: { id: batch }, data: { leasedUntil: null, nextAttemptAt: null } });
}

/** It has been in doubt for longer than its key is remembered. */
async function becomeUnknown(batch: string): Promise<void> {
  await runtime.db.$executeRaw`
    UPDATE "Batch" SET "doubtSince" = "doubtSince" - interval '1 hour', "attemptedAt" = "attemptedAt" - interval '1 hour',
      "nextAttemptAt" = NULL, "leasedUntil" = NULL WHERE "id" = ${batch}::uuid`;
  await deliver(withOutcome(SILENCE), batch);
}
