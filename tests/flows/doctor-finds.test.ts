import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { confirm } from '#lib/flows/confirm.ts';
import { examine, type Invariant } from '#lib/flows/doctor.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { asked, type Learner } from '#tests/support/learner.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea, publishLessons } from '#tests/support/small-course.ts';

// Each invariant is broken by hand, in every way its check looks for, in a database that was healthy before.

let runtime: TestRuntime;
let ada: Learner;
let ids: { person: string; enrollment: string; one: string; two: string; open: string };
beforeAll(async () => {
  runtime = await openTea();
  await publishLessons(runtime, 'bread', ['flour', 'water', 'salt', 'heat']);
});
afterAll(() => runtime.close());

type Broken = [what: string, invariants: Invariant[], statements: () => string[]];

const A_COPY = `"id", "kind", "intent", "state", "reason", "priority", "subscriberId", "enrollmentId", "signUpId", "round", "lessonSlug", "dueAt", "editionHash", "slots", "batchId", "position", "createdAt"`;
/** Another delivery like this one, refused by the provider in a batch of its own. */
const copyOf = (id: string) => `
  WITH batch AS (INSERT INTO "Batch" ("state", "outcome", "priority", "plannedAt") VALUES ('closed', 'refused', 1, now()) RETURNING "id")
  INSERT INTO "Delivery" (${A_COPY})
  SELECT gen_random_uuid(), d."kind", 'copy/' || gen_random_uuid(), 'failed', 'a copy', d."priority", d."subscriberId", d."enrollmentId",
    d."signUpId", d."round", d."lessonSlug", d."dueAt", d."editionHash", d."slots", batch."id", 0, d."createdAt"
  FROM "Delivery" d, batch WHERE d."id" = '${id}'`;
const withdrawn = (at: string) => `
  INSERT INTO "Consent" ("subscriberId", "scope", "action", "wording", "wordingVersion", "source", "at", "recordedAt")
  SELECT '${ids.person}', 'course/tea', 'withdrawn', '', '', 'test', ${at}, now() - interval '1 hour'
  FROM "Delivery" one, "Delivery" two WHERE one."id" = '${ids.one}' AND two."id" = '${ids.two}'`;
const BETWEEN = `one."sentAt" + interval '1 minute'`;
const token = () => runtime.tokens.sign('manage', ids.enrollment);

