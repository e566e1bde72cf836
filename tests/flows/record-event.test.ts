import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { plan } from '#lib/flows/plan.ts';
import { recordEvent } from '#lib/flows/record-event.ts';
import { sweep } from '#lib/flows/sweep.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';
import { type Report, reports } from '#tests/support/webhooks.ts';

const DAY_MS = 86_400_000;

describe('what the provider reports', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  /** The delivery of her lesson 1. */
  let one: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    one = await deliveryOf('one');
  });
  afterAll(() => runtime.close());

  const deliveryOf = async (lessonSlug: string) =>
    (await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug } })).id;
  const says = (type: string, more: Partial<Report> = {}, id?: string) =>
    reports(runtime, { type, delivery: one, ...more }, id);
  const suppressions = async () =>
    (await runtime.db.suppression.findMany()).map(({ addressHash, reason }) => [addressHash, reason]);
  const withdrawals = () =>
    runtime.db.consent.findMany({
      where: { action: 'withdrawn' },
      select: { scope: true, source: true },
    });

  test('a report is written beside the delivery, and its state stays what it was', async () => {
    const at = '2027-01-06T12:00:03.000Z';
    expect(await says('email.delivered', { at })).toBe('recorded');
    expect(await runtime.db.delivery.findUniqueOrThrow({ where: { id: one } })).toMatchObject({
      state: 'sent',
      deliveredAt: new Date(at),
      bouncedAt: null,
    });
    expect(await runtime.db.providerEvent.findMany()).toMatchObject([
      { type: 'email.delivered', deliveryId: one, detail: null, occurredAt: new Date(at) },
    ]);
  });

  test('an event that is sent again under its id ends there', async () => {
    await says('email.complained', {}, 'msg_1');
    const before = await allRows(runtime);
    const again = Array.from({ length: 5 }, () => says('email.complained', {}, 'msg_1'));
    expect(new Set(await Promise.all(again))).toEqual(new Set(['repeated']));
    expect(await allRows(runtime)).toEqual(before);
  });

  test('one event posted five times at once is recorded once', async () => {
    const once = Array.from({ length: 5 }, () => says('email.bounced', { bounce: 'Permanent' }, 'msg_1'));
    expect((await Promise.all(once)).filter((result) => result === 'recorded')).toHaveLength(1);
  });

  test('of two reports of a kind the earlier counts, whichever comes first', async () => {
    const [early, late] = ['2027-01-06T12:00:03.000Z', '2027-01-06T15:00:00.000Z'];
    for (const at of [late, early, late]) await says('email.delivery_delayed', { at });
    expect((await runtime.db.delivery.findUniqueOrThrow({ where: { id: one } })).delayedAt).toEqual(
      new Date(early),
    );
  });

  test('openings, clicks and what is not about mail are not kept', async () => {
    const before = await allRows(runtime);
    for (const type of ['email.opened', 'email.clicked', 'contact.created', 'no.such_thing'])
      expect(await says(type)).toBe('not kept');
    expect(await allRows(runtime)).toEqual(before);
  });

  test('what is kept of an event is ids and times, and neither address nor words', async () => {
    await says('email.bounced', { bounce: 'Permanent' });
    const kept = JSON.stringify(await runtime.db.providerEvent.findMany());
    expect(kept).toContain('Permanent');
    expect(kept).not.toMatch(/@|example|mailbox/);
  });

  describe.each<[string, Partial<Report> & { type: string }, 'bounced' | 'complained']>([
    ['a bounce for good', { type: 'email.bounced', bounce: 'Permanent' }, 'bounced'],
    ['the provider’s own list', { type: 'email.suppressed' }, 'bounced'],
    ['a complaint', { type: 'email.complained' }, 'complained'],
  ])('%s', (_what, { type, ...more }, reason) => {
    test('ends all mail, of every course and kind, and the place is kept', async () => {
      await says(type, more);
      expect(await suppressions()).toEqual([[runtime.hashAddress('ada@example.org'), reason]]);
      const before = (await ada.mail()).length;
      await passDays(runtime, 60);
      await sweep(runtime);
      await passDays(runtime, 60);
      await realTimePasses(runtime, 61);
      await askedForTea(runtime, 'ada');
      expect(await ada.mail()).toHaveLength(before);
      const { enrollments } = await runtime.db.subscriber.findFirstOrThrow({
        include: { enrollments: { include: { receipts: true } } },
      });
      expect(enrollments).toMatchObject([{ state: 'left', receipts: [{ lessonSlug: 'one' }] }]);
    });

    test('calls off a lesson that is planned and not yet frozen, and a request not yet confirmed', async () => {
      const ben = await askedForTea(runtime, 'ben');
      await runtime.db.delivery.updateMany({ where: { state: 'scheduled' }, data: { dueAt: new Date(0) } });
      expect(await plan(runtime)).toBe(1);
      const asked = await runtime.db.delivery.findFirstOrThrow({
        where: { kind: 'confirmation', subscriber: { address: ben.address } },
      });
      await says(type, more);
      await says(type, { ...more, delivery: asked.id, to: ben.address });
      await passDays(runtime, 30);
      expect(await ada.lessons()).toHaveLength(1);
      expect(await runtime.db.signUp.findFirst({ where: { address: ben.address } })).toMatchObject({
        confirmedAt: null,
        supersededAt: expect.any(Date),
      });
    });

    test('reaches an address of whom no row is left', async () => {
      await reports(runtime, { type, ...more, delivery: randomUUID(), to: 'Gone@Example.org' });
      await reports(runtime, { type, ...more, delivery: null, to: 'Other <other@example.org>' });
      const hashes = ['gone@example.org', 'other@example.org'].map((key) => runtime.hashAddress(key));
      expect((await suppressions()).toSorted()).toEqual(hashes.map((hash) => [hash, reason]).toSorted());
      await askedForTea(runtime, 'gone');
      expect(await runtime.db.outboxMessage.count({ where: { recipient: 'gone@example.org' } })).toBe(0);
    });

    test('reaches who has the address now, when the delivery is gone', async () => {
      await reports(runtime, { type, ...more, delivery: randomUUID(), to: 'ADA@example.org' });
      await passDays(runtime, 30);
      expect(await ada.lessons()).toHaveLength(1);
      expect(await runtime.db.subscriber.findFirst()).toMatchObject({ standing: 'departed' });
    });
  });

  test('a complaint is a withdrawal of everything, recorded once; a bounce is none', async () => {
    await says('email.bounced', { bounce: 'Permanent' });
    expect(await withdrawals()).toEqual([]);
    for (let complaint = 0; complaint < 3; complaint++) await says('email.complained');
    expect(await withdrawals()).toEqual([{ scope: 'everything', source: 'complaint' }]);
    expect((await suppressions()).map(([, reason]) => reason)).toEqual(['complained']);
  });

  test('a complaint stays the reason, although a bounce follows', async () => {
    await says('email.complained');
    await says('email.bounced', { bounce: 'Permanent' });
    expect((await suppressions()).map(([, reason]) => reason)).toEqual(['complained']);
    expect(await withdrawals()).toEqual([{ scope: 'everything', source: 'complaint' }]);
  });

  test('whoever had left everything already has nothing more to take back, and is suppressed', async () => {
    await leaveEverything(runtime, await ada.token('manage'));
    await says('email.complained');
    expect(await withdrawals()).toEqual([{ scope: 'everything', source: 'manage page' }]);
    expect(await suppressions()).toHaveLength(1);
  });

  test('whoever paused has left after a bounce; whoever had finished has finished', async () => {
    const ben = await learningTea(runtime, 'ben');
    const page = await ben.token('manage');
    await pause(runtime, await ada.token('manage'), null);
    await passDays(runtime, 40);
    const last = await runtime.db.delivery.findFirstOrThrow({
      where: { kind: 'completion', subscriber: { address: ben.address } },
    });
    await says('email.bounced', { bounce: 'Permanent' });
    await says('email.bounced', { bounce: 'Permanent', delivery: last.id, to: ben.address });
    expect(await manageView(runtime, page)).toMatchObject({ state: 'completed', everythingStopped: true });
    const states = await runtime.db.enrollment.findMany({ select: { state: true } });
    expect(states.map(({ state }) => state).toSorted()).toEqual(['completed', 'left']);
  });

  test('mail that was not ours and went to several concerns nobody', async () => {
    const event = {
      type: 'email.complained',
      effect: 'complained' as const,
      providerId: null,
      deliveryId: null,
      recipients: ['ada@example.org', 'ben@example.org'],
      bounce: null,
      occurredAt: null,
    };
    expect(await recordEvent(runtime, 'msg_1', event)).toBe('recorded');
    expect(await suppressions()).toEqual([]);
  });

  describe('mail that came back for now', () => {
    const soft = (delivery: string, day: number) =>
      says('email.bounced', {
        bounce: 'Transient',
        delivery,
        at: new Date(Date.UTC(2027, 0, 1) + day * DAY_MS),
      });
    /** Five mails that ada was sent. */
    const five = async () => {
      await passDays(runtime, 40);
      const sent = await runtime.db.delivery.findMany({
        where: { state: 'sent' },
        orderBy: { sentAt: 'asc' },
      });
      expect(sent.length).toBeGreaterThan(4);
      return sent.slice(0, 5).map(({ id }) => id);
    };

    test('a few times ends nothing', async () => {
      for (const [week, id] of (await five()).slice(0, 4).entries()) await soft(id, week * 7);
      expect(await suppressions()).toEqual([]);
      expect(await runtime.db.subscriber.findFirst()).toMatchObject({ standing: 'confirmed' });
    });

    test('five times over weeks is for good, though the five reports come at one moment', async () => {
      const mails = await five();
      await Promise.all(mails.map((id, week) => soft(id, week * 7)));
      expect(await suppressions()).toEqual([[runtime.hashAddress('ada@example.org'), 'bounced']]);
      expect(await runtime.db.subscriber.findFirst()).toMatchObject({ standing: 'departed' });
      expect(await withdrawals()).toEqual([]);
      expect(await runtime.db.delivery.count({ where: { softBouncedAt: { not: null } } })).toBe(5);
    });
  });

  describe('about a mail nobody knows to have left', () => {
    /** Lesson 2 in a batch that was asked for once and got no answer. */
    const inDoubt = async () => {
      await runtime.db.delivery.updateMany({ where: { state: 'scheduled' }, data: { dueAt: new Date(0) } });
      await plan(runtime);
      const { id, batchId } = await runtime.db.delivery.findFirstOrThrow({ where: { state: 'batched' } });
      await runtime.db.$executeRaw`
        UPDATE "Batch" SET "state" = 'in_doubt', "attempt" = 1, "doubtSince" = clock_timestamp(),
          "attemptedAt" = clock_timestamp(), "nextAttemptAt" = clock_timestamp() + interval '1 hour'
        WHERE "id" = ${batchId}::uuid`;
      return { delivery: id, batch: batchId ?? '' };
    };
    const waitOf = async (batch: string) => {
      const [row] = await runtime.db.$queryRaw<{ waits: boolean }[]>`
        SELECT "nextAttemptAt" > clock_timestamp() AS "waits" FROM "Batch" WHERE "id" = ${batch}::uuid`;
      return row?.waits;
    };

    test('it is evidence: kept, its batch is due at once, and nothing is marked sent', async () => {
      const { delivery, batch } = await inDoubt();
      await says('email.sent', { delivery });
      expect(await waitOf(batch)).toBe(false);
      expect(await runtime.db.delivery.findUniqueOrThrow({ where: { id: delivery } })).toMatchObject({
        state: 'batched',
        sentAt: null,
      });
      expect(await runtime.db.providerEvent.count({ where: { deliveryId: delivery } })).toBe(1);
    });

    test('the batch’s job comes now, although one waits for later, and there is still one', async () => {
      const { delivery, batch } = await inDoubt();
      await runtime.db.$executeRaw`DELETE FROM pgboss.job WHERE name = 'deliver'`;
      await runtime.db.$transaction((tx) => runtime.queue.deliver(tx, { id: batch, priority: 1 }, 3_600_000));
      const jobs = () => runtime.db.$queryRaw<{ now: boolean }[]>`
        SELECT start_after <= clock_timestamp() AS "now" FROM pgboss.job WHERE name = 'deliver' AND state = 'created'`;
      expect(await jobs()).toEqual([{ now: false }]);
      await says('email.delivered', { delivery });
      expect(await jobs()).toEqual([{ now: true }]);
    });

    test('a batch that somebody holds is left to them', async () => {
      const { delivery, batch } = await inDoubt();
      await runtime.db
        .$executeRaw`UPDATE "Batch" SET "leasedUntil" = clock_timestamp() + interval '10 seconds'`;
      await says('email.sent', { delivery });
      expect(await waitOf(batch)).toBe(true);
    });
  });

  test('who is suppressed and still learning is given no dates for ever: sweeping lets them leave', async () => {
    const addressHash = runtime.hashAddress('ada@example.org');
    await runtime.db.suppression.create({ data: { addressHash, reason: 'operator' } });
    await passDays(runtime, 30);
    const rows = async () => {
      await sweep(runtime);
      expect(await runtime.db.delivery.count({ where: { state: 'scheduled' } })).toBe(0);
      await passDays(runtime, 30);
      return runtime.db.delivery.count();
    };
    const first = await rows();
    expect(await rows()).toBe(first);
    expect(await runtime.db.subscriber.findFirst()).toMatchObject({ standing: 'departed' });
    expect(await ada.lessons()).toHaveLength(1);
  });
});
