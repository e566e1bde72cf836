import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { reasons } from '#lib/cli/reasons.ts';
import { comeBack } from '#lib/flows/come-back.ts';
import { leaveCourse, leaveEverything } from '#lib/flows/leave.ts';
import { tellWhy } from '#lib/flows/leave-reason.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { runScheduled } from '#lib/flows/scheduled.ts';
import { undo } from '#lib/flows/undo.ts';
import { unsubscribe, unsubscribeView } from '#lib/flows/unsubscribe.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

const NO_TIME = { choice: 'no_time', text: '' };

describe('why somebody left', () => {
  let runtime: TestRuntime;
  let ada: Learner;
  let page: string;
  let link: string;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(async () => {
    await beginAt(runtime, '2027-01-06T12:00:00Z');
    ada = await learningTea(runtime, 'ada');
    page = await ada.token('manage');
    link = await ada.token('unsubscribe');
  });
  afterAll(() => runtime.close());

  const askWhy = async () => [
    (await manageView(runtime, page))?.askWhy,
    (await unsubscribeView(runtime, link))?.askWhy,
  ];
  const told = () => runtime.db.leaveReason.findMany({ omit: { id: true, subscriberId: true, at: true } });

  test('is never asked before leaving, nor written down', async () => {
    expect(await askWhy()).toEqual([false, false]);
    const before = await allRows(runtime);
    expect(await tellWhy(runtime, page, 'manage', NO_TIME)).toEqual({ ok: true, said: 'nothing-to-do' });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('is asked afterwards on both pages, once; the answer is kept as it was written', async () => {
    await leaveCourse(runtime, page);
    expect(await askWhy()).toEqual([true, true]);
    const reason = { choice: 'other', text: '  Two lines,\r\nas typed.\u0000 ' };
    const said = await Promise.all(Array.from({ length: 5 }, () => tellWhy(runtime, page, 'manage', reason)));
    for (const one of said) expect(one).toEqual({ ok: true, said: 'reason-told' });
    expect(await told()).toEqual([{ scope: 'course/tea', choice: 'other', text: 'Two lines,\nas typed.' }]);
    expect(await askWhy()).toEqual([false, false]);
  });

  test('is told of all mail by the link of a mail; and again when they come back and leave once more', async () => {
    await unsubscribe(runtime, link, 'everything', 'one-click');
    expect(await tellWhy(runtime, link, 'unsubscribe', NO_TIME)).toMatchObject({ said: 'reason-told' });
    await passDays(runtime, 3);
    await comeBack(runtime, page, 'continue');
    expect(await askWhy()).toEqual([false, false]);
    await passDays(runtime, 3);
    await leaveEverything(runtime, page);
    expect(await askWhy()).toEqual([true, true]);
    await tellWhy(runtime, page, 'manage', { choice: 'too_often', text: '' });
    expect((await told()).map(({ scope, choice }) => `${choice}: ${scope}`)).toEqual([
      'no_time: everything',
      'too_often: everything',
    ]);
  });

  test('takes nothing from undoing, which takes the question back', async () => {
    await leaveCourse(runtime, page);
    await tellWhy(runtime, page, 'manage', NO_TIME);
    const change = (await manageView(runtime, page))?.undo?.id ?? '';
    expect(await undo(runtime, page, change)).toEqual({ ok: true, said: 'undone' });
    expect(await manageView(runtime, page)).toMatchObject({ state: 'active', askWhy: false });
  });

  test('is not asked of somebody who complained', async () => {
    const { id: delivery } = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
    await reports(runtime, { type: 'email.complained', delivery, to: ada.address });
    expect(await askWhy()).toEqual([false, false]);
  });

  test.each([
    ['no choice', { choice: '', text: 'words' }, 'Choose one'],
    ['a choice of somebody’s own', { choice: 'toString', text: '' }, 'Choose one'],
    ['too many words', { choice: 'other', text: 'x'.repeat(501) }, '500 characters or fewer'],
  ])('%s: says what to do, and writes nothing', async (_, reason, problem) => {
    await leaveCourse(runtime, page);
    const before = await allRows(runtime);
    expect(await tellWhy(runtime, page, 'manage', reason)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(problem),
    });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('a link of another purpose tells nothing', async () => {
    await leaveCourse(runtime, page);
    for (const wrong of [link, await ada.token('lesson'), 'x'])
      expect(await tellWhy(runtime, wrong, 'manage', NO_TIME)).toMatchObject({ ok: false });
    expect(await told()).toEqual([]);
  });

  test('is listed for the operator with counts and words, and no addresses; and forgotten after two years', async () => {
    expect((await reasons(runtime)).lines).toEqual(['Nobody has said why they left.']);
    for (const [name, choice, text] of [
      ['ben', 'no_time', ''],
      ['cleo', 'no_time', 'Write to cleo@example.org in May.'],
      ['dan', 'had_enough', ''],
    ] as const) {
      const token = await (await learningTea(runtime, name)).token('manage');
      await leaveCourse(runtime, token);
      await tellWhy(runtime, token, 'manage', { choice, text });
    }
    const listed = (await reasons(runtime)).lines;
    expect(listed).toEqual([
      'course/tea:',
      '  2 people: I have no time for it now',
      '    “Write to …@… in May.”',
      '  1 person: I have learned what I wanted to',
    ]);
    await runtime.db.$executeRaw`UPDATE "Clock" SET "offsetMs" = "offsetMs" + ${729 * 86_400_000}::bigint`;
    await runScheduled(runtime, 'sweep');
    expect((await reasons(runtime)).lines).toEqual(listed);
    await runtime.db.$executeRaw`UPDATE "Clock" SET "offsetMs" = "offsetMs" + ${2 * 86_400_000}::bigint`;
    await runScheduled(runtime, 'sweep');
    expect(await told()).toEqual([]);
  });
});
