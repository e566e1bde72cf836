import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { requestLink, signUp } from '#lib/flows/sign-up.ts';
import { beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { openTea } from '#tests/support/small-course.ts';

const AN_HOUR = 3601;

describe('how much one network may ask for', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  let people = 0;
  /** New people sign up one after the other. @returns how many were taken */
  async function askFrom(network: (n: number) => string, times: number): Promise<number> {
    let taken = 0;
    for (let i = 0; i < times; i++) {
      const email = `person${people++}@example.org`;
      const answer = await signUp(runtime, { email, course: 'tea', source: 'test', network: network(i) });
      if (answer.ok) taken++;
      else
        expect(answer).toMatchObject({ problem: 'too-many', message: expect.stringContaining('try again') });
    }
    return taken;
  }

  test('ten an hour from one IPv4 address; another address is not touched by it', async () => {
    expect(await askFrom(() => '192.0.2.7', 12)).toBe(10);
    expect(await askFrom(() => '192.0.2.8', 1)).toBe(1);
    await realTimePasses(runtime, AN_HOUR);
    expect(await askFrom(() => '192.0.2.7', 1)).toBe(1);
  });

  test('forty a day, and what was refused does not use them up', async () => {
    const taken = [];
    for (let hour = 0; hour < 6; hour++) {
      taken.push(await askFrom(() => '192.0.2.7', 12));
      await realTimePasses(runtime, AN_HOUR);
    }
    expect(taken).toEqual([10, 10, 10, 10, 0, 0]);
    await realTimePasses(runtime, 24 * AN_HOUR);
    expect(await askFrom(() => '192.0.2.7', 1)).toBe(1);
  });

  test('no hour holds more than ten, wherever it begins', async () => {
    expect(await askFrom(() => '192.0.2.7', 1)).toBe(1);
    await realTimePasses(runtime, AN_HOUR - 60);
    expect(await askFrom(() => '192.0.2.7', 12)).toBe(9);
    await realTimePasses(runtime, 120);
    expect(await askFrom(() => '192.0.2.7', 12)).toBe(1);
  });

  test('addresses of one IPv6 /64 count together', async () => {
    expect(await askFrom((n) => `2001:db8:1:2::${n}`, 12)).toBe(10);
  });

  test('this machine itself is not limited', async () => {
    expect(await askFrom((n) => ['127.0.0.1', '::1', '::ffff:127.0.0.1'][n % 3] ?? '', 33)).toBe(33);
  });

  test('lost links count with sign-ups', async () => {
    expect(await askFrom(() => '192.0.2.7', 10)).toBe(10);
    const answer = await requestLink(runtime, {
      email: 'ada@example.org',
      course: 'tea',
      network: '192.0.2.7',
    });
    expect(answer).toMatchObject({ ok: false, problem: 'too-many' });
  });

  test('the rows of a limit hold no address', async () => {
    await askFrom(() => '192.0.2.7', 1);
    const keys = (await runtime.db.limit.findMany()).map(({ key }) => key).join(' ');
    expect(keys).not.toMatch(/192\.0|example|person/);
  });
});
