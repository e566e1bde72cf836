import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendTestMail } from '#lib/cli/send-test.ts';
import { transaction } from '#lib/db/client.ts';
import { suppress } from '#lib/db/suppress.ts';
import { examine } from '#lib/flows/doctor.ts';
import { outboxMessages } from '#lib/flows/outbox.ts';
import { resumeSending, stopSending } from '#lib/flows/sending.ts';
import { unsubscribe } from '#lib/flows/unsubscribe.ts';
import { learning } from '#tests/support/learner.ts';
import { allRows } from '#tests/support/rows.ts';
import { beginAt, openRuntime, type TestRuntime } from '#tests/support/runtime.ts';
import { temporaryFolder } from '#tests/support/temporary-folder.ts';
import { writeCourse } from '#tests/support/write-course.ts';

const ME = 'me@example.org';

describe('a test mail', () => {
  const dir = temporaryFolder();
  let runtime: TestRuntime;
  beforeAll(async () => {
    runtime = await openRuntime();
    await writeCourse(dir, {
      slug: 'coffee',
      lessons: ['bean', 'cup'],
      words: { cup: 'Not published yet.' },
    });
  });
  beforeEach(() => beginAt(runtime, '2027-01-06T12:00:00Z'));
  afterAll(() => runtime.close());

  const send = (...words: string[]) => sendTestMail(runtime, words, dir);
  const newest = async () => {
    const message = (await outboxMessages(runtime)).at(-1);
    if (!message) throw new Error('nothing was sent');
    return message;
  };

  test('is made of the files, marked as a test, and says where to look for it', async () => {
    const { lines, code } = await send('coffee', 'cup', ME);
    expect({ lines, code }).toEqual({
      lines: ['“Test: cup” is in the outbox: http://localhost:3000/outbox while Lettercourse runs.'],
      code: 0,
    });
    const mail = await newest();
    expect(mail).toMatchObject({ to: ME, subject: 'Test: cup', from: runtime.env.MAIL_FROM });
    expect(mail.html).toContain('Not published yet.');
    expect(mail.text).toContain('Dear Ada,');
    expect(mail.headers).toMatchObject({
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
      'List-Id': '<coffee.localhost>',
    });
  });

  test.each([
    ['confirmation', 'Test: Confirm your address: The coffee course'],
    ['completion', /^Test: /],
    ['link', /^Test: /],
    ['1', 'Test: bean'],
  ])('may be the mail %s', async (mail, subject) => {
    expect(await send('coffee', mail, ME)).toMatchObject({ code: 0 });
    expect((await newest()).subject).toMatch(subject);
  });

  test('its links lead to the course’s page or the site, and its one-click address to nobody', async () => {
    const ada = await learning(runtime, 'ada');
    await send('coffee', 'cup', ME);
    const { html, headers } = await newest();
    const links = [...html.matchAll(/href="([^"]+)"/g)].map(([, link]) => link);
    expect(new Set(links)).toEqual(new Set(['http://localhost:3000/courses/coffee']));
    const token = headers['List-Unsubscribe']?.match(/unsubscribe\/([^>]+)>/)?.[1] ?? '';
    const before = await allRows(runtime);
    expect(await unsubscribe(runtime, token, 'course', 'one-click')).toMatchObject({ ok: false });
    expect(await allRows(runtime)).toEqual(before);
    expect(await ada.lessons()).toHaveLength(1);
  });

  test('touches nothing of any learner, not even of the one who reads that address, and the doctor is content', async () => {
    await learning(runtime, 'ada');
    const { mail: _, ...before } = await allRows(runtime);
    expect(await send('coffee', 'bean', 'Ada@example.org')).toMatchObject({ code: 0 });
    const { mail, ...after } = await allRows(runtime);
    expect(after).toEqual(before);
    expect(mail).toHaveLength(3);
    expect(await examine(runtime)).toMatchObject({ findings: [] });
  });

  test('is not sent to an address that mail came back from, nor to whom stopped all mail', async () => {
    await transaction(runtime.db, (tx) => suppress(tx, runtime.hashAddress(ME), 'bounced'));
    const ada = await learning(runtime, 'ada');
    await unsubscribe(runtime, await ada.token('unsubscribe'), 'everything', 'page');
    const before = await allRows(runtime);
    expect(await send('coffee', 'bean', 'ME@example.org')).toEqual({
      lines: ['Mail to this address came back or was complained about. Nothing was sent.'],
      code: 1,
    });
    expect(await send('coffee', 'bean', ada.address)).toEqual({
      lines: ['Somebody at this address has stopped all mail. Nothing was sent.'],
      code: 1,
    });
    expect(await allRows(runtime)).toEqual(before);
  });

  test('is not sent while sending is stopped', async () => {
    await stopSending(runtime, 'a wrong link');
    expect(await send('coffee', 'bean', ME)).toEqual({
      lines: ['Sending is stopped: a wrong link. Nothing was sent.'],
      code: 1,
    });
    await resumeSending(runtime);
    expect(await send('coffee', 'bean', ME)).toMatchObject({ code: 0 });
  });

  test.each([
    [['cofee', 'bean', ME], 'There is no course “cofee”. Did you mean coffee?'],
    [
      ['coffee', 'beans', ME],
      'There is no mail “beans”. There are: confirmation, bean, cup, completion, link.',
    ],
    [['coffee', '3', ME], 'There is no mail “3”. There are: confirmation, bean, cup, completion, link.'],
    [['coffee', 'bean', 'me'], 'An address needs an @, as in name@example.org.'],
    [
      ['coffee', 'bean', ME, 'you@example.org'],
      'Give a course, a mail and an address: course send-test leaky-gut food ada@example.org',
    ],
    [['coffee', 'bean', ME, '--yess'], 'There is no option --yess. Did you mean --yes?'],
  ])('%j is refused', async (words, problem) => {
    const { lines, code } = await send(...words);
    expect({ first: lines[0], code }).toEqual({ first: problem, code: 2 });
    expect(await outboxMessages(runtime)).toEqual([]);
  });

  test('a course that can’t be read is not sent, and what is to be mended is said', async () => {
    const broken = temporaryFolder();
    await writeCourse(broken, { slug: 'coffee', lessons: ['bean'] });
    await writeFile(join(broken, 'coffee', '01-bean.md'), 'no head');
    const { lines, code } = await sendTestMail(runtime, ['coffee', 'bean', ME], broken);
    expect(code).toBe(1);
    expect(lines.join('\n')).toMatch(/01-bean\.md:1 {2}Begin the file with its head.*\nNothing was sent\.$/s);
  });
});
