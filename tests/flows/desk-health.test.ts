import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { deskHealth } from '#lib/flows/desk/health.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { resumeSending, stopSending } from '#lib/flows/sending.ts';
import { beginAt, type TestRuntime } from '../support/runtime.ts';
import { learningTea, openTea } from '../support/small-course.ts';

let desk: TestRuntime;
beforeAll(async () => {
  desk = await openTea();
});
beforeEach(async () => {
  await beginAt(desk, '2027-01-06T12:00:00Z');
});
afterAll(() => desk.close());

test('counts what left within a day, and what the provider said of it', async () => {
  await learningTea(desk, 'ada');
  await learningTea(desk, 'bea');
  expect((await deskHealth(desk)).yesterday).toMatchObject({ sent: 4, bounced: 0, failed: 0 });
  const [first] = await desk.db.delivery.findMany({ where: { kind: 'lesson', state: 'sent' } });
  await desk.db.delivery.update({ where: { id: first?.id ?? '' }, data: { bouncedAt: new Date() } });
  expect((await deskHealth(desk)).yesterday).toMatchObject({ sent: 4, bounced: 1 });
  await passDays(desk, 2);
  expect((await deskHealth(desk)).yesterday).toMatchObject({ sent: 0, bounced: 0 });
});

test('says when a worker was heard of last, and never for never', async () => {
  await desk.db.heartbeat.deleteMany();
  expect((await deskHealth(desk)).workerSeen).toBeNull();
  const beatAt = new Date(Date.now() - 90_000);
  await desk.db.heartbeat.create({ data: { worker: 'one', beatAt, nextBy: new Date() } });
  const seen = (await deskHealth(desk)).workerSeen;
  expect(seen).toBeGreaterThan(80);
  expect(seen).toBeLessThan(120);
});

test('stopping and going on are written down with who did it', async () => {
  await stopSending(desk, 'a wrong link');
  expect((await deskHealth(desk)).sending.stopped?.reason).toBe('a wrong link');
  await resumeSending(desk);
  expect((await deskHealth(desk)).sending.stopped).toBeNull();
  const entries = await desk.db.auditEntry.findMany({ orderBy: { number: 'asc' } });
  expect(entries.map(({ action, actor }) => [action, actor])).toEqual([
    ['sending.stop', 'command line'],
    ['sending.resume', 'command line'],
  ]);
  await expect(desk.db.auditEntry.updateMany({ data: { actor: 'nobody' } })).rejects.toThrow();
  await expect(desk.db.auditEntry.deleteMany()).rejects.toThrow();
  expect(await desk.db.auditEntry.count()).toBe(2);
});
