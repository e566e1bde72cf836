import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { auditLog } from '#lib/flows/desk/audit-log.ts';
import { atCommandLine, type Desk } from '#lib/flows/desk/desk.ts';
import { undoFor } from '#lib/flows/desk/for-learner.ts';
import { personStory } from '#lib/flows/desk/person.ts';
import { moveByHand } from '#lib/flows/desk/readdress.ts';
import { suppressAddress } from '#lib/flows/desk/suppress.ts';
import { listSuppressions, lookUpSuppression } from '#lib/flows/desk/suppressions.ts';
import { putBack, unsuppress, unsuppressAddress } from '#lib/flows/desk/unsuppress.ts';
import { examine } from '#lib/flows/doctor.ts';
import { erase } from '#lib/flows/erase.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { signUp } from '#lib/flows/sign-up.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

const ADA = 'ada@example.org';
const SURE = { why: 'asked us by phone', despiteComplaint: false };

let runtime: TestRuntime;
let desk: Desk;
let ada: Learner;
beforeAll(async () => {
  runtime = await openTea();
  desk = atCommandLine(runtime);
});
beforeEach(async () => {
  await beginAt(runtime, '2027-01-06T12:00:00Z');
  ada = await learningTea(runtime, 'ada');
});
afterAll(() => runtime.close());

const lessons = async () => (await ada.lessons()).length;
const state = async () => (await manageView(runtime, await ada.token('manage')))?.state;
const enrollment = () => runtime.db.enrollment.findFirstOrThrow();
const complains = async () => {
  const { id } = await runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one' } });
  await reports(runtime, { type: 'email.complained', delivery: id, to: ADA });
};
async function offeredUndo() {
  const { id, subscriberId } = await enrollment();
  const found = await personStory(desk, subscriberId);
  return { id, change: (found?.ok && found.story.courses[0]?.undo?.change) || '' };
}

