import { randomBytes, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { moveCourseTimeTo } from '#lib/db/course-time.ts';
import { confirm } from '#lib/flows/confirm.ts';
import { deliver } from '#lib/flows/deliver.ts';
import { type FrozenBatch, freeze } from '#lib/flows/freeze.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { plan } from '#lib/flows/plan.ts';
import { receiveWebhook } from '#lib/flows/receive-webhook.ts';
import { record } from '#lib/flows/record.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import type { Runtime } from '#lib/runtime.ts';
import { startProvider } from '#tests/support/provider.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, openRuntime, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';
import { age } from '#tests/support/time.ts';
import { payloadOf, type Report, reports, signed } from '#tests/support/webhooks.ts';

// F33 one-click fifty times · F36 complaint in flight · F37 doubled, shuffled, early · F38 commit lost · F39 hostile.
// What only the door can refuse (size, type) is in tests/web/webhooks.test.ts.

describe('over the outbox', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const deliveryOf = async (lessonSlug: string) =>
    (await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug } })).id;
  const lessonTwoPlanned = async () => {
    await moveCourseTimeTo(runtime.db, new Date('2027-01-18T08:00:00Z'));
    expect(await plan(runtime)).toBe(1);
    return (await runtime.db.batch.findFirstOrThrow({ where: { state: 'open' } })).id;
  };

  test('fifty one-click posts at once, and all of them again, are one leaving', async () => {
    const ada = await learningTea(runtime, 'ada');
    const token = await ada.token('unsubscribe');
    const fifty = () =>
      Promise.all(Array.from({ length: 50 }, () => unsubscribe(runtime, token, 'course', 'one-click')));
    expect(new Set((await fifty()).map(({ ok }) => ok))).toEqual(new Set([true]));
    const rows = await allRows(runtime);
    expect(rows.enrollments).toMatchObject([{ state: 'left' }]);
    expect(rows.consents.filter(({ action }) => action === 'withdrawn')).toMatchObject([
      { scope: 'course/tea', source: 'one-click' },
    ]);
    expect(new Set((await fifty()).map(({ ok }) => ok))).toEqual(new Set([true]));
    expect(await allRows(runtime)).toEqual(rows);
  });

  test('a complaint that arrives while a lesson is in flight: that one arrives, no other does, of any course', async () => {
    const ada = await learningTea(runtime, 'ada');
    const one = await deliveryOf('one');
    const batch = await lessonTwoPlanned();
    const complainsMeanwhile: Runtime['mail']['send'] = async (...request) => {
      await reports(runtime, { type: 'email.complained', delivery: one });
      return runtime.mail.send(...request);
    };
    await deliver({ ...runtime, mail: { ...runtime.mail, send: complainsMeanwhile } }, batch);
    await passDays(runtime, 90);
    await realTimePasses(runtime, 86_400);
    await signUp(runtime, { email: ada.address, course: 'leaky-gut', source: 'test', network: null });
    await passDays(runtime, 10);
    expect((await ada.lessons()).map((line) => line.split(':')[0])).toEqual(['one', 'two']);
    expect(await ada.mail()).toHaveLength(3);
    expect(await runtime.db.suppression.findMany()).toMatchObject([
      { addressHash: runtime.hashAddress(ada.address), reason: 'complained' },
    ]);
  });

  test('events doubled, shuffled and before our own record end as if each had come once and in order', async () => {
    const happened: Report[] = [
      { type: 'email.sent', at: '2027-01-18T08:00:01.000Z' },
      { type: 'email.delivery_delayed', at: '2027-01-18T08:05:00.000Z' },
      { type: 'email.delivery_delayed', at: '2027-01-18T09:05:00.000Z' },
      { type: 'email.bounced', bounce: 'Transient', at: '2027-01-18T10:00:00.000Z' },
      { type: 'email.delivered', at: '2027-01-18T11:00:00.000Z' },
      { type: 'email.complained', at: '2027-01-18T12:00:00.000Z' },
      { type: 'email.bounced', bounce: 'Permanent', at: '2027-01-18T13:00:00.000Z' },
      { type: 'email.failed', at: '2027-01-18T14:00:00.000Z' },
    ];
    // Each five times under its one id, and in between, the moment at which we write the acceptance down ourselves.
    const events = happened.flatMap((_, index) => Array.from({ length: 5 }, () => index));
    const order = fc
      .shuffledSubarray(events, { minLength: 10 })
      .chain((some) => fc.record({ some: fc.constant(some), recordedAfter: fc.nat({ max: some.length }) }));
    await fc.assert(
      fc.asyncProperty(order, async ({ some, recordedAfter }) => {
        const inOrder = [...new Set(some)].toSorted((a, b) => a - b);
        expect(await endOf(some, recordedAfter)).toEqual(await endOf(inOrder, 0));
      }),
      { numRuns: 12 },
    );

    /** What is left when these events of lesson 2 come in this order, ours recorded after so many of them. */
    async function endOf(indexes: readonly number[], recordedAfter: number) {
      await beginAt(runtime, '2027-01-06T12:00:00Z');
      await learningTea(runtime, 'ada');
      const frozen = await frozenNow(await lessonTwoPlanned());
      const accepted = await runtime.mail.send(frozen.messages, {
        idempotencyKey: frozen.batchId,
        signal: AbortSignal.timeout(10_000),
      });
      const delivery = await deliveryOf('two');
      for (const [position, index] of [...indexes, null].entries()) {
        if (position === recordedAfter) await record(runtime, frozen, accepted);
        const event = index === null ? undefined : happened[index];
        if (event) await reports(runtime, { ...event, delivery }, `msg_${index}`);
      }
      return whatCounts();
    }
  });

  /** Everything but ids, the moments of our own doing, and dates that were called off. */
  async function whatCounts() {
    const rows = await allRows(runtime);
    return {
      people: rows.subscribers.map(({ standing }) => standing),
      enrollments: rows.enrollments.map(({ state, round }) => ({ state, round })),
      consents: rows.consents.map(({ scope, action, source }) => `${action} ${scope} ${source}`).toSorted(),
      suppressions: rows.suppressions.map(({ reason }) => reason),
      lessons: rows.receipts.map(({ lessonSlug }) => lessonSlug).toSorted(),
      batches: rows.batches.map(({ state, outcome }) => `${state} ${outcome}`),
      events: rows.events.map(({ id, type, detail, occurredAt }) => ({ id, type, detail, occurredAt })),
      deliveries: rows.deliveries
        .filter(({ state }) => state !== 'skipped')
        .map(({ kind, lessonSlug, state, deliveredAt, delayedAt, softBouncedAt, bouncedAt, ...more }) => ({
          ...{ kind, lessonSlug, state, deliveredAt, delayedAt, softBouncedAt, bouncedAt },
          ...{ complainedAt: more.complainedAt, failedAt: more.failedAt },
        }))
        .toSorted((a, b) => `${a.kind}${a.lessonSlug}`.localeCompare(`${b.kind}${b.lessonSlug}`)),
    };
  }

  async function frozenNow(batch: string): Promise<FrozenBatch> {
    const frozen = await freeze(runtime, batch);
    if (frozen.state !== 'frozen') throw new Error(frozen.state);
    return frozen;
  }
});

