import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { status } from '#lib/cli/sending.ts';
import { outboxMessages } from '#lib/flows/outbox.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { resumeSending, stopSending } from '#lib/flows/sending.ts';
import { troubles } from '#lib/flows/watch/troubles.ts';
import { watch } from '#lib/flows/watch/watch.ts';
import { bounce, makeUnknown, sentMails } from '../support/fates.ts';
import { beginAt, type TestRuntime } from '../support/runtime.ts';
import { learningTea, openTea } from '../support/small-course.ts';

let desk: TestRuntime;
beforeAll(async () => {
  desk = await openTea();
});
beforeEach(async () => {
  await beginAt(desk, '2027-01-04T12:00:00Z');
  await resumeSending(desk);
});
afterAll(() => desk.close());

test('a quiet installation is no trouble, nor is sending that was stopped on purpose', async () => {
  await learningTea(desk, 'ada');
  await stopSending(desk, 'holidays');
  expect(await troubles(desk)).toEqual([]);
  await watch(desk);
  expect(await desk.db.alert.count()).toBe(0);
});

test('tells operators once that something is broken, and writes down when it is over', async () => {
  await learningTea(desk, 'ada');
  await makeUnknown(desk.db, '61 minutes');
  await watch(desk);
  await watch(desk);
  await runUntilQuiet(desk);
  const { code, lines } = await status(desk);
  expect(code).toBe(1);
  expect(lines.at(-1)).toBe(
    'Of some mail nobody can tell whether it arrived: one mail. Decide about it at the desk, under Unknown. It is never sent again by itself.',
  );
  const mails = await mailsToOperator();
  expect(mails.map(({ subject }) => subject)).toEqual(['Your mail wants a look']);
  expect(mails[0]?.text).toContain('Of some mail nobody can tell whether it arrived: one mail.');
  expect(mails[0]?.headers).not.toHaveProperty('List-Unsubscribe');

  await desk.db.$executeRaw`UPDATE "Delivery" SET "state" = 'failed' WHERE "state" = 'unknown'`;
  await watch(desk);
  await watch(desk);
  await runUntilQuiet(desk);
  expect(await mailsToOperator()).toHaveLength(1);
  expect((await status(desk)).code).toBe(0);
  expect(await desk.db.alert.findMany()).toMatchObject([
    { kind: 'unknown-waits', endedAt: expect.any(Date) },
  ]);

  await desk.db.$executeRaw`UPDATE "Delivery" SET "state" = 'unknown' WHERE "state" = 'failed'`;
  await watch(desk);
  expect(await desk.db.alert.count()).toBe(2);
});

test('mail that has been unknown for less than an hour is still being looked for', async () => {
  await learningTea(desk, 'ada');
  await makeUnknown(desk.db, '59 minutes');
  expect(await troubles(desk)).toEqual([]);
});

test('several workers that notice at once tell it once', async () => {
  await learningTea(desk, 'ada');
  await makeUnknown(desk.db, '2 hours');
  await Promise.all([watch(desk), watch(desk), watch(desk)]);
  await runUntilQuiet(desk);
  expect(await mailsToOperator()).toHaveLength(1);
});

test('a wave of bounces stops sending once; an operator who lets it go on is not overruled', async () => {
  await learningTea(desk, 'ada');
  await sentMails(desk.db, 200);
  await bounce(desk.db, 5);
  await watch(desk);
  expect(await openAlerts()).toEqual(['bounces']);
  expect(await reasonForStop()).toBeNull();
  await bounce(desk.db, 9);
  await watch(desk);
  expect(await openAlerts()).toEqual(['bounces', 'bounces-stop']);
  expect(await reasonForStop()).toMatch(
    /^Sending was stopped, because so much mail comes back .*: 4.4\d % in seven days$/,
  );
  const [entry] = await desk.db.auditEntry.findMany({ orderBy: { number: 'desc' } });
  expect(entry).toMatchObject({ actor: 'threshold', action: 'sending.stop' });

  await resumeSending(desk);
  await bounce(desk.db, 12);
  await watch(desk);
  expect(await reasonForStop()).toBeNull();

  // It ebbs away, and comes again: that is another wave.
  await desk.db.$executeRaw`UPDATE "Delivery" SET "bouncedAt" = NULL`;
  await watch(desk);
  expect(await openAlerts()).toEqual([]);
  await bounce(desk.db, 12);
  await watch(desk);
  expect(await reasonForStop()).not.toBeNull();
});