describe('an address put on the list by an operator', () => {
  test('gets no more mail; the place is kept, and the audit log says why, without the address', async () => {
    expect(await suppressAddress(desk, ' ADA@example.org ', `${ADA} rang\nus up`)).toMatchObject({
      ok: true,
    });
    expect(await state()).toBe('left');
    await passDays(runtime, 21);
    expect(await lessons()).toBe(1);
    const log = await auditLog(desk, { action: 'suppression.add', subject: null }, null);
    expect(log).toMatchObject({
      ok: true,
      lines: [
        { who: 'command line', detail: [['reason', '…@… rang us up']], subject: { kind: 'subscriber' } },
      ],
    });
    expect(JSON.stringify(await runtime.db.auditEntry.findMany(), replaceBigInt)).not.toContain('ada');
    expect((await examine(runtime, { judgesLateness: false })).findings).toEqual([]);
  });

  test('undone within ten minutes, everything is as it was, and the lessons come', async () => {
    const before = await allRows(runtime);
    await suppressAddress(desk, ADA, 'a slip');
    expect((await manageView(runtime, await ada.token('manage')))?.undo).toBeNull();
    const { id, change } = await offeredUndo();
    expect(await undoFor(desk, id, change)).toEqual({ ok: true, said: 'undone' });
    const after = await allRows(runtime);
    expect(after.suppressions).toEqual([]);
    expect(after.subscribers).toEqual(before.subscribers);
    expect(await state()).toBe('active');
    await passDays(runtime, 13);
    expect(await lessons()).toBe(2);
  });

  test('is not freed by that undo once the person has complained, or once it was taken off by hand', async () => {
    await suppressAddress(desk, ADA, 'a slip');
    const { id, change } = await offeredUndo();
    await complains();
    expect(await undoFor(desk, id, change)).toMatchObject({ ok: false });
    expect(await runtime.db.suppression.findFirst()).toMatchObject({ reason: 'complained' });
    await unsuppressAddress(desk, ADA, { ...SURE, despiteComplaint: true });
    expect(await undoFor(desk, id, change)).toMatchObject({ ok: false });
    expect(await state()).toBe('left');
  });

  test('that nobody here has gets no sign-up either', async () => {
    expect(await suppressAddress(desk, 'zoe@example.org', 'wrote to us')).toEqual({
      ok: true,
      personId: null,
    });
    await signUp(runtime, { email: 'zoe@example.org', course: 'tea', source: 'test', network: null });
    expect(await runtime.db.subscriber.count()).toBe(1);
  });

  test.each([
    ['nothing of an address', 'ada', 'because', 'needs an @'],
    ['no reason', ADA, '  ', 'Say why'],
    ['a reason as long as a book', ADA, 'x'.repeat(501), '500 characters'],
  ])('%s is refused', async (_what, address, why, words) => {
    const before = await allRows(runtime);
    expect(await suppressAddress(desk, address, why)).toMatchObject({
      ok: false,
      problem: expect.stringContaining(words),
    });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('twice is once', async () => {
    await suppressAddress(desk, ADA, 'first');
    expect(await suppressAddress(desk, ADA, 'second')).toMatchObject({
      ok: false,
      problem: expect.stringContaining('already'),
    });
  });
});

describe('taking an address off the list', () => {
  test('needs a reason; it sends nothing and signs nobody up, and can be put back for the reason it had', async () => {
    await suppressAddress(desk, ADA, 'a slip');
    expect(await unsuppressAddress(desk, ADA, { ...SURE, why: '' })).toMatchObject({ ok: false });
    const done = await unsuppressAddress(desk, ADA, SURE);
    expect(done).toMatchObject({ ok: true, personId: expect.any(String) });
    expect(await state()).toBe('left');
    await passDays(runtime, 14);
    expect(await lessons()).toBe(1);
    const entry = done.ok ? done.entry : '';
    expect(await putBack(desk, entry)).toBeNull();
    expect(await runtime.db.suppression.findFirst()).toMatchObject({
      reason: 'operator',
      subscriberId: expect.any(String),
    });
    expect(await putBack(desk, entry)).toContain('again already');
  });

  test('after a complaint, only for whoever says that they know of it', async () => {
    await complains();
    const refused = await unsuppressAddress(desk, ADA, SURE);
    expect(refused).toEqual({
      ok: false,
      wasComplaint: true,
      problem: expect.stringContaining('marked our mail as unwanted'),
    });
    expect(await runtime.db.suppression.count()).toBe(1);
    expect(await unsuppressAddress(desk, ADA, { ...SURE, despiteComplaint: true })).toMatchObject({
      ok: true,
    });
    expect(await runtime.db.suppression.count()).toBe(0);
  });

  test('is not put back over somebody who has come back meanwhile, nor by an entry that is none', async () => {
    await suppressAddress(desk, ADA, 'a slip');
    const done = await unsuppressAddress(desk, ADA, SURE);
    await runtime.db.subscriber.updateMany({ data: { standing: 'confirmed' } });
    for (const entry of [done.ok ? done.entry : '', '1', '999999999', 'x', '', '99999999999999999999'])
      expect(await putBack(desk, entry)).toContain('can’t be put back');
    expect(await runtime.db.suppression.count()).toBe(0);
  });

  test('what is not on it is said', async () => {
    for (const refused of [
      await unsuppressAddress(desk, ADA, SURE),
      await unsuppress(desk, 'nonsense', SURE),
      await unsuppressAddress(desk, 'ada', SURE),
    ])
      expect(refused).toMatchObject({ ok: false, wasComplaint: false });
  });
});

describe('the list of suppressions', () => {
  test('has the address of who is here; of who was erased, or has moved, it knows none', async () => {
    await learningTea(runtime, 'ben');
    await learningTea(runtime, 'cleo');
    for (const name of ['ada', 'ben', 'cleo']) await suppressAddress(desk, `${name}@example.org`, 'because');
    await erase(runtime, 'ben@example.org');
    expect(await moveByHand(desk, 'cleo@example.org', 'new@example.org')).toBeNull();
    const list = await listSuppressions(desk, { reason: null }, null);
    expect(list).toMatchObject({
      ok: true,
      older: null,
      suppressions: [{ person: null }, { person: null }, { reason: 'operator', person: { address: ADA } }],
    });
    expect(await listSuppressions(desk, { reason: 'bounced' }, null)).toMatchObject({ suppressions: [] });
    expect(await lookUpSuppression(desk, 'BEN@example.org')).toMatchObject({
      ok: true,
      found: { reason: 'operator' },
    });
    expect(await lookUpSuppression(desk, 'dan@example.org')).toEqual({ ok: true, found: null });
    expect(await lookUpSuppression(desk, 'dan')).toMatchObject({ ok: false });
  });

  test('comes in pages, each address once', async () => {
    await runtime.db.$executeRaw`
      INSERT INTO "Suppression" ("addressHash", "reason") SELECT 'hash-' || n, 'bounced' FROM generate_series(1, 120) AS n`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await listSuppressions(desk, { reason: null }, after);
      if (!page.ok) throw new Error(page.problem);
      seen.push(...page.suppressions.map(({ addressHash }) => addressHash));
      after = page.older;
    } while (after !== null);
    expect([seen.length, new Set(seen).size]).toEqual([120, 120]);
    expect(await listSuppressions(desk, { reason: null }, 'x')).toMatchObject({ ok: false });
  });
});

describe('the audit log', () => {
  test('newest first, by action, by person with their courses, in pages', async () => {
    await suppressAddress(desk, ADA, 'a slip');
    const { id, change } = await offeredUndo();
    await undoFor(desk, id, change);
    const { subscriberId } = await enrollment();
    const all = await auditLog(desk, { action: null, subject: `subscriber/${subscriberId}` }, null);
    if (!all.ok) throw new Error(all.problem);
    expect(all.lines.map(({ did, personId }) => [did, personId])).toEqual([
      ['undid a change', subscriberId],
      ['took an address off the list of those not mailed', subscriberId],
      ['put an address on the list of those not mailed', subscriberId],
    ]);
    const [newest] = all.lines;
    const older = await auditLog(desk, { action: null, subject: null }, newest?.number ?? '');
    expect(older).toMatchObject({ ok: true, lines: [{}, {}] });
    expect(await auditLog(desk, { action: 'subscriber.erase', subject: null }, null)).toMatchObject({
      lines: [],
    });
    expect(await auditLog(desk, { action: null, subject: 'nobody\0' }, null)).toMatchObject({ lines: [] });
    for (const after of ['x', '-1', '', '99999999999999999999'])
      expect(await auditLog(desk, { action: null, subject: null }, after)).toMatchObject({ ok: false });
  });

  test('an operator is named, and by their id once they are one no more', async () => {
    const operator = await runtime.db.operator.create({ data: { name: 'Olga', email: 'olga@example.org' } });
    await suppressAddress({ ...runtime, actor: { by: 'operator', id: operator.id } }, ADA, 'a slip');
    expect(await auditLog(desk, { action: null, subject: null }, null)).toMatchObject({
      lines: [{ who: 'Olga' }],
    });
    await runtime.db.operator.delete({ where: { id: operator.id } });
    expect(await auditLog(desk, { action: null, subject: null }, null)).toMatchObject({
      lines: [{ who: `operator/${operator.id}` }],
    });
  });

  test('refuses to be changed', async () => {
    await suppressAddress(desk, ADA, 'a slip');
    await expect(runtime.db.auditEntry.updateMany({ data: { actor: 'nobody' } })).rejects.toThrow();
    await expect(runtime.db.auditEntry.deleteMany()).rejects.toThrow();
    expect(await runtime.db.auditEntry.count()).toBe(1);
  });
});

function replaceBigInt(_key: string, value: unknown) {
  return typeof value === 'bigint' ? String(value) : value;
}