const BROKEN: Broken[] = [
  ['one lesson as two deliveries', ['I1'], () => [copyOf(ids.two)]],
  [
    'a receipt of a delivery that is none',
    ['I1'],
    () => [`UPDATE "Receipt" SET "deliveryId" = gen_random_uuid() WHERE "deliveryId" = '${ids.two}'`],
  ],
  [
    'a receipt of another lesson’s delivery',
    ['I1'],
    () => [`UPDATE "Receipt" SET "deliveryId" = '${ids.one}' WHERE "deliveryId" = '${ids.two}'`],
  ],
  [
    'a lesson that left without a receipt',
    ['I1'],
    () => [`DELETE FROM "Receipt" WHERE "deliveryId" = '${ids.two}'`],
  ],
  [
    'a mail in the outbox twice',
    ['I1', 'I9'],
    () => [
      `INSERT INTO "OutboxMessage" ("idempotencyKey", "deliveryId", "bodyHash", "sender", "recipient", "subject", "headers", "html", "text", "sentAt")
       SELECT 'another', "deliveryId", "bodyHash", "sender", "recipient", "subject", "headers", "html", "text", "sentAt"
       FROM "OutboxMessage" WHERE "deliveryId" = '${ids.two}'`,
    ],
  ],
  ['a learner without a date', ['I2'], () => [`DELETE FROM "Delivery" WHERE "id" = '${ids.open}'`]],
  [
    'a course that waits for nothing',
    ['I2'],
    () => [
      `DELETE FROM "Delivery" WHERE "id" = '${ids.open}'`,
      `UPDATE "Enrollment" SET "state" = 'waiting' WHERE "id" = '${ids.enrollment}'`,
    ],
  ],
  [
    'a learner whose lesson has been unknown since before the next slot',
    ['I2'],
    () => [
      `DELETE FROM "Delivery" WHERE "id" = '${ids.open}'`,
      `UPDATE "Delivery" SET "state" = 'unknown', "reason" = 'silence', "providerId" = NULL, "sentAt" = NULL, "nextDueAt" = now() - interval '1 year' WHERE "id" = '${ids.two}'`,
      `DELETE FROM "OutboxMessage" WHERE "deliveryId" = '${ids.two}'`,
    ],
  ],
  [
    'a lesson that left before the one before it',
    ['I3'],
    () => [
      `UPDATE "OutboxMessage" SET "sentAt" = "sentAt" + interval '60 days' WHERE "deliveryId" = '${ids.one}'`,
    ],
  ],
  [
    'a lesson planned while the one before is on its way',
    ['I3'],
    () => [
      `INSERT INTO "Batch" ("id", "priority", "plannedAt") VALUES ('${ids.one}', 1, now())`,
      `UPDATE "Delivery" SET "state" = 'batched', "providerId" = NULL, "sentAt" = NULL, "batchId" = '${ids.one}' WHERE "id" = '${ids.one}'`,
      `DELETE FROM "OutboxMessage" WHERE "deliveryId" = '${ids.one}'`,
    ],
  ],
  [
    'a lesson after one that follows it in the course',
    ['I3'],
    () => [
      `UPDATE "Delivery" SET "lessonSlug" = 'four' WHERE "id" = '${ids.one}'`,
      `UPDATE "Receipt" SET "lessonSlug" = 'four' WHERE "deliveryId" = '${ids.one}'`,
    ],
  ],
  [
    'a weekly lesson a day after the one before',
    ['I4'],
    () => [
      `UPDATE "OutboxMessage" SET "sentAt" = (SELECT "sentAt" + interval '1 day' FROM "Delivery" WHERE "id" = '${ids.one}') WHERE "deliveryId" = '${ids.two}'`,
    ],
  ],
  ['a course withdrawn from, and a lesson after it', ['I5'], () => [withdrawn(BETWEEN)]],
  [
    'the same, where only our own record tells',
    ['I5'],
    () => [withdrawn(BETWEEN), 'TRUNCATE "OutboxMessage"'],
  ],
  [
    'a course paused before its lesson left',
    ['I5'],
    () => [
      `DELETE FROM "Delivery" WHERE "id" = '${ids.open}'`,
      `UPDATE "Enrollment" SET "state" = 'paused', "changedAt" = now() - interval '1 hour' WHERE "id" = '${ids.enrollment}'`,
      `UPDATE "Subscriber" SET "changedAt" = now() - interval '1 hour' WHERE "id" = '${ids.person}'`,
    ],
  ],
  [
    'somebody who left everything and is still learning',
    ['I5'],
    () => [
      `UPDATE "Subscriber" SET "standing" = 'departed', "changedAt" = clock_timestamp() WHERE "id" = '${ids.person}'`,
    ],
  ],
  [
    'mail to a suppressed address',
    ['I6'],
    () => [
      `INSERT INTO "Suppression" ("addressHash", "reason", "createdAt")
       VALUES ('${runtime.hashAddress(ada.address)}', 'operator', now() - interval '1 hour')`,
    ],
  ],
  [
    'a lesson to somebody who never confirmed',
    ['I7'],
    () => [`UPDATE "Subscriber" SET "standing" = 'pending' WHERE "id" = '${ids.person}'`],
  ],
  [
    'a lesson without a consent',
    ['I7'],
    () => [`DELETE FROM "Consent" WHERE "subscriberId" = '${ids.person}'`],
  ],
  [
    'a lesson from before its consent',
    ['I7'],
    () => [
      `UPDATE "Consent" SET "at" = "at" + interval '1 minute' + (SELECT max("sentAt") - min("sentAt") FROM "Delivery") WHERE "subscriberId" = '${ids.person}'`,
    ],
  ],
  [
    'a fourth confirmation within a day',
    ['I7'],
    () => {
      const first = `(SELECT "id" FROM "Delivery" WHERE "kind" = 'confirmation' AND "subscriberId" = '${ids.person}' AND "state" = 'sent')`;
      const another = copyOf('x').replace(`'x'`, first);
      return [
        `UPDATE "Delivery" SET "createdAt" = (SELECT max("sentAt") FROM "Delivery") WHERE "id" = ${first}`,
        ...[another, another, another],
      ];
    },
  ],
  [
    'more requests than the provider allows',
    ['I8'],
    () => [
      `UPDATE "Provider" SET "requestsPerSecond" = 2`,
      `INSERT INTO "Batch" ("state", "outcome", "priority", "plannedAt", "attempt", "attemptedAt")
       SELECT 'closed', 'accepted', 1, now(), 1, clock_timestamp() FROM generate_series(1, 40)`,
    ],
  ],
  [
    'a mail marked sent that the outbox does not hold',
    ['I9'],
    () => [`DELETE FROM "OutboxMessage" WHERE "deliveryId" = '${ids.two}'`],
  ],
  [
    'a mail the outbox holds, marked as failed',
    ['I9'],
    () => [
      `UPDATE "Delivery" SET "state" = 'failed', "reason" = 'test', "providerId" = NULL WHERE "id" = '${ids.two}'`,
    ],
  ],
  [
    'the provider’s id on what is not sent',
    ['I9'],
    () => [`UPDATE "Delivery" SET "providerId" = 'p1' WHERE "id" = '${ids.open}'`],
  ],
  [
    'two mails with one id of the provider’s',
    ['I9'],
    () => [
      `UPDATE "Delivery" SET "providerId" = (SELECT "providerId" FROM "Delivery" WHERE "id" = '${ids.one}') WHERE "id" = '${ids.two}'`,
    ],
  ],
  [
    'a report about what has not left',
    ['I10'],
    () => [`UPDATE "Delivery" SET "deliveredAt" = now() WHERE "id" = '${ids.open}'`],
  ],
  [
    'a bounce for good that suppresses nobody',
    ['I10'],
    () => [`UPDATE "Delivery" SET "bouncedAt" = now() WHERE "id" = '${ids.two}'`],
  ],
  [
    'a complaint that suppresses nobody',
    ['I10'],
    () => [`UPDATE "Delivery" SET "complainedAt" = now() WHERE "id" = '${ids.two}'`],
  ],
  ...(
    [
      ['email.delivered', null],
      ['email.delivery_delayed', null],
      ['email.bounced', 'Permanent'],
      ['email.bounced', 'Transient'],
      ['email.complained', null],
      ['email.failed', null],
      ['email.suppressed', null],
    ] as const
  ).map(
    ([type, detail]): Broken => [
      `an event without its effect: ${type} ${detail ?? ''}`,
      ['I11'],
      () => [
        `INSERT INTO "ProviderEvent" ("id", "type", "detail", "deliveryId", "occurredAt")
         VALUES ('e1', '${type}', ${detail === null ? 'NULL' : `'${detail}'`}, '${ids.two}', now())`,
      ],
    ],
  ),
  [
    'a report later than its event',
    ['I11'],
    () => [
      `INSERT INTO "ProviderEvent" ("id", "type", "deliveryId", "occurredAt") VALUES ('e1', 'email.delivered', '${ids.two}', now() - interval '1 minute')`,
      `UPDATE "Delivery" SET "deliveredAt" = now() WHERE "id" = '${ids.two}'`,
    ],
  ],
  [
    'other words than those that left',
    ['I12'],
    () => [
      `UPDATE "Delivery" SET "slots" = jsonb_set("slots", '{greeting}', '"Dear somebody else,"') WHERE "id" = '${ids.two}'`,
    ],
  ],
  [
    'an edition that is gone',
    ['I12'],
    () => [`UPDATE "Delivery" SET "editionHash" = 'gone' WHERE "id" = '${ids.two}'`],
  ],
  [
    'other bytes in the outbox than were frozen',
    ['I12'],
    () => [`UPDATE "OutboxMessage" SET "bodyHash" = 'other' WHERE "deliveryId" = '${ids.two}'`],
  ],
  [
    'a date at another hour',
    ['I13'],
    () => [`UPDATE "Delivery" SET "dueAt" = "dueAt" + interval '1 hour' WHERE "id" = '${ids.open}'`],
  ],
  [
    'a date on another day',
    ['I13'],
    () => [`UPDATE "Delivery" SET "dueAt" = "dueAt" + interval '1 day' WHERE "id" = '${ids.open}'`],
  ],
  [
    'two open dates',
    ['I14'],
    () => [
      `INSERT INTO "Delivery" ("kind", "intent", "priority", "subscriberId", "enrollmentId", "dueAt", "createdAt")
       SELECT "kind", 'another', "priority", "subscriberId", "enrollmentId", "dueAt", "createdAt" FROM "Delivery" WHERE "id" = '${ids.open}'`,
    ],
  ],
  [
    'an open date under a wrong intent',
    ['I14'],
    () => [`UPDATE "Delivery" SET "intent" = 'another' WHERE "id" = '${ids.open}'`],
  ],
  [
    'a mail whose batch is gone',
    ['I14'],
    () => [`DELETE FROM "Batch" WHERE "id" = (SELECT "batchId" FROM "Delivery" WHERE "id" = '${ids.two}')`],
  ],
  [
    'two mails at one place of a batch',
    ['I14'],
    () => [
      `UPDATE "Delivery" SET "position" = 0 WHERE "batchId" = (SELECT "batchId" FROM "Delivery" WHERE "id" = '${ids.two}')`,
    ],
  ],
  [
    'a link of ours among the slots',
    ['I16'],
    () => [
      `UPDATE "Delivery" SET "slots" = '{"link": "https://learn.example.org/manage/${token()}"}' WHERE "id" = '${ids.open}'`,
    ],
  ],
  [
    'an address among the slots, beside the one it goes to',
    ['I16'],
    () => [
      `UPDATE "Delivery" SET "slots" = '{"to": "ada@example.org", "name": "ada@example.org"}' WHERE "id" = '${ids.open}'`,
    ],
  ],
  [
    'an address as a reason',
    ['I16'],
    () => [`UPDATE "Delivery" SET "reason" = 'no such user ada@example.org' WHERE "id" = '${ids.open}'`],
  ],
  [
    'a link of ours in an envelope',
    ['I16'],
    () => [
      `UPDATE "Batch" SET "envelope" = "envelope" || '{"x": "${token()}"}' WHERE "id" = (SELECT "batchId" FROM "Delivery" WHERE "id" = '${ids.two}')`,
    ],
  ],
  [
    'an address in an event',
    ['I16'],
    () => [
      `INSERT INTO "ProviderEvent" ("id", "type", "detail", "deliveryId", "occurredAt") VALUES ('e1', 'email.sent', 'ada@example.org', '${ids.two}', now())`,
    ],
  ],
  [
    'an address as the reason of a halt',
    ['I16'],
    () => [`UPDATE "Sender" SET "haltedReason" = 'ask ada@example.org'`],
  ],
];