test('a provider that refuses everything, and mail that waits for half an hour, are broken', async () => {
  await desk.db.$executeRaw`
    UPDATE "Sender" SET "haltedAt" = now(), "haltedReason" = 'the key was revoked', "haltedUntil" = now() + interval '1 hour'`;
  expect(await troubles(desk)).toEqual([{ kind: 'refused', detail: 'the key was revoked' }]);
  await resumeSending(desk);

  await learningTea(desk, 'ada');
  await desk.db.$executeRaw`UPDATE "Clock" SET "offsetMs" = 0`;
  await desk.db
    .$executeRaw`UPDATE "Batch" SET "plannedAt" = now(), "attemptedAt" = now() - interval '31 minutes'`;
  await desk.db
    .$executeRaw`UPDATE "Delivery" SET "dueAt" = now() - interval '31 minutes' WHERE "state" = 'scheduled'`;
  expect(await troubles(desk)).toEqual([{ kind: 'nothing-leaves', detail: 'the oldest waits 31 minutes' }]);
  // Who was switched off over night works it off now.
  await desk.db.heartbeat.create({ data: { worker: 'one', nextBy: new Date() } });
  expect(await troubles(desk)).toEqual([]);
  await desk.db.heartbeat.deleteMany();
  await desk.db.$executeRaw`UPDATE "Batch" SET "attemptedAt" = now() - interval '29 minutes'`;
  expect(await troubles(desk)).toEqual([]);
});

test('a scheduled run that is missing is made up for by a worker that has just begun; later it is broken', async () => {
  const began = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  await desk.db.scheduledRun.create({ data: { job: 'plan', startedAt: began(9) } });
  expect(await troubles(desk)).toEqual([]);
  await desk.db.scheduledRun.update({ where: { job: 'plan' }, data: { startedAt: began(20) } });
  expect(await troubles(desk)).toEqual([{ kind: 'run-missed', detail: '“plan” began last 20 minutes ago' }]);
  await desk.db.heartbeat.create({ data: { worker: 'one', startedAt: began(1), nextBy: new Date() } });
  expect(await troubles(desk)).toEqual([]);
  await desk.db.heartbeat.update({ where: { worker: 'one' }, data: { startedAt: began(11) } });
  expect(await troubles(desk)).toHaveLength(1);
  await desk.db.heartbeat.deleteMany();
  await desk.db.scheduledRun.deleteMany();
});

test('posts what began and what is over; while the other side is away, it is posted again', async () => {
  const taken: Record<string, string>[] = [];
  let status = 503;
  const server = createServer(async (request, response) => {
    const body = await new Response(request as unknown as ReadableStream).text();
    if (status === 200) taken.push(JSON.parse(body));
    response.writeHead(status).end();
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const told = { ...desk, env: { ...desk.env, ALERT_WEBHOOK_URL: `http://127.0.0.1:${port}/secret` } };
  await learningTea(desk, 'ada');
  await makeUnknown(desk.db, '2 hours');
  await watch(told);
  expect(taken).toEqual([]);
  status = 200;
  await watch(told);
  await watch(told);
  await desk.db.$executeRaw`UPDATE "Delivery" SET "state" = 'failed' WHERE "state" = 'unknown'`;
  await watch(told);
  await watch(told);
  expect(taken.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
    'unknown-waits began',
    'unknown-waits over',
  ]);
  expect(taken[0]?.text).toContain('nobody can tell whether it arrived: one mail. Decide about it');
  expect(JSON.stringify(taken)).not.toContain('@');
  server.close();
  await watch(told);
});

async function mailsToOperator() {
  return (await outboxMessages(desk)).filter(({ to }) => to === 'operator@lettercourse.example');
}

async function openAlerts(): Promise<string[]> {
  const alerts = await desk.db.alert.findMany({ where: { endedAt: null }, orderBy: { kind: 'asc' } });
  return alerts.map(({ kind }) => kind);
}

async function reasonForStop(): Promise<string | null> {
  return (await desk.db.sender.findFirstOrThrow()).stoppedReason;
}
