import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Resend } from 'resend';
import { expect, onTestFinished, test } from 'vitest';
import {
  type FaultyProvider,
  type ProviderOptions,
  startFaultyProvider,
  startFaultyProviderProcess,
} from '#tests/support/faulty-provider/client.ts';

// The faulty provider is what the sender is judged by, so it is judged first: over HTTP, mostly through the real SDK.

test('the same key and bytes get the stored answer, other bytes a conflict; a forgotten key is taken again', async () => {
  const { provider, send } = await open({ keyLifeMs: 300 });
  const first = await send('key', ['ada']);
  expect(first.data?.data).toHaveLength(1);
  expect((await send('key', ['ada'])).data).toEqual(first.data);
  expect((await send('key', ['ben'])).error).toMatchObject({
    statusCode: 409,
    name: 'invalid_idempotent_request',
  });
  expect(await provider.accepted()).toHaveLength(1);
  await sleep(350);
  expect((await send('key', ['ada'])).data).not.toEqual(first.data);
  expect((await provider.accepted()).map(({ delivery }) => delivery)).toEqual(['ada', 'ada']);
});

test('a key in flight is refused as concurrent, also when its asker has gone, and its mail is taken all the same', async () => {
  const { provider, send } = await open({ latencyMs: [200, 200] });
  const gone = send('key', ['ada'], 50);
  await sleep(20);
  expect((await send('key', ['ada'])).error).toMatchObject({ name: 'concurrent_idempotent_requests' });
  expect((await gone).error).toMatchObject({ statusCode: null });
  await expect.poll(() => provider.accepted()).toHaveLength(1);
  expect((await send('key', ['ada'])).data?.data).toHaveLength(1);
  expect(await provider.accepted()).toHaveLength(1);
});

test('one bad address refuses the whole batch, and its key stays as new', async () => {
  const { provider, send } = await open({ badAddresses: '^bad' });
  const refusal = { statusCode: 422, name: 'validation_error' };
  expect((await send('key', ['ada', 'bad.ben'])).error).toMatchObject(refusal);
  expect(await provider.accepted()).toEqual([]);
  expect((await send('key', ['ada'])).data?.data).toHaveLength(1);
});

test.each([
  ['reply lost', 1, 'lost'],
  ['reset before', 0, 'lost'],
  ['taken, then silence', 1, 'never'],
  ['silence', 0, 'never'],
  ['cut short', 1, 'cut'],
  ['a page', 1, 'page'],
  ['a page instead', 0, 'page'],
  ['500', 0, 500],
  ['500 though taken', 1, 500],
  ['503', 0, 503],
] as const)(
  '%s: taken %i times, and the asker can’t tell; a retry sets it right',
  async (fault, taken, answer) => {
    const { provider, send } = await open();
    await provider.fail(fault);
    const { data, error } = await send('key', ['ada'], 150);
    expect(data).toBeNull();
    expect(error).toMatchObject(
      typeof answer === 'number' ? { statusCode: answer } : { statusCode: null, name: 'application_error' },
    );
    expect(await provider.accepted()).toHaveLength(taken);
    expect(await provider.requests()).toMatchObject([{ key: 'key', deliveries: ['ada'], taken, answer }]);
    expect((await send('key', ['ada'])).data?.data).toHaveLength(1);
    expect(await provider.accepted()).toHaveLength(1);
  },
);

test('an outage refuses, hangs, or takes everything without a word, until it ends', async () => {
  const { provider, send, resend } = await open();
  for (const kind of ['refuses', 'hangs', 'answers lost'] as const) {
    await provider.outage(kind);
    expect((await send(kind, [kind.replace(' ', '-')], 100)).error).toMatchObject({ statusCode: null });
  }
  expect((await provider.accepted()).map(({ key }) => key)).toEqual(['answers lost']);
  await provider.outage('refuses');
  expect((await resend.emails.list()).error).toMatchObject({ statusCode: null });
  await provider.outage(null);
  expect((await send('hangs', ['hangs'])).error).toBeNull();
  expect((await resend.emails.list()).data?.data).toHaveLength(2);
});

