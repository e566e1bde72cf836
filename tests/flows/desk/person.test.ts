import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { atCommandLine, type Desk } from '#lib/flows/desk/desk.ts';
import { erasePerson } from '#lib/flows/desk/erase-person.ts';
import { exportPerson } from '#lib/flows/desk/export-person.ts';
import { personStory } from '#lib/flows/desk/person.ts';
import { showMail } from '#lib/flows/desk/shown-mail.ts';
import { erase } from '#lib/flows/erase.ts';
import { outboxMessages, passDays } from '#lib/flows/outbox.ts';
import type { Learner } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, type TestRuntime } from '#tests/support/runtime.ts';
import { learningTea, openTea } from '#tests/support/small-course.ts';
import { reports } from '#tests/support/webhooks.ts';

const NOBODY = '00000000-0000-4000-8000-000000000000';
const TOKEN = /[a-z0-9]{1,16}\.[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{24}/;

let runtime: TestRuntime;
let desk: Desk;
let ada: Learner;
let id: string;
beforeAll(async () => {
  runtime = await openTea();
  desk = atCommandLine(runtime);
});
beforeEach(async () => {
  await beginAt(runtime, '2027-01-06T12:00:00Z');
  ada = await learningTea(runtime, 'ada');
  ({ id } = await runtime.db.subscriber.findFirstOrThrow());
});
afterAll(() => runtime.close());

async function storyOf(person: string, after: string | null = null) {
  const found = await personStory(desk, person, after);
  if (!found?.ok) throw new Error('nobody is here');
  return found.story;
}
const lessonOne = () =>
  runtime.db.delivery.findFirstOrThrow({ where: { lessonSlug: 'one', subscriberId: id } });
async function shown(delivery: string) {
  const mail = await showMail(desk, id, delivery);
  if (!mail?.ok) throw new Error(mail?.problem ?? 'no such mail');
  return mail;
}

describe('one person’s story', () => {
  test('has consents with their wording, the place, each mail with what was reported, and changes nothing', async () => {
    const { id: delivery } = await lessonOne();
    await reports(runtime, { type: 'email.delivered', delivery, to: ada.address });
    const before = await allRows(runtime);
    const story = await storyOf(id);
    expect(story).toMatchObject({
      ...{ address: ada.address, standing: 'confirmed', timeZone: 'Europe/Paris', suppression: null },
      consents: [{ action: 'given', scope: 'course/tea', wording: expect.stringContaining('by email') }],
      signUps: [{ courseSlug: 'tea', confirmedAt: expect.any(Date) }],
      courses: [
        {
          ...{ slug: 'tea', state: 'active', round: 1, undo: null, nextAt: new Date('2027-01-18T08:00:00Z') },
          lessons: [
            { slug: 'one', state: 'had', deliveryId: delivery, givenAt: expect.any(Date) },
            { slug: 'two', state: 'next' },
            { slug: 'three', state: 'later' },
            { slug: 'four', state: 'later' },
          ],
        },
      ],
    });
    expect(story.mails.map(({ kind, state, isMade }) => [kind, state, isMade])).toEqual([
      ['lesson', 'scheduled', false],
      ['lesson', 'sent', true],
      ['confirmation', 'sent', true],
    ]);
    expect(story.mails[1]?.reports).toMatchObject([{ type: 'email.delivered' }]);
    expect(await allRows(runtime)).toEqual(before);
  });

  test('lists mails in pages, the newest first', async () => {
    await runtime.db.$executeRaw`
      INSERT INTO "Delivery" ("kind", "intent", "state", "reason", "priority", "subscriberId", "dueAt", "createdAt")
      SELECT 'data', 'test/' || n, 'skipped', 'expired', 0, ${id}::uuid, now(), now() - n * interval '1 day' FROM generate_series(1, 60) AS n`;
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { mails, olderMails } = await storyOf(id, after);
      seen.push(...mails.map((mail) => mail.id));
      after = olderMails;
    } while (after !== null);
    expect([seen.length, new Set(seen).size]).toEqual([63, 63]);
    expect(await personStory(desk, id, '99999999')).toMatchObject({ ok: false });
  });

  test.each([NOBODY, 'x', '', "'; --", NOBODY.toUpperCase().replaceAll('0', 'A'), 'a\0'])(
    '“%s” is nobody',
    async (who) => {
      expect(await personStory(desk, who)).toBeNull();
      expect(await showMail(desk, who, who)).toBeNull();
      expect(await exportPerson(desk, who)).toBeNull();
      expect(await erasePerson(desk, who, ada.address)).toContain('nobody here any more');
    },
  );
});