test('a report about a mail whose acceptance we never wrote down finds its delivery by the tag, and the course goes on', async () => {
  const provider = await startProvider();
  const runtime = await openRuntime({
    MAIL_TRANSPORT: 'resend',
    RESEND_API_KEY: 're_test',
    RESEND_BASE_URL: provider.url,
  });
  onTestFinished(async () => {
    await runtime.close();
    await provider.close();
  });
  await signUp(runtime, { email: 'ada@example.org', course: 'leaky-gut', source: 'test', network: null });
  const { id } = await runtime.db.signUp.findFirstOrThrow();
  await confirm(runtime, runtime.tokens.sign('confirm', id), { network: null });
  await plan(runtime);
  const { id: batch } = await runtime.db.batch.findFirstOrThrow({ where: { priority: 1 } });
  const lesson = () => runtime.db.delivery.findFirstOrThrow({ where: { batchId: batch } });

  // Taken, and we never heard of it; a day later the key is forgotten, and the list is out of reach.
  provider.fail('answer lost');
  await deliver(runtime, batch);
  provider.showsMail = false;
  await age(runtime.db, 1);
  await deliver(runtime, batch);
  expect(await lesson()).toMatchObject({ state: 'unknown', providerId: null });
  const asked = provider.requests;

  const { id: delivery } = await lesson();
  expect(await reports(runtime, { type: 'email.delivered', delivery })).toBe('recorded');
  expect(await lesson()).toMatchObject({ state: 'unknown' });
  await runUntilQuiet(runtime);
  expect(await lesson()).toMatchObject({
    state: 'sent',
    providerId: payloadOf({ type: 'email.delivered' }).data.email_id,
    deliveredAt: expect.any(Date),
  });
  expect(provider.requests).toBe(asked);
  expect(await provider.accepted()).toHaveLength(1);
  expect(await runtime.db.delivery.count({ where: { state: 'scheduled' } })).toBe(1);
});