test('the list is newest first, in pages, without tags; a single mail has them', async () => {
  const { send, resend } = await open();
  await send('one', ['a', 'b', 'c']);
  await send('two', ['d', 'e']);
  const first = (await resend.emails.list({ limit: 2 })).data;
  expect(first?.data.map(({ to }) => to)).toEqual([['e@example.org'], ['d@example.org']]);
  expect(first?.has_more).toBe(true);
  expect(first?.data[0]).not.toHaveProperty('tags');
  expect(new Date(first?.data[0]?.created_at ?? '').getTime()).toBeGreaterThan(Date.now() - 60_000);
  const rest = (await resend.emails.list({ limit: 3, after: first?.data[1]?.id ?? '' })).data;
  expect(rest?.data.map(({ subject }) => subject)).toEqual(['to c', 'to b', 'to a']);
  expect(rest?.has_more).toBe(false);
  const { data: one } = await resend.emails.get(rest?.data[2]?.id ?? '');
  expect(one).toMatchObject({ to: ['a@example.org'], tags: [{ name: 'delivery', value: 'a' }] });
  expect((await resend.emails.get(randomUUID())).error).toMatchObject({ statusCode: 404, name: 'not_found' });
});

test('more requests in a second than allowed are refused until the second is over', async () => {
  const { provider, send } = await open({ requestsPerSecond: 3 });
  const answers = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => send(key, [key])));
  expect(answers.filter(({ error }) => error?.name === 'rate_limit_exceeded')).toHaveLength(2);
  expect(answers.map(({ headers }) => headers?.['ratelimit-limit'])).toEqual(Array(5).fill('3'));
  expect(answers.find(({ error }) => error)?.headers?.['retry-after']).toBe('1');
  expect(await provider.mostInOneSecond()).toBe(5);
  await sleep(1050);
  expect((await send('d', ['d'])).error).toBeNull();
});

test('the same seed brings the same faults', async () => {
  const weather = async (seed: number) => {
    const { provider, send } = await open({
      seed,
      chances: { '503': 0.3, 'reply lost': 0.3 },
      requestsPerSecond: 99,
    });
    for (let i = 0; i < 12; i++) await send(`key ${i}`, ['ada']);
    return (await provider.requests()).map(({ answer }) => answer);
  };
  const once = await weather(7);
  expect(new Set(once)).toEqual(new Set([200, 503, 'lost']));
  expect(await weather(7)).toEqual(once);
  expect(await weather(8)).not.toEqual(once);
});

test('as a process of its own it does the same, and ends with us', async () => {
  const provider = await startFaultyProviderProcess({ keyLifeMs: 1000 });
  const resend = new Resend('re_test', { baseUrl: provider.url });
  await resend.batch.send([mail('ada')], { idempotencyKey: 'key' });
  expect(await provider.accepted()).toMatchObject([{ delivery: 'ada', to: 'ada@example.org', key: 'key' }]);
  await provider.close();
  await expect(fetch(provider.url)).rejects.toThrow();
});

async function open(options: ProviderOptions = {}) {
  const provider: FaultyProvider = await startFaultyProvider(options);
  onTestFinished(() => provider.close());
  const resend = new Resend('re_test', { baseUrl: provider.url });
  const send = (idempotencyKey: string, names: readonly string[], withinMs = 5000) =>
    resend.batch.send(names.map(mail), { idempotencyKey, signal: AbortSignal.timeout(withinMs) });
  return { provider, resend, send };
}

function mail(name: string) {
  return {
    from: 'Lettercourse <hello@example.org>',
    to: [`${name}@example.org`],
    subject: `to ${name}`,
    html: '<p>Hello</p>',
    text: 'Hello',
    tags: [{ name: 'delivery', value: name }],
  };
}
