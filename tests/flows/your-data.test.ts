import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DATA_SUBJECT } from '#emails/data.tsx';
import { examine } from '#lib/flows/doctor.ts';
import { erase, eraseOwn } from '#lib/flows/erase.ts';
import { leaveEverything } from '#lib/flows/leave.ts';
import { manageView } from '#lib/flows/manage.ts';
import { answerCheck, markRead } from '#lib/flows/note-progress.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { dataAt, dataOf } from '#lib/flows/person-data.ts';
import { requestDataLink } from '#lib/flows/request-data-link.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { askedForTea, learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

describe('the link to one’s data', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const ask = async (learner: Learner) => {
    const said = await requestDataLink(runtime, await learner.token('manage'));
    await runUntilQuiet(runtime);
    return said;
  };
  const linksTo = async (learner: Learner) =>
    (await learner.mail()).filter(({ subject }) => subject === DATA_SUBJECT);

  test('comes to the learner’s own address at once, says until when it works, and changes nothing else', async () => {
    const ada = await learningTea(runtime, 'ada');
    const { deliveries: before } = await allRows(runtime);
    expect(await ask(ada)).toEqual({ ok: true, said: 'data-link-sent' });
    const [mail] = await linksTo(ada);
    expect(mail?.text).toContain('works until Wednesday 6 January at 14:00, Europe/Paris');
    expect(mail?.headers).not.toHaveProperty('List-Unsubscribe');
    expect(await manageView(runtime, await ada.token('manage'))).toMatchObject({
      maskedAddress: 'a…@e….org',
      hasDataLink: true,
    });
    const { deliveries } = await allRows(runtime);
    expect(deliveries.filter(({ kind }) => kind !== 'data')).toEqual(before);
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test('comes once in ten minutes and three times a day', async () => {
    const ada = await learningTea(runtime, 'ada');
    await ask(ada);
    expect(await ask(ada)).toEqual({ ok: false, problem: expect.stringContaining('ten minutes') });
    for (let times = 0; times < 2; times++) {
      await realTimePasses(runtime, 601);
      expect(await ask(ada)).toMatchObject({ ok: true });
    }
    await realTimePasses(runtime, 601);
    expect(await ask(ada)).toEqual({ ok: false, problem: expect.stringContaining('tomorrow') });
    expect(await linksTo(ada)).toHaveLength(3);
  });

  test('comes to who has stopped all mail, and starts no other; what was asked for before is called off', async () => {
    const ada = await learningTea(runtime, 'ada');
    await requestDataLink(runtime, await ada.token('manage'));
    await leaveEverything(runtime, await ada.token('manage'));
    await runUntilQuiet(runtime);
    expect(await linksTo(ada)).toEqual([]);
    await realTimePasses(runtime, 601);
    await atTime(runtime, '2027-01-06T12:20:00Z');
    expect(await ask(ada)).toMatchObject({ ok: true });
    expect(await linksTo(ada)).toHaveLength(1);
    await passDays(runtime, 30);
    expect((await ada.mail()).at(-1)?.subject).toBe(DATA_SUBJECT);
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test('does not come to an address that mail is not sent to: the answer says to write to us', async () => {
    const ada = await learningTea(runtime, 'ada');
    const delivery = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
    await reports(runtime, { type: 'email.complained', delivery: delivery.id, to: ada.address });
    expect(await ask(ada)).toEqual({ ok: false, problem: expect.stringContaining('Write to us') });
    expect(await linksTo(ada)).toEqual([]);
  });

  test('shows its owner’s data for an hour, and then nothing', async () => {
    const ada = await learningTea(runtime, 'ada');
    await learningTea(runtime, 'ben');
    await ask(ada);
    const token = await ada.token('data');
    expect(await dataOf(runtime, token)).toMatchObject({ data: { person: { address: ada.address } } });
    await atTime(runtime, '2027-01-06T12:59:00Z');
    expect(await dataOf(runtime, token)).not.toBeNull();
    await atTime(runtime, '2027-01-06T13:05:00Z');
    expect(await dataOf(runtime, token)).toBeNull();
    expect(await manageView(runtime, await ada.token('manage'))).toMatchObject({ hasDataLink: false });
  });

  test('leaves no more when its hour was over before it could', async () => {
    const ada = await learningTea(runtime, 'ada');
    await requestDataLink(runtime, await ada.token('manage'));
    await atTime(runtime, '2027-01-06T13:05:00Z');
    expect(await linksTo(ada)).toEqual([]);
    expect(await runtime.db.delivery.findFirst({ where: { kind: 'data' } })).toMatchObject({
      state: 'skipped',
      reason: 'expired',
    });
  });

  test.each([
    ['another purpose', (token: string, { tokens }: TestRuntime) => tokens.sign('lesson', idIn(token))],
    [
      'another mail',
      async (_: string, { db, tokens }: TestRuntime) => {
        const lesson = await db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
        return tokens.sign('data', lesson.id);
      },
    ],
    ['one cut off', (token: string) => token.slice(0, -1)],
    [
      'one that went to an address that is not theirs any more',
      async (token: string, { db }: TestRuntime) => {
        await db.subscriber.updateMany({ data: { address: 'a@example.net', addressKey: 'a@example.net' } });
        return token;
      },
    ],
  ])('%s shows nothing', async (_, forged) => {
    const ada = await learningTea(runtime, 'ada');
    await ask(ada);
    expect(await dataOf(runtime, await forged(await ada.token('data'), runtime))).toBeNull();
  });

  test('shows nothing of somebody who was erased', async () => {
    const ada = await learningTea(runtime, 'ada');
    await ask(ada);
    const token = await ada.token('data');
    await erase(runtime, ada.address);
    expect(await dataOf(runtime, token)).toBeNull();
  });

  test('shows all that is held: every text and every moment of every row that is theirs', async () => {
    const ada = await learningTea(runtime, 'ada');
    const lesson = await ada.token('lesson');
    await markRead(runtime, lesson);
    await answerCheck(runtime, lesson, 'Yes');
    await signUp(runtime, { email: ada.address, course: 'leaky-gut', source: 'test', network: '192.0.2.7' });
    const { id: delivery } = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
    await reports(runtime, { type: 'email.delivered', delivery, to: ada.address });
    await ask(ada);
    const shown = JSON.stringify((await dataOf(runtime, await ada.token('data')))?.data);
    // Batches are of many people; the outbox keeps whole mails, which these say again.
    const { batches: _, mail: __, events, ...theirs } = await allRows(runtime);
    expect(theirs.progress).toMatchObject([{ answer: 'Yes' }]);
    const named = events.map(({ type, occurredAt }) => ({ type, occurredAt }));
    for (const row of [...Object.values(theirs), named].flat()) {
      for (const [column, value] of Object.entries(row)) {
        if (ABOUT_NOBODY.has(column) || /[iI]d$/.test(column)) continue;
        if (typeof value === 'string') expect(shown, column).toContain(JSON.stringify(value).slice(1, -1));
        if (value instanceof Date) expect(shown, column).toContain(value.toISOString());
      }
    }
  });

  test('deletes all of it, once, and nothing of anybody else', async () => {
    await learningTea(runtime, 'ben');
    const others = { ...(await allRows(runtime)), batches: [] };
    const ada = await learningTea(runtime, 'ada');
    await ask(ada);
    const [token, manage] = [await ada.token('data'), await ada.token('manage')];
    const twice = await Promise.all([eraseOwn(runtime, token), eraseOwn(runtime, token)]);
    expect(twice.toSorted()).toEqual([false, true]);
    expect({ ...(await allRows(runtime)), batches: [] }).toEqual(others);
    expect(await dataOf(runtime, token)).toBeNull();
    expect(await manageView(runtime, manage)).toBeNull();
    await passDays(runtime, 30);
    expect(await ada.mail()).toEqual([]);
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test('deletes nothing when its hour is over', async () => {
    const ada = await learningTea(runtime, 'ada');
    await ask(ada);
    const token = await ada.token('data');
    await atTime(runtime, '2027-01-06T13:05:00Z');
    const rows = await allRows(runtime);
    expect(await eraseOwn(runtime, token)).toBe(false);
    expect(await allRows(runtime)).toEqual(rows);
  });

  test('the operator reads the same by address: of a learner, of who has only asked, of nobody', async () => {
    const ada = await learningTea(runtime, 'ada');
    await ask(ada);
    const { data } = (await dataOf(runtime, await ada.token('data'))) ?? {};
    expect(await dataAt(runtime, ' ADA@example.org ')).toMatchObject({
      ok: true,
      data: { person: data?.person, consents: data?.consents, courses: data?.courses },
    });
    await askedForTea(runtime, 'ben');
    expect(await dataAt(runtime, 'ben@example.org')).toMatchObject({ ok: true, data: { courses: [] } });
    expect(await dataAt(runtime, 'nobody@example.org')).toMatchObject({ ok: false });
    expect(await dataAt(runtime, 'nobody')).toMatchObject({ ok: false });
  });
});

/** How the machine finds a row again; it says nothing about the person. */
const ABOUT_NOBODY = new Set(['addressKey', 'intent', 'editionHash']);

function idIn(token: string): string {
  const hex = Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