describe('a mail shown again', () => {
  test('is the mail that left, byte for byte but for its links, which lead nowhere', async () => {
    const { id: delivery } = await lessonOne();
    const mail = await shown(delivery);
    const left = (await outboxMessages(runtime)).find(({ subject }) => subject === 'one');
    const cut = (text: string | undefined) => text?.replace(new RegExp(TOKEN, 'g'), '…');
    expect(mail).toMatchObject({ proof: 'same', to: ada.address, subject: 'one', kind: 'lesson' });
    expect(mail.html).toBe(cut(left?.html));
    expect(mail.text).toBe(cut(left?.text));
    expect(mail.text).toContain('/manage/…');
    expect(left?.text).toMatch(TOKEN);
    expect(JSON.stringify(mail)).not.toMatch(TOKEN);
  });

  test('of several in one request, too; and says so when the bytes would not be those', async () => {
    const ben = await learningTea(runtime, 'ben');
    await passDays(runtime, 13);
    const two = await runtime.db.delivery.findFirstOrThrow({
      where: { lessonSlug: 'two', subscriberId: id },
    });
    expect(await runtime.db.delivery.count({ where: { batchId: two.batchId } })).toBe(2);
    expect((await shown(two.id)).proof).toBe('same');
    await runtime.db.$executeRaw`
      UPDATE "Delivery" SET "slots" = "slots" || '{"greeting": "Dear Eve,"}' WHERE "id" = ${two.id}::uuid`;
    expect((await shown(two.id)).proof).toBe('other bytes');
    await erase(runtime, ben.address);
    expect((await shown(two.id)).proof).toBe('hash erased');
  });

  test('is not to be had before it has words, nor with another person’s id, nor once its key is retired', async () => {
    const open = await runtime.db.delivery.findFirstOrThrow({ where: { state: 'scheduled' } });
    expect(await showMail(desk, id, open.id)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('no words yet'),
    });
    const { id: delivery, batchId } = await lessonOne();
    expect(await showMail(desk, NOBODY, delivery)).toBeNull();
    expect(await showMail(desk, id, NOBODY)).toBeNull();
    await runtime.db.$executeRaw`
      UPDATE "Batch" SET "envelope" = "envelope" || '{"keyId": "k0"}' WHERE "id" = ${batchId}::uuid`;
    expect(await showMail(desk, id, delivery)).toMatchObject({
      ok: false,
      problem: expect.stringContaining('can’t be shown'),
    });
  });
});

describe('a copy of what is held, and erasing', () => {
  test('a copy is the one the person would get, and that it was taken is written down', async () => {
    expect(await exportPerson(desk, id)).toMatchObject({
      format: 'lettercourse/person/1',
      person: { address: ada.address },
    });
    expect(await runtime.db.auditEntry.findMany()).toMatchObject([
      { action: 'subscriber.export', subject: `subscriber/${id}`, actor: 'command line' },
    ]);
  });

  test('erasing wants the address typed, deletes everything, and writes down that it was done', async () => {
    const before = await allRows(runtime);
    for (const typed of ['', 'yes', 'ben@example.org', 'ada@example'])
      expect(await erasePerson(desk, id, typed)).toContain('Nothing was erased');
    expect(await allRows(runtime)).toEqual(before);
    expect(await erasePerson(desk, id, ' ADA@Example.org ')).toBeNull();
    expect(await personStory(desk, id)).toBeNull();
    expect((await allRows(runtime)).deliveries).toEqual([]);
    const log = await runtime.db.auditEntry.findMany();
    expect(log).toMatchObject([{ action: 'subscriber.erase', subject: `subscriber/${id}` }]);
    expect(JSON.stringify(log.map(({ detail }) => detail))).not.toContain('ada');
    expect(await erasePerson(desk, id, ada.address)).toContain('erased already');
  });
});
