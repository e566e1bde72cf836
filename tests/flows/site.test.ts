import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { NOTHING_CHOSEN, type SiteChoice } from '#lib/domain/site.ts';
import type { Desk } from '#lib/flows/desk/desk.ts';
import { dropSiteDraft, saveSite, siteAtDesk, trySite, undoSite } from '#lib/flows/desk/site.ts';
import { previewSite } from '#lib/flows/desk/site-preview.ts';
import { examine } from '#lib/flows/doctor.ts';
import { outboxMessages } from '#lib/flows/outbox.ts';
import { presentSite } from '#lib/flows/site.ts';
import { learning } from '#tests/support/learner.ts';
import { atTime, beginAt, openRuntime, type TestRuntime } from '#tests/support/runtime.ts';

const NOTHING = Object.fromEntries(Object.keys(NOTHING_CHOSEN).map((choice) => [choice, ''])) as Record<
  SiteChoice,
  string
>;

const TEA = {
  name: 'Tea & Letters',
  senderName: 'Ada at Tea',
  senderAddress: 'ada@tea.example.org',
  replyTo: 'answers@tea.example.org',
  postalAddress: 'Tea House, 2 Long Street, 12345 Town',
  accent: '#7a1b4a',
  hour: '17',
};

let runtime: TestRuntime;
beforeAll(async () => {
  runtime = await openRuntime();
});
afterAll(() => runtime?.close());
beforeEach(async () => {
  await beginAt(runtime, '2026-11-22T12:00:00Z');
  await runtime.db.$executeRaw`DELETE FROM "Site"`;
  await runtime.db.$executeRaw`INSERT INTO "Site" ("id") VALUES (1)`;
});

/** Tries choices, and saves them. */
async function choose(desk: Desk, typed: Partial<Record<SiteChoice, string>>) {
  expect(await trySite(desk, (await siteAtDesk(desk)).version, { ...NOTHING, ...typed })).toBeNull();
  expect(await saveSite(desk, (await siteAtDesk(desk)).version)).toBeNull();
}

describe('what operators choose for their site', () => {
  test('holds for mail made from then on, and leaves what has left as it was', async () => {
    const before = await learning(runtime, 'ada');
    await choose(runtime, TEA);
    const after = await learning(runtime, 'ben');
    const [, first] = await before.mail();
    const [confirmation, lesson] = await after.mail();
    expect(first?.from).toBe('Lettercourse <hello@learn.example.org>');
    expect(first?.text).toMatch(/^Lettercourse\n/);
    for (const mail of [confirmation, lesson]) {
      expect(mail?.from).toBe('Ada at Tea <ada@tea.example.org>');
      expect(mail?.text).toMatch(/^Tea & Letters\n/);
      expect(mail?.text).toContain('Tea House, 2 Long Street, 12345 Town');
      expect(mail?.html).toContain('Tea &amp; Letters');
      expect(mail?.html).toContain('#7a1b4a');
      expect(mail?.html.toLowerCase()).not.toContain('#1b4a7a');
    }
    // What left is still known byte for byte.
    expect((await examine(runtime)).findings).toEqual([]);
  });

  test('gives new learners its hour, and leaves the others theirs', async () => {
    const before = await learning(runtime, 'ada');
    await choose(runtime, TEA);
    const after = await learning(runtime, 'ben');
    expect((await after.mail())[0]?.text).toContain('Mondays at 17:00');
    await atTime(runtime, '2026-11-30T08:00:00Z');
    await atTime(runtime, '2026-11-30T16:00:00Z');
    expect((await before.lessons())[1]).toContain('Monday 30 November at 09:00');
    expect((await after.lessons())[1]).toContain('Monday 30 November at 17:00');
  });

  test('can be looked at without anything changing', async () => {
    expect(await trySite(runtime, 0, { ...NOTHING, ...TEA })).toBeNull();
    const mail = await previewSite(runtime);
    expect(mail).toMatchObject({ from: 'Ada at Tea <ada@tea.example.org>', replyTo: TEA.replyTo });
    expect(mail?.html).toContain('Tea &amp; Letters');
    expect(mail?.html).toContain('#7a1b4a');
    expect((await presentSite(runtime)).name).toBe('Lettercourse');
    const ada = await learning(runtime, 'ada');
    expect((await ada.mail())[1]?.from).toBe('Lettercourse <hello@learn.example.org>');
    expect(await dropSiteDraft(runtime, 1)).toBeNull();
    expect((await previewSite(runtime))?.from).toBe('Lettercourse <hello@learn.example.org>');
  });

  test('is undone, and undone again, and the audit log says which choices changed', async () => {
    await choose(runtime, { name: 'Tea', replyTo: TEA.replyTo });
    expect(await undoSite(runtime, 2)).toBeNull();
    expect(await presentSite(runtime)).toMatchObject({ name: 'Lettercourse', replyTo: null });
    expect(await undoSite(runtime, 3)).toBeNull();
    expect(await presentSite(runtime)).toMatchObject({ name: 'Tea', replyTo: TEA.replyTo });
    const log = await runtime.db.auditEntry.findMany({ orderBy: { number: 'asc' } });
    expect(log.map(({ action, detail }) => [action, detail])).toEqual([
      ['site.change', { changed: ['name', 'replyTo'] }],
      ['site.undo', { changed: ['name', 'replyTo'] }],
      ['site.undo', { changed: ['name', 'replyTo'] }],
    ]);
  });

  test('is not overwritten by a page that shows something older', async () => {
    await choose(runtime, { name: 'Tea' });
    const old = 1;
    expect(await trySite(runtime, old, { ...NOTHING, name: 'Coffee' })).toContain('no longer what this page');
    expect(await saveSite(runtime, old)).toContain('no longer what this page');
    expect(await undoSite(runtime, old)).toContain('no longer what this page');
    expect(await dropSiteDraft(runtime, old)).toContain('no longer what this page');
    // There is no draft left to save a second time.
    expect(await saveSite(runtime, 2)).toContain('no longer what this page');
    expect((await presentSite(runtime)).name).toBe('Tea');
  });

  test('nothing chosen is what the settings say', async () => {
    expect(await presentSite(runtime)).toEqual({
      name: 'Lettercourse',
      from: runtime.env.MAIL_FROM,
      replyTo: null,
      postalAddress: runtime.env.POSTAL_ADDRESS,
      accent: null,
      hour: null,
    });
    expect(await outboxMessages(runtime)).toEqual([]);
  });
});
