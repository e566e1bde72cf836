import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { today } from '#lib/flows/desk/today.ts';
import { leaveCourse } from '#lib/flows/leave.ts';
import { markRead } from '#lib/flows/note-progress.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { pause } from '#lib/flows/pause.ts';
import { beginAt, openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';

const TEA = { course: 'tea', week: null };
let desk: TestRuntime;
beforeAll(async () => {
  desk = await openTea();
});
beforeEach(async () => {
  // A Monday; lessons come on Mondays at nine in Paris, eight in UTC.
  await beginAt(desk, '2027-01-04T12:00:00Z');
});
afterAll(() => desk.close());

test('counts what comes by hour and by lesson', async () => {
  await learningTea(desk, 'ada');
  await learningTea(desk, 'bea');
  await passDays(desk, 2);
  const wednesday = await today(desk, TEA);
  expect(wednesday.hours).toHaveLength(24);
  expect(wednesday.hours[0]?.at.toISOString()).toBe('2027-01-06T12:00:00.000Z');
  expect(wednesday.hours.every(({ mails }) => mails === 0)).toBe(true);
  expect(wednesday.days.map(({ day, lessons }) => `${day.toISOString().slice(0, 10)} ${lessons}`)).toEqual([
    '2027-01-06 0,0,0,0,0',
    '2027-01-07 0,0,0,0,0',
    '2027-01-08 0,0,0,0,0',
    '2027-01-09 0,0,0,0,0',
    '2027-01-10 0,0,0,0,0',
    '2027-01-11 0,2,0,0,0',
    '2027-01-12 0,0,0,0,0',
  ]);
  await passDays(desk, 4);
  const sunday = await today(desk, TEA);
  expect(sunday.hours.filter(({ mails }) => mails > 0)).toEqual([
    { at: new Date('2027-01-11T08:00:00Z'), mails: 2 },
  ]);
});

test('follows who goes on, reads, pauses and leaves, by the week they began in', async () => {
  const [ada, bea, cleo] = [
    await learningTea(desk, 'ada'),
    await learningTea(desk, 'bea'),
    await learningTea(desk, 'cleo'),
  ];
  await markRead(desk, await ada.token('lesson'));
  await pause(desk, await bea.token('manage'), null);
  await passDays(desk, 7);
  await leaveCourse(desk, await cleo.token('manage'));
  await learningTea(desk, 'dora');
  const inWords = async (week: string | null) =>
    (await today(desk, { course: 'tea', week })).funnel.map(
      ({ title, had, read, goesOn, paused, left }) => `${title}: ${[had, read, goesOn, paused, left]}`,
    );
  // Dora's next has no date that was due, so she doesn't count as one who did not go on.
  expect(await inWords(null)).toEqual([
    `one: 4,1,${2 / 3},1,0`,
    'two: 2,0,0,0,1',
    'three: 0,0,,0,0',
    'four: 0,0,,0,0',
  ]);
  expect((await inWords('2027-01-11'))[0]).toBe('one: 1,0,,0,0');
  expect((await inWords('2027-01-04'))[1]).toBe('two: 2,0,0,0,1');
  expect((await today(desk, { course: 'nothing', week: '1999-01-04' })).week).toBeNull();
});

test('counts confirmed sign-ups and mail that came back in the thresholds', async () => {
  await learningTea(desk, 'ada');
  for (let i = 0; i < 20; i++) await askedForTea(desk, `stranger-${i}`);
  const burst = await today(desk, TEA);
  expect(valuesOf(burst)).toMatchObject({ 'sign-ups': 21, confirmed: null, bounces: null });
  await passDays(desk, 1);
  expect(valuesOf(await today(desk, TEA))).toMatchObject({ 'sign-ups': null, confirmed: 1 / 21 });
  await desk.db.$executeRaw`
    INSERT INTO "Delivery" ("kind", "intent", "state", "priority", "subscriberId", "dueAt", "createdAt", "sentAt", "providerId", "batchId", "position", "editionHash", "slots", "bouncedAt")
    SELECT 'lesson', 'test/' || n, 'sent', 1, d."subscriberId", d."dueAt", d."createdAt", d."sentAt", 'p' || n, d."batchId", n, d."editionHash", d."slots",
      CASE WHEN n <= 6 THEN now() END
    FROM generate_series(1, 98) AS n, (SELECT * FROM "Delivery" WHERE "kind" = 'lesson' AND "state" = 'sent' LIMIT 1) AS d`;
  const wave = await today(desk, TEA);
  const sent = await desk.db.delivery.count({ where: { state: 'sent' } });
  expect(valuesOf(wave).bounces).toBe(6 / sent);
  expect(wave.thresholds.find(({ name }) => name === 'bounces')?.verdict).toBe('stop');
  await passDays(desk, 8);
  expect(valuesOf(await today(desk, TEA)).bounces).toBeNull();
});

test('lists what the provider refused, newest first, and how much more there is', async () => {
  await learningTea(desk, 'ada');
  await desk.db.$executeRaw`
    UPDATE "Delivery" SET "state" = 'failed', "reason" = 'this domain takes no mail' WHERE "kind" = 'lesson' AND "state" = 'sent'`;
  const { failed } = await today(desk, TEA);
  expect(failed.count).toBe(1);
  expect(failed.newest[0]).toMatchObject({
    address: 'ada@example.org',
    lesson: 'one',
    reason: 'this domain takes no mail',
  });
  await passDays(desk, 8);
  expect((await today(desk, TEA)).failed).toEqual({ newest: [], count: 0 });
});

test('shows the course that most people take, unless another is asked for', async () => {
  expect((await today(desk, { course: null, week: null })).course?.slug).not.toBe('tea');
  await learningTea(desk, 'ada');
  expect((await today(desk, { course: null, week: null })).course?.slug).toBe('tea');
  expect((await today(desk, { course: 'leaky-gut', week: null })).course?.slug).toBe('leaky-gut');
});

test('an installation in which nothing was published or asked for says so', async () => {
  const empty = await openRuntime();
  await empty.db.publication.deleteMany();
  expect(await today(empty, TEA)).toMatchObject({ course: null, days: [], funnel: [], newest: [] });
  await empty.close();
});

function valuesOf({ thresholds }: Awaited<ReturnType<typeof today>>) {
  return Object.fromEntries(thresholds.map(({ name, value }) => [name, value]));
}
