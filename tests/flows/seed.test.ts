import { afterEach, expect, test } from 'vitest';
import { clockOffsetMs } from '#lib/db/course-time.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { createRuntime } from '#lib/runtime.ts';
import { CAST, whereToLook } from '#prisma/cast.ts';
import { seedDemo } from '#prisma/seed-demo.ts';
import { allRows } from '#tests/support/rows.ts';
import { openRuntime, type TestRuntime, testEnv } from '#tests/support/runtime.ts';

let runtime: TestRuntime;
afterEach(() => runtime.close());

test('the cast stands at six places of the course, and a second seed changes nothing', async () => {
  runtime = await openRuntime();
  expect(await seedDemo(runtime)).toEqual({ ok: true, news: true });

  const enrollments = await runtime.db.enrollment.findMany({
    include: { subscriber: true, receipts: true, deliveries: { where: { state: 'scheduled' } } },
  });
  const places = Object.fromEntries(
    enrollments.map(({ subscriber, courseSlug, state, receipts, pace, deliveries }) => [
      courseSlug === 'leaky-gut' ? subscriber.name : `${subscriber.name}, ${courseSlug}`,
      { state, pace, had: receipts.length, dates: deliveries.length },
    ]),
  );
  expect(places).toEqual({
    Dan: { state: 'completed', pace: 'weekly', had: 7, dates: 0 },
    Eva: { state: 'left', pace: 'weekly', had: expect.any(Number), dates: 0 },
    Ada: { state: 'active', pace: 'weekly', had: expect.toSatisfy((had) => had >= 3 && had <= 5), dates: 1 },
    'Ada, health-claims': { state: 'waiting', pace: 'weekly', had: 0, dates: 0 },
    Ben: { state: 'paused', pace: 'weekly', had: expect.any(Number), dates: 0 },
    Finn: { state: 'active', pace: 'daily', had: 1, dates: 1 },
  });
  const noted = await runtime.db.lessonProgress.findMany({ orderBy: { readAt: 'asc' } });
  expect(noted.filter(({ readAt }) => readAt).length).toBeGreaterThanOrEqual(2);
  expect(noted.filter(({ answer }) => answer)).toHaveLength(2);

  const cleo = await runtime.db.subscriber.findFirstOrThrow({ where: { addressKey: 'cleo@cast.example' } });
  expect(cleo.standing).toBe('pending');
  const links = await Promise.all(CAST.map((member) => whereToLook(runtime, member)));
  expect(links.map((link) => new URL(link).pathname.split('/')[1]).sort()).toEqual(
    ['confirm', ...Array<string>(5).fill('manage')].sort(),
  );

  const before = await allRows(runtime);
  const offset = await clockOffsetMs(runtime.db);
  expect(await seedDemo(runtime)).toEqual({ ok: true, news: false });
  expect(await allRows(runtime)).toEqual(before);
  expect(await clockOffsetMs(runtime.db)).toBe(offset);
}, 120_000);

test('where mail is real it refuses, and changes nothing', async () => {
  runtime = await openRuntime();
  const real = createRuntime(
    testEnv(runtime.env.DATABASE_URL, { MAIL_TRANSPORT: 'resend', RESEND_API_KEY: 're_1' }),
    { db: runtime.db },
  );
  expect(await seedDemo(real)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('needs the outbox'),
  });
  expect(await runtime.db.subscriber.count()).toBe(0);
});

test('where somebody real is, it refuses to move their time', async () => {
  runtime = await openRuntime();
  await arrives('teacher@school.edu');
  expect(await seedDemo(runtime)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('is one person'),
  });
  expect(await clockOffsetMs(runtime.db)).toBe(0);
});

test('a newcomer’s made-up address is no obstacle', async () => {
  runtime = await openRuntime();
  await arrives('ada@example.org');
  expect(await seedDemo(runtime)).toEqual({ ok: true, news: true });
}, 120_000);

test('a seed that was broken off is told, not patched up', async () => {
  runtime = await openRuntime();
  await arrives('dan@cast.example');
  expect(await seedDemo(runtime)).toMatchObject({
    ok: false,
    problem: expect.stringContaining('Only 1 of 6'),
  });
});

async function arrives(email: string): Promise<void> {
  const asked = await signUp(runtime, { email, course: 'leaky-gut', source: 'test', network: null });
  expect(asked.ok).toBe(true);
}
