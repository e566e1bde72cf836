import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { erase as eraseCommand } from '#lib/cli/subscribers.ts';
import { changeSchedule } from '#lib/flows/change-schedule.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { atCommandLine } from '#lib/flows/desk/desk.ts';
import { erase, heldOf } from '#lib/flows/erase.ts';
import { markRead } from '#lib/flows/note-progress.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { plan } from '#lib/flows/plan.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { sweep } from '#lib/flows/sweep.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

const ADA = 'ada_l@example.org';
const SLOT = { pace: 'daily', weekdays: [], hour: 7, timeZone: 'Europe/Paris' } as const;

describe('erasing somebody', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  /** Ada, with a row of every kind; and of a request that led to no mail. */
  const everythingOfAda = async () => {
    const ada = await learningTea(runtime, 'ada_l');
    const { id: delivery, enrollmentId } = await runtime.db.delivery.findFirstOrThrow({
      where: { lessonSlug: 'one', subscriber: { address: ADA } },
    });
    await markRead(runtime, await ada.token('lesson'));
    const owed = { enrollmentId: enrollmentId ?? '', round: 1, lessonSlug: 'zero' };
    await runtime.db.owed.create({ data: { ...owed, askedBy: 'operator' } });
    await runtime.db.passedOver.create({ data: { ...owed, lessonSlug: 'two' } });
    await changeSchedule(runtime, await ada.token('manage'), SLOT);
    const { subscriberId } = await runtime.db.enrollment.findFirstOrThrow({
      where: { id: owed.enrollmentId },
    });
    await runtime.db.leaveReason.create({
      data: { subscriberId, scope: 'course/tea', choice: 'other', at: await runtime.now() },
    });
    await reports(runtime, { type: 'email.delivered', delivery, to: ADA });
    await reports(runtime, { type: 'email.complained', delivery, to: ADA });
    await signUp(runtime, { email: 'ADA_L@example.org', course: 'leaky-gut', source: 'test', network: null });
    return ada;
  };
  /** All rows but those of nobody in particular. */
  const peoplesRows = async () => ({ ...(await allRows(runtime)), suppressions: [], batches: [] });

  test('deletes every row of theirs and leaves everybody else’s, and the suppression', async () => {
    // The `_` of her address stands for no other letter.
    await learningTea(runtime, 'adaxl');
    await passDays(runtime, 10);
    const others = await peoplesRows();
    await everythingOfAda();
    expect(await erase(runtime, '  Ada_L@Example.org ')).toEqual({
      ok: true,
      held: {
        ...{
          people: 1,
          signUps: 2,
          consents: 2,
          reasons: 1,
          enrollments: 1,
          receipts: 1,
          progress: 1,
          owed: 1,
          passedOver: 1,
          lastChanges: 1,
          deliveries: 3,
          addressChanges: 0,
        },
        ...{ events: 2, outboxMessages: 2 },
      },
    });
    expect(await peoplesRows()).toEqual(others);
    expect(await runtime.db.suppression.findMany()).toMatchObject([
      { addressHash: runtime.hashAddress(ADA), reason: 'complained' },
    ]);
    const hash = runtime.hashAddress(ADA);
    expect(await runtime.db.limit.count({ where: { key: { contains: hash } } })).toBe(0);
  });

  test('nothing anywhere in the database names them afterwards', async () => {
    await everythingOfAda();
    await erase(runtime, ADA);
    const tables = await runtime.db.$queryRaw<{ name: string }[]>`
      SELECT quote_ident(schemaname) || '.' || quote_ident(tablename) AS "name" FROM pg_tables
      WHERE schemaname IN ('public', 'pgboss')`;
    expect(tables.length).toBeGreaterThan(15);
    for (const { name } of tables) {
      const found = await runtime.db.$queryRawUnsafe<unknown[]>(
        `SELECT 1 FROM ${name} t WHERE t::text ILIKE '%ada\\_l%'`,
      );
      expect([name, found.length]).toEqual([name, 0]);
    }
  });

  test('who comes back after that is new; who complained before is not written to', async () => {
    await learningTea(runtime, 'ben');
    await erase(runtime, 'ben@example.org');
    await realTimePasses(runtime, 61);
    const ben = await learningTea(runtime, 'ben');
    expect(await ben.lessons()).toHaveLength(1);
    await everythingOfAda();
    await erase(runtime, ADA);
    await askedForTea(runtime, 'ada_l');
    expect(await runtime.db.outboxMessage.count({ where: { recipient: ADA } })).toBe(0);
  });

  test('a report that comes later brings nobody back', async () => {
    await learningTea(runtime, 'ben');
    const { id: delivery } = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
    await erase(runtime, 'ben@example.org');
    for (const type of ['email.delivered', 'email.bounced', 'email.complained'])
      await reports(runtime, { type, delivery, to: 'ben@example.org', bounce: 'Permanent' });
    await sweep(runtime);
    const rows = await allRows(runtime);
    expect({
      ...rows,
      batches: [],
      events: rows.events.length,
      suppressions: rows.suppressions.length,
    }).toEqual({
      ...{
        subscribers: [],
        signUps: [],
        reasons: [],
        consents: [],
        enrollments: [],
        receipts: [],
        progress: [],
        owed: [],
        passedOver: [],
        lastChanges: [],
        deliveries: [],
        addressChanges: [],
        mail: [],
      },
      ...{ batches: [], events: 3, suppressions: 1 },
    });
  });

  test('while their lesson is being planned: the planner is waited for, and nothing of it is left', async () => {
    await learningTea(runtime, 'ben');
    await runtime.db.delivery.updateMany({ where: { state: 'scheduled' }, data: { dueAt: new Date(0) } });
    let erasing: Promise<unknown> = Promise.resolve();
    const queue = {
      ...runtime.queue,
      // The planner has written receipt and batch, and has not committed yet.
      deliver: async () => {
        erasing = erase(runtime, 'ben@example.org');
        await sleep(300);
      },
    };
    await plan({ ...runtime, queue });
    expect(await erasing).toMatchObject({ ok: true });
    const { subscribers, enrollments, receipts, deliveries } = await allRows(runtime);
    expect({ subscribers, enrollments, receipts, deliveries }).toEqual({
      ...{ subscribers: [], enrollments: [], receipts: [], deliveries: [] },
    });
  });

  test('while they confirm: what they are just becoming goes too', async () => {
    const ben = await askedForTea(runtime, 'ben');
    let erasing: Promise<unknown> = Promise.resolve();
    const queue = {
      ...runtime.queue,
      // Enrollment and date are written, and not committed yet.
      wakePlan: async () => {
        erasing = erase(runtime, ben.address);
        await sleep(300);
      },
    };
    await confirm({ ...runtime, queue }, await ben.token('confirm'), { network: null });
    expect(await erasing).toMatchObject({ ok: true, held: { enrollments: 1, consents: 1 } });
    expect(await runtime.db.subscriber.count()).toBe(0);
  });

  test('twice at once: one erases, the other finds nothing', async () => {
    await learningTea(runtime, 'ben');
    const both = await Promise.all([erase(runtime, 'ben@example.org'), erase(runtime, 'ben@example.org')]);
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
  });

  test('looking what there is changes nothing', async () => {
    await everythingOfAda();
    const rows = await allRows(runtime);
    expect(await heldOf(runtime, ADA)).toMatchObject({ ok: true, held: { people: 1, signUps: 2 } });
    expect(await allRows(runtime)).toEqual(rows);
  });

  describe('from the command line', () => {
    test('says what it would delete and changes nothing, until told that it is meant', async () => {
      await learningTea(runtime, 'ben');
      const rows = await allRows(runtime);
      const asked = await eraseCommand(atCommandLine(runtime), ['ben@example.org']);
      expect(asked).toMatchObject({ code: 1 });
      expect(asked.lines[0]).toBe('This would be deleted for good:');
      expect(asked.lines).toContain('  1 subscriber');
      expect(asked.lines).toContain('  2 mails in the outbox');
      expect(asked.lines.at(-1)).toContain('--yes');
      expect(asked.lines.join()).not.toContain('ben');
      expect(await allRows(runtime)).toEqual(rows);

      const done = await eraseCommand(atCommandLine(runtime), ['ben@example.org', '--yes']);
      expect(done).toEqual({ code: 0, lines: ['Deleted for good:', ...asked.lines.slice(1, -1)] });
      expect(await runtime.db.subscriber.count()).toBe(0);
    });

    test.each([
      ['an address nobody has', ['nobody@example.org', '--yes'], 'Nothing is held under this address.'],
      ['what is no address', ['nobody', '--yes'], 'An address needs an @'],
      ['no address', ['--yes'], 'Give one address'],
      ['two', ['a@example.org', 'b@example.org', '--yes'], 'Give one address'],
      ['another word', ['a@example.org', '--force'], 'Give one address'],
    ])('%s ends with 1, in words', async (_what, args, words) => {
      const said = await eraseCommand(atCommandLine(runtime), args);
      expect(said.code).toBe(1);
      expect(said.lines[0]).toContain(words);
    });
  });
});