test('what the provider has not signed, or signed long ago, changes nothing and leaves no word of it in the log', async () => {
  const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
  const OLD_SECRET = `whsec_${randomBytes(24).toString('base64')}`;
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => lines.push(line) });
  const runtime = await openRuntime(
    {
      ...{ MAIL_TRANSPORT: 'resend', RESEND_API_KEY: 're_test', RESEND_BASE_URL: 'http://127.0.0.1:9' },
      RESEND_WEBHOOK_SECRETS: `${SECRET},${OLD_SECRET}`,
    },
    { log },
  );
  onTestFinished(() => runtime.close());
  const body = JSON.stringify(payloadOf({ type: 'email.complained', to: 'victim@example.org' }));
  const post = (headers: Record<string, string>, text = body) =>
    receiveWebhook(runtime, {
      body: text,
      id: headers['svix-id'] ?? '',
      timestamp: headers['svix-timestamp'] ?? '',
      signature: headers['svix-signature'] ?? '',
    });
  const minutesAgo = (minutes: number) => new Date(Date.now() - minutes * 60_000);
  const good = signed(body, SECRET);
  const rows = await allRows(runtime);
  const hostile: Record<string, Promise<unknown>> = {
    'no header at all': post({}),
    'no signature': post({ ...good, 'svix-signature': '' }),
    'a signature of nothing': post({ ...good, 'svix-signature': 'v1' }),
    'another version': post({
      ...good,
      'svix-signature': (good['svix-signature'] ?? '').replace('v1,', 'v2,'),
    }),
    'another secret': post(signed(body, `whsec_${randomBytes(24).toString('base64')}`)),
    'another body': post(good, body.replace('victim', 'other')),
    'another id': post({ ...good, 'svix-id': randomUUID() }),
    'another time': post({ ...good, 'svix-timestamp': String(Math.floor(Date.now() / 1000) - 7) }),
    'no time': post({ ...good, 'svix-timestamp': 'now' }),
    'six minutes ago': post(signed(body, SECRET, { at: minutesAgo(6) })),
    'in six minutes': post(signed(body, SECRET, { at: minutesAgo(-6) })),
    'two megabytes of nothing': post(good, 'x'.repeat(2 ** 21)),
  };
  for (const [what, answer] of Object.entries(hostile))
    expect([what, await answer]).toEqual([what, 'not signed']);
  expect(await allRows(runtime)).toEqual(rows);
  expect(lines.join()).not.toMatch(/victim|complained|svix|v1,|whsec/);

  // The same words, signed, are taken: the refusals were about the signature.
  expect(await post(good)).toBe('recorded');
  expect(await post(signed(body, OLD_SECRET, { at: minutesAgo(4) }))).toBe('recorded');
  expect(await post(signed('no json', SECRET), 'no json')).toBe('unreadable');
  expect(await runtime.db.suppression.count()).toBe(1);
  expect(lines.join()).toContain('an event was recorded');
  expect(lines.join()).not.toContain('victim');
});