describe('in a course of two learners', () => {
  beforeEach(async () => {
    await begin('2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    await learningTea(runtime, 'ben');
    await passDays(runtime, 14);
    ids = await adasRows();
  });

  test.each(BROKEN)('it finds %s', async (_, invariants, statements) => {
    expect((await examine(runtime)).findings).toEqual([]);
    for (const statement of statements()) await runtime.db.$executeRawUnsafe(statement);
    const { findings, checked } = await examine(runtime);
    expect([...new Set(findings.map(({ invariant }) => invariant))]).toEqual(invariants);
    expect(checked.flatMap(({ invariant, broken }) => (broken ? [invariant] : []))).toEqual(invariants);
    for (const finding of findings) {
      expect(finding.count).toBeGreaterThan(0);
      expect(finding.ids.length).toBe(Math.min(20, finding.count));
      expect(JSON.stringify(finding)).not.toContain('@');
    }
  });

  test('it finds the end of a pause at another hour', async () => {
    await pause(runtime, await ada.token('manage'), 2);
    await runtime.db.$executeRaw`UPDATE "Enrollment" SET "pausedUntil" = "pausedUntil" + interval '1 hour'`;
    expect(await brokenNow()).toEqual(['I13']);
  });

  test('it finds two lessons of one person on one day', async () => {
    await realTimePasses(runtime, 61);
    await asked(runtime, 'ada', 'Europe/Paris', 'bread');
    await confirm(runtime, await ada.token('confirm'), { network: null, begin: 'now' });
    await runUntilQuiet(runtime);
    await passDays(runtime, 20);
    expect(await brokenNow()).toEqual([]);
    await runtime.db.$executeRaw`
      UPDATE "Batch" SET "plannedAt" = (
        SELECT max(b."plannedAt") + interval '2 hours' FROM "Batch" b JOIN "Delivery" d ON d."batchId" = b."id" WHERE d."lessonSlug" = 'three')
      WHERE "id" = (SELECT "batchId" FROM "Delivery" WHERE "lessonSlug" = 'water')`;
    expect(await brokenNow()).toEqual(['I4']);
  });

  test('it finds a lesson that waits in a closed batch', async () => {
    await runtime.db.$executeRaw`UPDATE "Clock" SET "offsetMs" = "offsetMs" + ${7 * 86_400_000}::bigint`;
    await plan(runtime);
    await runtime.db.batch.updateMany({
      where: { state: 'open' },
      data: { state: 'closed', outcome: 'emptied' },
    });
    expect(await brokenNow()).toEqual(['I2']);
  });
});

describe('where course time is the database’s own', () => {
  beforeEach(async () => {
    await begin(null);
    ada = await learningTea(runtime, 'ada');
    // Nothing has been sent just now.
    await runtime.db.$executeRaw`UPDATE "Batch" SET "attemptedAt" = "attemptedAt" - interval '1 hour'`;
    expect(await brokenNow()).toEqual([]);
  });

  const late = (minutes: number) =>
    runtime.db.$executeRaw`
      UPDATE "Delivery" SET "dueAt" = clock_timestamp() - ${minutes} * interval '1 minute', "requested" = true
      WHERE "state" = 'scheduled'`;

  test('it finds what is due for ten minutes, for an hour, and a pause nobody ended', async () => {
    await late(4);
    expect(await brokenNow()).toEqual([]);
    await late(10);
    expect(await brokenNow()).toEqual(['I15']);
    await late(60);
    expect(await brokenNow()).toEqual(['I2', 'I15']);
    await runtime.db.$executeRaw`DELETE FROM "Delivery" WHERE "state" = 'scheduled'`;
    await runtime.db.$executeRaw`
      UPDATE "Enrollment" SET "state" = 'paused', "pausedUntil" = clock_timestamp() - interval '20 minutes', "changedAt" = clock_timestamp()`;
    expect(await brokenNow()).toEqual(['I2']);
  });

  test('a backlog that is being worked off is no fault', async () => {
    await late(60);
    await runtime.db.$executeRaw`UPDATE "Batch" SET "attemptedAt" = clock_timestamp()`;
    expect(await brokenNow()).toEqual([]);
  });

  test.each([
    [
      `UPDATE "Sender" SET "stoppedAt" = now(), "stoppedReason" = 'moving house'`,
      /^sending is stopped since .*: moving house$/m,
    ],
    [
      `UPDATE "Sender" SET "haltedAt" = now(), "haltedReason" = 'suspended_api_key', "haltedUntil" = now() + interval '1 minute'`,
      /^sending is halted since .*: suspended_api_key$/m,
    ],
    [
      `UPDATE "Provider" SET "circuitOpenedAt" = now(), "circuitOpenUntil" = now() + interval '1 minute'`,
      /the circuit is open since/,
    ],
  ])('while all mail is held back being late is said, and no fault: %s', async (statement, said) => {
    await late(60);
    await runtime.db.$executeRawUnsafe(statement);
    const { findings, information } = await examine(runtime);
    expect(findings).toEqual([]);
    expect(information.join('\n')).toMatch(said);
    expect(information).toContain('the oldest due delivery waits for 60 min');
  });

  test('it finds a batch that stands still', async () => {
    await late(0);
    await plan(runtime);
    expect(await brokenNow()).toEqual([]);
    await runtime.db.$executeRaw`UPDATE "Batch" SET "createdAt" = "createdAt" - interval '1 hour'`;
    expect(await brokenNow()).toEqual(['I15']);
  });

  test.each([
    ['plan', 2, 4],
    ['sweep', 10, 12],
  ])('it finds that %s has not begun for too long', async (job, fine, tooLong) => {
    const begunMinutesAgo = (minutes: number) => runtime.db.$executeRaw`
      INSERT INTO "ScheduledRun" ("job", "startedAt") VALUES (${job}, clock_timestamp() - ${minutes} * interval '1 minute')
      ON CONFLICT ("job") DO UPDATE SET "startedAt" = excluded."startedAt"`;
    await begunMinutesAgo(fine);
    expect(await brokenNow()).toEqual([]);
    await begunMinutesAgo(tooLong);
    expect(await brokenNow()).toEqual(['I15']);
  });
});

async function brokenNow(): Promise<Invariant[]> {
  const { findings } = await examine(runtime);
  return [...new Set(findings.map(({ invariant }) => invariant))];
}

/** @param instant course time; null for the database's own */
async function begin(instant: string | null): Promise<void> {
  const { db } = runtime;
  await beginAt(runtime, instant ?? new Date().toISOString());
  if (instant === null) await db.clock.updateMany({ data: { offsetMs: 0 } });
  await db.$executeRaw`TRUNCATE "ProviderEvent", "ScheduledRun"`;
  await db.sender.updateMany({
    data: { stoppedAt: null, stoppedReason: null, haltedAt: null, haltedReason: null, haltedUntil: null },
  });
  await db.provider.updateMany({
    data: { requestsPerSecond: null, circuitOpenedAt: null, circuitOpenUntil: null },
  });
}

async function adasRows() {
  const enrollment = await runtime.db.enrollment.findFirstOrThrow({
    where: { subscriber: { addressKey: ada.address } },
    include: { deliveries: true },
  });
  const { id, subscriberId, deliveries } = enrollment;
  const find = (lesson: string | null) =>
    deliveries.find(({ lessonSlug }) => lessonSlug === lesson)?.id ?? '';
  return { person: subscriberId, enrollment: id, one: find('one'), two: find('two'), open: find(null) };
}
