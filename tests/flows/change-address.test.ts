import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NEW_ADDRESS_SUBJECT, OLD_ADDRESS_SUBJECT, TAKEN_ADDRESS_SUBJECT } from '#emails/change-address.tsx';
import { move } from '#lib/cli/subscribers.ts';
import { askForAddress, takeAddressBack } from '#lib/flows/change-address.ts';
import { addressView, confirmAddress, refuseAddress } from '#lib/flows/confirm-address.ts';
import { atCommandLine } from '#lib/flows/desk/desk.ts';
import { examine } from '#lib/flows/doctor.ts';
import { erase } from '#lib/flows/erase.ts';
import { manageView } from '#lib/flows/manage.ts';
import { passDays } from '#lib/flows/outbox.ts';
import { resendConfirmation } from '#lib/flows/pending.ts';
import { dataAt, dataOf } from '#lib/flows/person-data.ts';
import { plan } from '#lib/flows/plan.ts';
import { requestDataLink } from '#lib/flows/request-data-link.ts';
import { runUntilQuiet } from '#lib/flows/run-until-quiet.ts';
import { type Learner, learnerOf } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { atTime, beginAt, realTimePasses, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

const NEW = 'Ada@New.example';

describe('moving to another address', () => {
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openTea();
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const inNewMailbox = () => learnerOf(runtime, 'Ada@new.example');
  const dataToken = async (learner: Learner) => {
    await requestDataLink(runtime, await learner.token('manage'));
    await runUntilQuiet(runtime);
    return learner.token('data');
  };
  /** Ada on the page of her data, with both mails in their mailboxes. */
  const asking = async (address = NEW) => {
    const ada = await learningTea(runtime, 'ada');
    const token = await dataToken(ada);
    const answer = await askForAddress(runtime, token, address);
    await runUntilQuiet(runtime);
    return { ada, token, answer };
  };
  const subjects = async (learner: Learner) => (await learner.mail()).map(({ subject }) => subject);

  test.each([
    ['the old first', ['old', 'new']],
    ['the new first', ['new', 'old']],
  ])(
    'is done when both addresses have said yes, %s; the place stays, and the next lesson comes there',
    async (_, order) => {
      const { ada, token, answer } = await asking();
      expect(answer).toEqual({ ok: true });
      expect(await subjects(ada)).toContain(OLD_ADDRESS_SUBJECT);
      expect(await subjects(inNewMailbox())).toEqual([NEW_ADDRESS_SUBJECT]);
      const links = { old: await ada.token('address'), new: await inNewMailbox().token('address') };
      for (const [i, side] of order.entries()) {
        const link = links[side as 'old' | 'new'];
        expect(await addressView(runtime, link)).toMatchObject({ side, state: 'open' });
        await confirmAddress(runtime, link);
        await confirmAddress(runtime, link);
        expect(await addressView(runtime, link)).toMatchObject({ state: i === 0 ? 'said yes' : 'done' });
      }
      expect(await runtime.db.subscriber.findMany()).toMatchObject([
        { address: 'Ada@new.example', addressKey: 'ada@new.example' },
      ]);
      expect(await dataOf(runtime, token)).toBeNull();
      const before = (await ada.mail()).length;
      await passDays(runtime, 14);
      expect(await ada.mail()).toHaveLength(before);
      expect((await inNewMailbox().lessons()).map((lesson) => lesson.split(':')[0])).toEqual(['two']);
      expect(await manageView(runtime, await inNewMailbox().token('manage'))).toMatchObject({ had: 2 });
      expect((await examine(runtime)).findings).toEqual([]);
    },
  );

  test('one yes changes nothing, and after a day it is too late', async () => {
    const { ada } = await asking();
    const [old, wanted] = [await ada.token('address'), await inNewMailbox().token('address')];
    await confirmAddress(runtime, wanted);
    await atTime(runtime, '2027-01-07T12:05:00Z');
    expect(await addressView(runtime, old)).toMatchObject({ state: 'over' });
    await confirmAddress(runtime, old);
    expect(await runtime.db.subscriber.findMany()).toMatchObject([{ addressKey: ada.address }]);
  });

  test.each(['taken back on the page', 'refused from the old address', 'followed by another'])(
    '%s, neither link does anything any more',
    async (how) => {
      const { ada, token } = await asking();
      const [old, wanted] = [await ada.token('address'), await inNewMailbox().token('address')];
      expect((await dataOf(runtime, token))?.moving).toMatchObject({ address: 'Ada@new.example' });
      if (how.startsWith('taken')) await takeAddressBack(runtime, token);
      else if (how.startsWith('refused')) await refuseAddress(runtime, old);
      else await askForAddress(runtime, token, 'third@new.example');
      for (const link of [old, wanted]) {
        await confirmAddress(runtime, link);
        expect(await addressView(runtime, link)).toMatchObject({ state: 'over' });
      }
      expect(await runtime.db.subscriber.findMany()).toMatchObject([{ addressKey: ada.address }]);
    },
  );

  test('the new address can’t refuse for the old one', async () => {
    await asking();
    const wanted = await inNewMailbox().token('address');
    await refuseAddress(runtime, wanted);
    expect(await addressView(runtime, wanted)).toMatchObject({ state: 'open' });
  });

  test('an address with a place of its own: the same answer, only its mailbox is told, and nothing can be confirmed', async () => {
    const ben = await learningTea(runtime, 'ben');
    const { ada, token, answer } = await asking(ben.address);
    expect(answer).toEqual({ ok: true });
    expect((await dataOf(runtime, token))?.moving).toMatchObject({ waitsForOld: true });
    expect((await subjects(ben)).at(-1)).toBe(TAKEN_ADDRESS_SUBJECT);
    expect((await ben.mail()).at(-1)?.text).not.toContain('/address/');
    expect(JSON.stringify(await dataOf(runtime, token))).not.toContain('taken');
    expect(JSON.stringify(await dataAt(runtime, ben.address))).toContain(TAKEN_ADDRESS_SUBJECT);
    await confirmAddress(runtime, await ada.token('address'));
    expect(await addressView(runtime, await ada.token('address'))).toMatchObject({ state: 'said yes' });
    expect(await runtime.db.subscriber.count({ where: { addressKey: ada.address } })).toBe(1);
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test('an address that got a place meanwhile: the second yes changes nothing, and its mailbox is told', async () => {
    const { ada } = await asking('ben@example.org');
    const wanted = await learnerOf(runtime, 'ben@example.org').token('address');
    await confirmAddress(runtime, wanted);
    const ben = await learningTea(runtime, 'ben');
    await confirmAddress(runtime, await ada.token('address'));
    await runUntilQuiet(runtime);
    expect(await addressView(runtime, await ada.token('address'))).toMatchObject({ state: 'over' });
    expect((await subjects(ben)).at(-1)).toBe(TAKEN_ADDRESS_SUBJECT);
    expect(await runtime.db.subscriber.count()).toBe(2);
  });

  test('an address that must not be written to gets nothing, and the answer is the same', async () => {
    const addressHash = runtime.hashAddress('ada@new.example');
    await runtime.db.suppression.create({ data: { addressHash, reason: 'complained' } });
    const { ada, token, answer } = await asking();
    expect(answer).toEqual({ ok: true });
    expect(await inNewMailbox().mail()).toEqual([]);
    expect(JSON.stringify(await dataOf(runtime, token))).not.toContain('suppressed');
    await confirmAddress(runtime, await ada.token('address'));
    expect(await runtime.db.subscriber.findMany()).toMatchObject([{ addressKey: ada.address }]);
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test.each([
    ['ada', 'needs an @'],
    ['ADA@example.org', 'already'],
  ])('%s is no new address, and it is said why', async (typed, words) => {
    const { answer } = await asking(typed);
    expect(answer).toEqual({ ok: false, problem: expect.stringContaining(words) });
    expect(await runtime.db.addressChange.count()).toBe(0);
  });

  test('is asked for three times a day at most', async () => {
    const { token } = await asking();
    for (const address of ['b@new.example', 'c@new.example']) await askForAddress(runtime, token, address);
    expect(await askForAddress(runtime, token, 'd@new.example')).toMatchObject({ ok: false });
  });

  test('a lesson that was planned for the old address and has not left goes to the new one', async () => {
    const { ada } = await asking();
    await confirmAddress(runtime, await ada.token('address'));
    await runtime.db.delivery.updateMany({ where: { state: 'scheduled' }, data: { dueAt: new Date(0) } });
    await plan(runtime);
    expect(await runtime.db.delivery.count({ where: { state: 'batched' } })).toBe(1);
    await confirmAddress(runtime, await inNewMailbox().token('address'));
    await runUntilQuiet(runtime);
    expect(await inNewMailbox().lessons()).toHaveLength(1);
    expect(await ada.lessons()).toHaveLength(1);
  });

  test('mail that comes back from the new address before it is theirs stops no mail to the old one', async () => {
    const { ada } = await asking();
    const asked = await runtime.db.delivery.findFirstOrThrow({ where: { kind: 'new_address' } });
    await reports(runtime, {
      type: 'email.bounced',
      delivery: asked.id,
      to: 'ada@new.example',
      bounce: 'Permanent',
    });
    expect(await runtime.db.suppression.findMany()).toMatchObject([
      { addressHash: runtime.hashAddress('ada@new.example') },
    ]);
    await passDays(runtime, 14);
    expect(await ada.lessons()).toHaveLength(2);
  });

  test('whoever is erased after moving leaves neither address behind; the old one can begin anew', async () => {
    const { ada } = await asking();
    for (const learner of [ada, inNewMailbox()])
      await confirmAddress(runtime, await learner.token('address'));
    await erase(runtime, NEW);
    const rows = await allRows(runtime);
    expect({ ...rows, batches: [] }).toEqual(
      Object.fromEntries(Object.keys(rows).map((table) => [table, []])),
    );
    expect(await runtime.db.limit.count({ where: { key: { startsWith: 'address/' } } })).toBe(0);
    expect(await (await learningTea(runtime, 'ada')).lessons()).toHaveLength(1);
  });

  test('“send it again” on the page of an old sign-up: it says so, nobody new begins by it, and erasing takes it along', async () => {
    const { ada } = await asking();
    const { id } = await runtime.db.signUp.findFirstOrThrow();
    for (const learner of [ada, inNewMailbox()])
      await confirmAddress(runtime, await learner.token('address'));
    await realTimePasses(runtime, 61);
    const mails = (await ada.mail()).length;
    expect(await resendConfirmation(runtime, runtime.tokens.sign('pending', id))).toMatchObject({ ok: true });
    await runUntilQuiet(runtime);
    expect(await ada.mail()).toHaveLength(mails);
    expect(await runtime.db.subscriber.count()).toBe(1);
    await erase(runtime, NEW);
    expect([await runtime.db.subscriber.count(), await runtime.db.signUp.count()]).toEqual([0, 0]);
  });

  test('whoever is erased whose address somebody wants takes the asking along, and nothing else of theirs', async () => {
    const { ada } = await asking();
    expect(await erase(runtime, NEW)).toMatchObject({ ok: true, held: { addressChanges: 1, deliveries: 1 } });
    expect(await inNewMailbox().mail()).toEqual([]);
    expect(await addressView(runtime, await ada.token('address'))).toBeNull();
    expect(await ada.lessons()).toHaveLength(1);
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test('by the operator, for whoever can’t be mailed: both addresses are named, and it is meant', async () => {
    const ada = await learningTea(runtime, 'ada');
    const ben = await learningTea(runtime, 'ben');
    const rows = await allRows(runtime);
    for (const args of [
      [ada.address, NEW],
      [ada.address, ben.address, '--yes'],
      ['nobody@example.org', NEW, '--yes'],
    ])
      expect(await move(atCommandLine(runtime), args)).toMatchObject({ code: 1 });
    expect(await allRows(runtime)).toEqual(rows);
    expect(await move(atCommandLine(runtime), [ada.address, NEW, '--yes'])).toMatchObject({ code: 0 });
    await passDays(runtime, 14);
    expect(await inNewMailbox().lessons()).toHaveLength(1);
  });
});
