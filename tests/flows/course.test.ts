import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { passDays } from '#lib/flows/outbox.ts';
import { learning } from '#tests/support/learner.ts';
import { openRuntime, type TestRuntime } from '#tests/support/runtime.ts';

describe('one course, from sign-up to the closing mail', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openRuntime();
  });
  afterAll(() => runtime.close());

  test('seven lessons arrive once each, in order, a week apart at the learner’s hour, then a closing mail, then nothing', async () => {
    const ada = await learning(runtime, 'ada', 'Pacific/Auckland');
    await passDays(runtime, 100);
    const mail = await ada.mail();
    expect(mail.map(({ subject }) => subject)).toHaveLength(9);
    const local = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Pacific/Auckland',
      weekday: 'long',
      hour: '2-digit',
      minute: '2-digit',
    });
    for (const { sentAt } of mail.slice(2)) expect(local.format(new Date(sentAt))).toBe('Monday 09:00');
    const days = mail.slice(2).map(({ sentAt }) => Date.parse(sentAt) / 86_400_000);
    for (const [i, day] of days.slice(1).entries()) expect(Math.round(day - (days[i] ?? 0))).toBe(7);
    const before = mail.length;
    await passDays(runtime, 60);
    expect(await ada.mail()).toHaveLength(before);
  });
});
